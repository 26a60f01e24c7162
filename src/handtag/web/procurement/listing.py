"""The tables of framework agreements and price lists: their columns and rows, on the page and as a file."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from handtag.domain.procurement.lists import VERDICTS, Verdict, percent_tenths
from handtag.web.procurement import words
from handtag.web.shell.spreadsheet import kronor
from handtag.web.ui.tables import Column, Columns

AGREEMENTS = Columns(
    Column("number", _("Agreement"), primary=True),
    Column("supplier", _("Supplier")),
    Column("from", _("From"), kind="date"),
    Column("to", _("To"), kind="date"),
    Column("lines", _("Articles"), kind="number"),
    Column("state", _("State"), kind="status"),
)
LINES = Columns(
    Column("number", _("Supplier's article number"), kind="code", primary=True),
    Column("name", _("Name")),
    Column("article", _("Our article"), kind="code"),
    Column("lot", _("Lot")),
    Column("rank", _("Rank"), kind="number"),
    Column("price", _("Price excl. VAT"), kind="number"),
    Column("from", _("From"), kind="date"),
)
VERDICT = Columns(
    Column("number", _("Supplier's article number"), kind="code", primary=True),
    Column("row", _("Row"), kind="number"),
    Column("name", _("Name")),
    Column("verdict", _("Verdict"), kind="status"),
    Column("old", _("Price before"), kind="number"),
    Column("new", _("New price"), kind="number"),
    Column("change", _("Price change"), kind="number"),
    Column("reason", _("Why")),
)

FIRST = ("conflict", "refused", "kept", "gone", "changed", "new", "unchanged", "ignored")


def verdict_rows(verdicts: Iterable[Verdict]) -> Iterator[dict[str, Any]]:
    for one in verdicts:
        word, colour = words.VERDICTS[one.verdict]
        yield {"one": one, "word": word, "colour": colour, "change": words.percent_of(one), "reason": words.reason(one)}


def verdict_file(verdicts: Iterable[Verdict]) -> tuple[list[object], Iterator[list[object]]]:
    """Heads and rows of every verdict, for a spreadsheet; in the order of the list."""
    rows: Iterator[list[object]] = (
        [
            one.number, one.row or "", one.name, words.VERDICTS[one.verdict][0],
            *(None if ore is None else kronor(ore) for ore in (one.old_ore, one.new_ore)), words.percent_of(one), words.reason(one),
        ]
        for one in verdicts
    )  # fmt: skip
    return [column.label for column in VERDICT], rows


def in_order(verdicts: Iterable[Verdict], only: str) -> list[Verdict]:
    """What needs a look comes first: conflicts, then the largest changes; `only` one verdict of them, all when it is unknown."""
    chosen = [one for one in verdicts if one.verdict == only or only not in VERDICTS]
    return sorted(chosen, key=lambda one: (FIRST.index(one.verdict), -_size(one), one.row))


def _size(one: Verdict) -> int:
    if one.old_ore is None or one.new_ore is None:
        return 0
    return abs(percent_tenths(one.old_ore, one.new_ore) or 0)
