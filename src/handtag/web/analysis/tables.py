"""The tables of a result: columns, and rows as texts in their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.cost_shift.rows import BUCKETS
from handtag.web.analysis import words
from handtag.web.ui.tables import Column, Columns

Result = Mapping[str, Any]
TO, BACK, NET = "flow.region.municipality", "flow.municipality.region", "net.municipality"


@dataclass(frozen=True)
class Shown:
    """A table as the page shows it: each row's texts stand in the order of the columns; `note` is said before it."""

    id: str
    title: str | Promise
    columns: Columns
    rows: Sequence[Sequence[str]]
    note: str | Promise = ""

    @property
    def lines(self) -> Iterator[list[tuple[Column, str]]]:
        for row in self.rows:
            yield list(zip(self.columns, row, strict=True))


def principals(result: Result) -> Shown:
    """Who carried the cost before and who carries it after."""
    said, total = words.words(), result["total"]
    rows = [
        (said[f"bucket.{name}"], *(words.ends(total.get(f"{part}.{name}")) for part in ("before", "after", "net")))
        for name in BUCKETS
        if total.get(f"before.{name}", [0, 0])[1] or total.get(f"after.{name}", [0, 0])[1]
    ]
    columns = Columns(
        Column("who", _("Who pays"), primary=True),
        Column("before", _("Before"), kind="number"),
        Column("after", _("After"), kind="number"),
        Column("change", _("Difference"), kind="number"),
    )
    return Shown("principals", _("Before and after"), columns, rows)


def streams(result: Result) -> Shown:
    """What the picture shows, in figures."""
    said = words.words()
    names = {**{name: said[f"bucket.{name}"] for name in BUCKETS}, "undetermined": _now("Undetermined")}
    rows = [(names[start], names[end], words.one(ore)) for start, end, ore in result["flows"]]
    columns = Columns(Column("from", _("From"), primary=True), Column("to", _("To")), Column("sum", _("Sum"), kind="number"))
    return Shown("streams", _("The picture in figures"), columns, rows)


def _moving() -> tuple[Column, ...]:
    return (
        Column("to", _("To the municipalities"), kind="number"),
        Column("back", _("To the region"), kind="number"),
        Column("net", _("The municipalities' difference"), kind="number"),
    )


def _moved(group: Result) -> tuple[str, str, str]:
    return words.ends(group.get(TO)), words.ends(group.get(BACK)), words.ends(group.get(NET))


def categories(result: Result) -> Shown:
    """Each category, the one where most moves first."""
    groups = sorted(result["by_category"], key=lambda one: -_most(one))
    rows = [(one["name"] or f"ISO {one['key']}", words.one(one["cost_ore"]), *_moved(one)) for one in groups]
    columns = Columns(Column("name", _("Category"), primary=True), Column("sum", _("Sum"), kind="number"), *_moving())
    return Shown("categories", _("By category"), columns, rows)


def iso_groups(result: Result) -> Shown:
    """Each ISO group of four digits, in the order of the codes."""
    rows = [
        (one["key"] or "–", one["name"], words.count(one["volume"]), words.one(one["cost_ore"]), *_moved(one)) for one in result["by_iso"]
    ]
    columns = Columns(
        Column("code", _("ISO group"), kind="code", primary=True),
        Column("name", _("Name")),
        Column("volume", _("Pieces"), kind="number"),
        Column("sum", _("Sum"), kind="number"),
        *_moving(),
    )
    return Shown("iso", _("By ISO group"), columns, rows)


def both_ways(result: Result) -> Shown:
    """The groups where some lines move to the municipalities and others to the region."""
    rows = [(f"{one['key']} {one['name']}".strip(), *_moved(one)) for one in result["by_iso"] if one["both_ways"]]
    columns = Columns(Column("name", _("ISO group"), primary=True), *_moving())
    return Shown("both-ways", _("What moves both ways"), columns, rows)


def municipalities(result: Result) -> Shown:
    """Each municipality, the one whose costs grow most for each inhabitant first."""
    rows = [
        (
            town["name"] or "–",
            words.count(town["inhabitants"]),
            *_moved(town),
            _growth(town["grows"]),
            words.each(town["before_each"]),
            words.each(town["after_each"]),
            words.percent(town["one_more"], 2),
        )
        for town in result["by_municipality"]
    ]
    columns = Columns(
        Column("name", _("Municipality"), primary=True),
        Column("people", _("Inhabitants"), kind="number"),
        *_moving(),
        Column("grows", _("Grows by"), kind="number"),
        Column("before", _("Before, for each inhabitant"), kind="number"),
        Column("after", _("After, for each inhabitant"), kind="number"),
        Column("more", _("One more of the costliest"), kind="number"),
    )
    return Shown("municipalities", _("By municipality"), columns, rows, _costliest(result))


def _growth(grows: Sequence[str] | None) -> str:
    low, high = (words.percent(end) for end in grows) if grows else ("–", "–")
    return low if low == high else f"{low} – {high}"


def _costliest(result: Result) -> str:
    dear = result["costliest"]
    if not dear:
        return ""
    piece = words.exact(round(dear["cost_ore"] / dear["volume"]))
    said = _now(
        "The last column is what one more of the costliest device (%(name)s, %(piece)s each) would add to the municipality's costs."
    )
    return said % {"name": f"{dear['iso_code']} {dear['name']}".strip(), "piece": piece}


def sensitivity(result: Result) -> Shown:
    """One setting at a time; the run's own value is marked."""
    said, chosen = words.words(), _now("chosen")
    rows = [
        (
            said[f"setting.{one['setting']}"],
            words.percent(one["value"]) + (f" ({chosen})" if one["chosen"] else ""),
            words.ends(one["to_municipality"]),
            words.ends(one["to_region"]),
            words.ends(one["net_municipality"]),
        )
        for one in result["sensitivity"]
    ]
    columns = Columns(Column("setting", _("What is otherwise"), primary=True), Column("value", _("Value"), kind="number"), *_moving())
    return Shown("sensitivity", _("If something were otherwise"), columns, rows)


def faults(result: Result) -> Shown:
    """The rows that were not counted."""
    said = words.words()
    rows = [
        (str(one["row"]), words.field(one["field"], said), one["value"] or "–", said[f"fault.{one['code']}"]) for one in result["faults"]
    ]
    columns = Columns(
        Column("row", _("Row"), kind="number", primary=True),
        Column("field", _("Field")),
        Column("value", _("Written")),
        Column("why", _("Why")),
    )
    return Shown("faults", _("Rows that were not counted"), columns, rows)


def _most(group: Result) -> int:
    return int(max(group.get(TO, [0, 0])[1], group.get(BACK, [0, 0])[1]))
