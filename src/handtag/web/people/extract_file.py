"""An extract of the register in words: cells for the page and the workbook, and the same with codes as JSON."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from handtag.domain.data_subject import MASK
from handtag.domain.values.extracts import Code, Number, Ore, Section, Where
from handtag.domain.values.money import format_kronor
from handtag.files.workbooks import Kronor, workbook
from handtag.usecases.subject_sources import Told
from handtag.usecases.words import word
from handtag.usecases.words_subject import COLUMNS, SECTIONS, told
from handtag.web.ui.tables import Column, Columns

NUMBERS = {"count", "quantity", "amount", "priority"}
DAYS = {"at", "on", "from", "to", "due_on", "promised_on", "delivered_on", "ended_at"}


def sections(extract: Told) -> Iterator[dict[str, Any]]:
    """Each section with what it is for and its rows in words; numbers in full once the extract is handed over."""
    for section in extract.sections:
        columns = _columns(section)
        rows = [[said(cell, whole=extract.handed_at is not None) for cell in row] for row in section.rows]
        told_rows = [list(zip(columns, row, strict=True)) for row in rows]
        yield {"code": section.code, "about": SECTIONS[section.code], "columns": columns, "rows": told_rows, "held": section.is_withheld}


def said(cell: object, *, whole: bool = True) -> str:
    """A cell as it is read."""
    match cell:
        case None:
            return ""
        case Where():
            return str(_("Protected")) if cell == MASK else str(cell)
        case Number():
            return f"{cell[:8]}-{cell[8:] if whole else '••••'}"
        case Code():
            return told(cell)
        case tuple():
            return _answers(cell)
        case datetime():
            return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
        case bool() | date() | list():
            return word(cell)
    return format_kronor(cell) if isinstance(cell, Ore) else str(cell)


def _answers(pairs: tuple[Any, ...]) -> str:
    return "; ".join(f"{told(str(question))}: {said(answer)}" for question, answer in pairs)


def as_workbook(extract: Told) -> bytes:
    """A first sheet that says what the extract is, then one for each section."""
    about = [[_("Section"), _("What it is for"), _("Where it comes from"), _("How long it is kept")]]
    about += [[str(text) for text in (one.title, one.purpose, one.origin, one.kept)] for one in _abouts(extract)]
    sheets: list[tuple[str, list[list[Any]]]] = [(str(_("About the extract")), about)]
    for section in extract.sections:
        heads = [str(COLUMNS[column]) for column in section.columns]
        rows = [[Kronor(cell) if isinstance(cell, Ore) else said(cell) for cell in row] for row in section.rows]
        held = [[str(_("Held back"))]] if section.is_withheld else []
        sheets.append((str(SECTIONS[section.code].title), [heads, *rows, *held]))
    return workbook(sheets, title=str(_("Extract of the register")))


def as_json(extract: Told) -> str:
    """For programs: codes as keys and values, with what each section is for in words."""
    plain = {
        "made_at": extract.made_at.isoformat(),
        "legal_ground": extract.legal_ground,
        "is_partly_blocked": extract.is_partly_blocked,
        "withheld_reason": extract.withheld_reason,
        "sections": [
            {
                "code": section.code,
                **{name: str(getattr(SECTIONS[section.code], name)) for name in ("title", "purpose", "origin", "kept")},
                "is_withheld": section.is_withheld,
                "rows": [dict(zip(section.columns, map(_plain, row), strict=True)) for row in section.rows],
            }
            for section in extract.sections
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain(cell: object) -> object:
    if isinstance(cell, tuple):
        return {str(question): _plain(answer) for question, answer in cell}
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return cell


def _abouts(extract: Told) -> Iterator[Any]:
    return (SECTIONS[section.code] for section in extract.sections)


def _columns(section: Section) -> Columns:
    kinds: dict[str, Any] = {**dict.fromkeys(NUMBERS, "number"), **dict.fromkeys(DAYS, "date")}
    first = section.columns[0]
    return Columns(*(Column(key, COLUMNS[key], kind=kinds.get(key, "text"), primary=key == first) for key in section.columns))
