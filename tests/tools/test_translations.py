"""Texts are found wherever they are marked, kept when collected again, and faults in a translation are named."""

import ast
import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import translations

PAGE = """{% load i18n %}
      <h1>{% translate "Orders" %}</h1>
  {% blocktranslate count n=rows|length trimmed %}
    {{ n }} device
  {% plural %}
    {{ n }} devices
  {% endblocktranslate %}
        <b title="{% translate 'Order' context 'verb' %}">{{ _("Save") }}</b>
"""
MODULE = """
from django.utils.translation import gettext_lazy as _, pgettext
TITLE = _("Stock")
STATE = pgettext("state", "Open")
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "src" / "handtag" / "web" / "stock").mkdir(parents=True)
    (tmp_path / "src" / "handtag" / "web" / "stock" / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "src" / "handtag" / "texts.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCES", tmp_path / "src" / "handtag")
    return tmp_path


def translate(text: str, swedish: str) -> None:
    path = translations.po_path("sv")
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{swedish}"'), encoding="utf-8"
    )


def test_texts_of_modules_and_of_indented_templates_are_found(house: Path) -> None:
    found = {(message.context, message.id) for message in translations.collect() if message.id}
    assert found == {
        (None, "Stock"),
        ("state", "Open"),
        (None, "Orders"),
        (None, ("%(n)s device", "%(n)s devices")),
        ("verb", "Order"),
        (None, "Save"),
    }


def test_collecting_again_keeps_translations_and_changes_nothing(house: Path) -> None:
    translations.update()
    translate("Stock", "Lager")
    before = translations.po_path("sv").read_text(encoding="utf-8")
    translations.update()
    assert translations.po_path("sv").read_text(encoding="utf-8") == before
    assert 'msgstr "Lager"' in before


def test_a_text_that_is_gone_is_dropped(house: Path) -> None:
    translations.update()
    (house / "src" / "handtag" / "texts.py").write_text("", encoding="utf-8")
    translations.update()
    assert "Stock" not in translations.po_path("sv").read_text(encoding="utf-8")


def test_an_untranslated_text_fails_the_check(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translations.update()
    assert translations.check() == 1
    assert "'Stock': not translated" in capsys.readouterr().out


def test_a_new_text_that_was_not_collected_fails_the_check(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "src" / "handtag" / "web" / "stock" / "page.html").write_text("", encoding="utf-8")
    translations.update()
    translate("Stock", "Lager")
    translate("Open", "Öppen")
    assert translations.check() == 0
    (house / "src" / "handtag" / "texts.py").write_text(MODULE + '\nMORE = _("Bin")\n', encoding="utf-8")
    assert translations.check() == 1
    assert "run `make i18n`" in capsys.readouterr().out


def test_compiled_texts_are_what_django_reads(house: Path) -> None:
    import gettext

    translations.update()
    translate("Stock", "Lager")
    translations.compile_all()
    with translations.po_path("sv").with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Stock") == "Lager"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "%(n)s left"\nmsgstr "kvar"', "lacks a placeholder"),
        ('msgid "Left"\nmsgstr "%(n)s kvar"', "has a placeholder the source text lacks"),
        ('#, fuzzy\nmsgid "Left"\nmsgstr "Kvar"', "fuzzy"),
        ('msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "en dag"\nmsgstr[1] ""', "not translated"),
    ],
)
def test_a_fault_in_a_translation_is_named(entry: str, fault: str) -> None:
    catalog = read_po(io.BytesIO(entry.encode()), locale="sv")
    faults = [found for message in catalog if message.id for found in translations.faults(message)]
    assert len(faults) == 1
    assert fault in faults[0]


def test_a_singular_may_leave_the_number_out() -> None:
    entry = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "en dag"\nmsgstr[1] "%(n)s dagar"'
    catalog = read_po(io.BytesIO(entry.encode()), locale="sv")
    assert [found for message in catalog if message.id for found in translations.faults(message)] == []


def test_every_name_that_translation_goes_by_is_collected() -> None:
    """A text marked through an alias that the collection does not know would stay in English unseen."""
    sources = (Path(__file__).resolve().parents[2] / "src" / "handtag").rglob("*.py")
    imported = [
        alias.asname or alias.name
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    ]
    assert imported
    assert sorted(set(imported) - translations.KEYWORDS.keys()) == []
