"""The tables of the log: their columns, and their rows on pages and in files."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from handtag.apps.access.queries import names_of
from handtag.apps.organisations.queries import unit_names
from handtag.domain.access import Role, Viewer
from handtag.web.audit import words
from handtag.web.shell.roles import ROLE_NAMES
from handtag.web.ui.tables import Column, Columns

REVIEWS = Columns(
    Column("period", _("Days reviewed"), kind="date", primary=True),
    Column("by", _("Started by")),
    Column("total", _("Rows"), kind="number"),
    Column("left", _("Not looked at"), kind="number"),
    Column("state", _("State"), kind="status"),
)
ROWS = Columns(
    Column("at", _("Time"), kind="date", sort=True, primary=True),
    Column("actor", _("Reader"), sort=True),
    Column("role", _("Role"), shown=False),
    Column("unit", _("Unit")),
    Column("action", _("What was done")),
    Column("ground", _("Ground")),
    Column("door", _("Door"), shown=False),
    Column("why", _("Why it is looked at")),
    Column("verdict", _("Finding"), sort=True),
    Column("note", _("Note"), shown=False),
)
EXTRACT = Columns(
    Column("at", _("Time"), kind="date", primary=True),
    Column("provider", _("Care provider")),
    Column("unit", _("Unit")),
    Column("role", _("Who, by role")),
    Column("action", _("What was done")),
    Column("data", _("What was shown")),
    Column("ground", _("Ground")),
)


def clock_time(at: Any) -> str:
    """Swedish date and time to the second."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"


def role_name(code: str) -> str:
    return str(ROLE_NAMES[Role(code)]) if code in set(Role) else code


def named_rows(viewer: Viewer, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of a review with the words of every cell."""
    rows = list(rows)
    names = names_of(viewer, {row.entry.actor for row in rows})
    units = unit_names(viewer, {row.entry.unit_id for row in rows})
    return [
        {
            "entry_id": row.entry_id,
            "at": clock_time(row.entry.recorded_at),
            "actor": names.get(row.entry.actor, row.entry.actor),
            "role": role_name(row.entry.role),
            "unit": units.get(row.entry.unit_id, ""),
            "action": words.said(words.ACTIONS, row.entry.action),
            "data": words.said(words.DATA_KINDS, row.entry.data_kind),
            "ground": words.ground(row.entry.ground),
            "door": words.said(words.DOORS, row.entry.door),
            "reference": row.entry.reference,
            "why": words.rules(row.rules),
            "verdict": words.said(words.VERDICTS, row.verdict),
            "note": row.note,
        }
        for row in rows
    ]


def extract_rows(viewer: Viewer, rows: Iterable[Any]) -> list[dict[str, str]]:
    """Rows of an extract in words that need no explanation."""
    rows = list(rows)
    units = unit_names(viewer, {row.unit_id for row in rows})
    return [
        {
            "at": clock_time(row.at),
            "provider": viewer.principal_name,
            "unit": units.get(row.unit_id, ""),
            "role": role_name(row.role),
            "action": words.said(words.ACTIONS, row.action),
            "data": words.said(words.DATA_KINDS, row.data_kind),
            "ground": words.ground(row.ground),
        }
        for row in rows
    ]


def in_file(columns: Columns, rows: Iterable[dict[str, Any]]) -> tuple[list[object], Iterator[list[object]]]:
    """Heads and cells of every column; a cell with several words has them after each other."""
    plain: Callable[[Any], object] = lambda cell: "; ".join(cell) if isinstance(cell, list) else cell  # noqa: E731
    return [column.label for column in columns], ([plain(row[column.key]) for column in columns] for row in rows)
