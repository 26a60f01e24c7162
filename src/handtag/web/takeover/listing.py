"""The tables of takeovers and reconciliations: their columns and rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from handtag.domain.takeover.verdicts import VERDICTS
from handtag.domain.values.money import format_kronor
from handtag.files.workbooks import Kronor
from handtag.usecases.messages_takeover import MEASURES
from handtag.usecases.words_takeover import amount, difference_lines, is_equal
from handtag.web.ui.tables import Column, Columns

TAKEN = Columns(
    Column("system", _("From"), primary=True),
    Column("on", _("Day of takeover"), kind="date"),
    Column("at", _("Taken over")),
    Column("by", _("By")),
    Column("taken", _("Rows taken"), kind="number"),
    Column("known", _("Known already"), kind="number"),
    Column("refused", _("Refused"), kind="number"),
)
RECONCILED = Columns(
    Column("made_on", _("Files of"), kind="date", primary=True),
    Column("system", _("From")),
    Column("at", _("Compared")),
    Column("by", _("By")),
    Column("differences", _("Differences"), kind="number"),
    Column("totals", _("Totals that differ"), kind="number"),
)
TOTALS = Columns(
    Column("what", _("What"), primary=True),
    Column("group", _("Group"), kind="code"),
    Column("said", _("Control total"), kind="number"),
    Column("old", _("Old system"), kind="number"),
    Column("new", _("Here"), kind="number"),
    Column("differs", _("Difference"), kind="status"),
)
DIFFERENCES = Columns(
    Column("what", _("What"), primary=True),
    Column("key", _("Which"), kind="code"),
    Column("field", _("Field")),
    Column("old", _("Old system")),
    Column("new", _("Here")),
)


SUMMED = ("devices", "residual", "rent", "stock", "orders")


def taken_rows(page: Iterable[Any], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for one in page:
        sums = {verdict: sum(of.get(verdict, 0) for of in one.counts.values()) for verdict in VERDICTS}
        yield {"one": one, "by": names.get(one.taken_by, one.taken_by), **sums}


def total_rows(totals: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Count and sum of each group; those that differ first."""
    rows = [
        {
            "what": MEASURES[one["measure"]], "group": one["group"], "differs": not is_equal(one),
            "said": _sums(one["measure"], one["said_count"], one["said_sum"]), "old": _sums(one["measure"], *one["old"]),
            "new": _sums(one["measure"], *one["new"]),
        }
        for one in totals
    ]  # fmt: skip
    return sorted(rows, key=lambda row: not row["differs"])


def difference_rows(differences: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    return [[_cell(value) for value in line] for line in list(difference_lines(differences))[1:]]


def _sums(measure: str, count: int | None, total: int | None) -> str:
    """Where there is something to sum, the sum after the count."""
    parts = [] if count is None else [str(count)]
    if total is not None and measure in SUMMED:
        parts.append(_cell(amount(measure, total)))
    return " / ".join(parts) or "–"


def _cell(value: object) -> str:
    return format_kronor(int(value)) if isinstance(value, Kronor) else str(value)
