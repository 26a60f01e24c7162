"""The library as a whole: the catalogue shows all of it, every state has a word, nothing breaks the content policy."""

import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

from handtag.apps.billing.models import CHARGE_KINDS
from handtag.apps.catalogue.models import ASSORTMENT
from handtag.apps.orders.models import LINE_STATES
from handtag.apps.prescriptions.models import STATES as PRESCRIPTION_STATES
from handtag.apps.stock.models import DEVICE_STATES
from handtag.web.ui import states
from handtag.web.ui.templatetags.ui import register

WEB = Path(states.__file__).parents[1]
VENDOR = WEB / "static" / "vendor"
TEMPLATES = sorted(WEB.rglob("*.html"))


@pytest.mark.parametrize("address", ["/_ui/", "/_ui/?fel=1"])
def test_the_catalogue_is_shown(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_every_tag_is_in_the_catalogue() -> None:
    shown = "".join((WEB / "ui" / name).read_text() for name in ("catalogue.html", "catalogue_parts.html", "fields.html"))
    missing = [name for name in register.tags if f"{{% {name} " not in shown and f"{{% {name} %}}" not in shown]
    assert missing == []


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("prescription", PRESCRIPTION_STATES),
        ("order", LINE_STATES),
        ("device", DEVICE_STATES),
        ("charge", CHARGE_KINDS),
        ("assortment", ASSORTMENT),
    ],
)
def test_every_state_of_the_tables_has_a_word_and_a_colour(kind: str, known: list[tuple[str, str]]) -> None:
    assert {state for state, _word in known} == set(states.STATES[kind])


def test_an_unknown_state_is_shown_as_it_is_and_an_unknown_kind_is_an_error() -> None:
    assert states.look("order", "teleported").word == "teleported"
    with pytest.raises(KeyError):
        states.look("spaceship", "placed")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_template_carries_script_or_style_of_its_own(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert "hx-on" not in text
    assert "js:" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text


def test_vendored_files_are_exactly_the_ones_that_were_fetched() -> None:
    listed = dict(reversed(line.split("  ")) for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
    folders = (VENDOR, WEB / "ui" / "icons")
    found = {path.relative_to(WEB).as_posix() for folder in folders for path in folder.iterdir()} - {"static/vendor/SHA256SUMS"}
    assert found == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((WEB / name).read_bytes()).hexdigest() == digest, name


def test_no_vendored_file_names_a_source_map() -> None:
    for path in VENDOR.iterdir():
        if path.suffix in {".js", ".css"}:
            assert b"sourceMappingURL" not in path.read_bytes(), path.name
