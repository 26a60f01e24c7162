"""Collects, checks and compiles the interface's texts: `translations.py update | check | compile`.

Source texts are English, in Python and in templates; locale/sv holds the Swedish. Babel does the work, so no gettext
programs are needed. `update` keeps every translation there is and never guesses one from a similar text.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "handtag"
LANGUAGES = ("sv",)
METHODS = [("**.py", "python"), ("**/web/**.html", "tools.translations:extract_template")]
KEYWORDS = {
    "_": None,
    "_lazy": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


def extract_template(file, keywords, comment_tags, options) -> Iterator:
    """A Babel extractor: Django turns its template into a gettext-like text, which is then read as Python."""
    from django.utils.translation.template import templatize

    source = templatize(file.read().decode("utf-8"))
    # Indentation means nothing in a template and everything to Python's tokenizer.
    source = "\n".join(line.strip() for line in source.splitlines())
    yield from extract_python(io.BytesIO(source.encode("utf-8")), keywords, comment_tags, options)


def po_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def collect() -> Catalog:
    """Every text of the source with where it stands; only the file: line numbers change every day."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    sys.path.insert(0, str(ROOT))
    template = Catalog(project="Handtag", charset="utf-8")
    found = extract_from_dir(SOURCES, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True)
    for name, _line, text, comments, context in sorted(found, key=lambda hit: (hit[0], hit[1])):
        place = (str(Path("src/handtag") / name), None)
        template.add(text, locations=[place], auto_comments=comments, context=context, flags=flags_of(text))
    return template


def flags_of(text: str | tuple[str, ...]) -> set[str]:
    texts = text if isinstance(text, tuple) else (text,)
    return {"python-format"} if any(re.search(r"%\(\w+\)[sd]|%[sd]", one) for one in texts) else set()


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Handtag", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django", abort_invalid=True)


def merged(language: str, template: Catalog) -> Catalog:
    """The language's texts brought up to date: new ones empty, gone ones dropped, kept ones untouched."""
    old = load(language)
    catalog = Catalog(locale=language, project="Handtag", charset="utf-8")
    for message in template:
        if message.id:
            before = old.get(message.id, context=message.context)
            string = before.string if before is not None else None
            catalog.add(
                message.id,
                string,
                message.locations,
                message.flags | fuzziness(before),
                message.auto_comments,
                context=message.context,
            )
    return catalog


def fuzziness(message: Message | None) -> set[str]:
    return {"fuzzy"} if message is not None and message.fuzzy else set()


def as_po(catalog: Catalog) -> str:
    """The text of a po file without the header lines that change with every run."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_by_file=True, omit_header=True, ignore_obsolete=True)
    header = (
        "# The interface's texts. Collected by tools/translations.py; translate the empty ones here.\n"
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return header + out.getvalue().decode("utf-8")


def update() -> int:
    """Writes the po files anew and compiles them; says how many texts wait for a translation."""
    template = collect()
    for language in LANGUAGES:
        catalog = merged(language, template)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_po(catalog), encoding="utf-8")
        waiting = sum(1 for message in catalog if message.id and not translated(message))
        print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {waiting} without a translation")
    return compile_all()


def translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(strings) and all(strings)


def placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    if not translated(message):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked fuzzy: confirm the translation and remove the mark"
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    # A singular may leave the number out ("one device"), so only what the plural offers is a limit for all.
    allowed, wanted = placeholders(ids[-1]), placeholders(ids[-1])
    for string in strings:
        if placeholders(string) - allowed:
            yield f"has a placeholder the source text lacks: {sorted(placeholders(string) - allowed)}"
    if wanted - placeholders(strings[-1]):
        yield f"lacks a placeholder of the source text: {sorted(wanted - placeholders(strings[-1]))}"


def check() -> int:
    """Fails on a text that is untranslated, fuzzy or has other placeholders, and on an outdated po file."""
    template = collect()
    found = 0
    for language in LANGUAGES:
        path = po_path(language)
        catalog = merged(language, template)
        for message in catalog:
            for fault in faults(message) if message.id else ():
                found += 1
                print(f"{path.relative_to(ROOT)}: {message.id!r}: {fault}")
        if not path.exists() or path.read_text(encoding="utf-8") != as_po(catalog):
            found += 1
            print(f"{path.relative_to(ROOT)} is not what the source texts give: run `make i18n`")
    return 1 if found else 0


def compile_all() -> int:
    """Writes django.mo beside each django.po, whole or not at all."""
    for language in LANGUAGES:
        path = po_path(language)
        if path.exists():
            beside = path.with_suffix(f".{os.getpid()}.tmp")
            with beside.open("wb") as file:
                write_mo(file, load(language))
            beside.replace(path.with_suffix(".mo"))
    return 0


def main(words: list[str]) -> int:
    actions = {"update": update, "check": check, "compile": compile_all}
    if len(words) != 1 or words[0] not in actions:
        print(f"usage: translations.py {' | '.join(actions)}", file=sys.stderr)
        return 2
    return actions[words[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
