"""The old system beside this one: two pictures of the same things, their sums, and every difference until there is none.

A picture is area → key → field → what is said of it; who makes pictures says the same thing in the same words in both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Said = str | int | None
Thing = Mapping[str, Said]
Picture = Mapping[str, Mapping[str, Thing]]

AREAS = ("units", "places", "articles", "persons", "devices", "stock", "orders")
CLOSED = frozenset({"units", "places", "articles", "persons"})
"""Of these only what the old system names is compared: this one may know more."""
PRIVATE = frozenset({("devices", "person"), ("orders", "person")})
"""With everything about persons: that they differ is told, not what they are. A reconciliation is read by those who do not read about
persons.
"""
MONEY = frozenset({"residual", "rent", "purchase_ore", "residual_ore", "rent_ore", "sale_ore"})
HIDDEN = "•"


@dataclass(frozen=True)
class Difference:
    """In which area, of what (as people name it), in which field, and what each system says; None = it has no such thing."""

    area: str
    key: str
    field: str
    old: Said
    new: Said


@dataclass(frozen=True)
class Total:
    """A count and a sum of one group: as the old system says them, as its files hold them, and as they are here."""

    measure: str
    group: str
    old: tuple[int, int]
    new: tuple[int, int]
    said_count: int | None = None
    said_sum: int | None = None

    @property
    def is_equal(self) -> bool:
        count, amount = self.old
        as_said = self.said_count in {None, count} and self.said_sum in {None, amount}
        return self.old == self.new and as_said


def differences(old: Picture, new: Picture, names: Mapping[str, str]) -> Iterator[Difference]:
    """Every difference, area by area. `names`: what to call a key that must not be shown."""
    for area in AREAS:
        before, now = old.get(area, {}), new.get(area, {})
        keys = before.keys() if area in CLOSED else before.keys() | now.keys()
        for key in sorted(keys):
            yield from _of_thing(area, names.get(key, key), before.get(key), now.get(key))


def totals(old: Picture, new: Picture, said: Mapping[tuple[str, str], tuple[int | None, int | None]]) -> list[Total]:
    """All counts and sums, by measure and group; `said` are the control totals of the old system: (count, sum)."""
    before, now = _sums(old, old), _sums(new, old)
    keys = sorted(before.keys() | now.keys() | said.keys(), key=lambda key: (_ORDER.index(key[0]), key[1]))
    return [Total(*key, before.get(key, (0, 0)), now.get(key, (0, 0)), *said.get(key, (None, None))) for key in keys]


_ORDER = ("units", "articles", "persons", "devices", "residual", "lent", "rent", "stock", "orders")
_SUMMED = {"devices": "purchase_ore", "residual": "residual_ore", "rent": "rent_ore"}


def _of_thing(area: str, name: str, before: Thing | None, now: Thing | None) -> Iterator[Difference]:
    if before is None or now is None:
        yield Difference(area, name, "", None if before is None else "", None if now is None else "")
        return
    for field, old in before.items():
        new = now.get(field)
        if old is not None and old != new:
            shown = (HIDDEN, HIDDEN) if area == "persons" or (area, field) in PRIVATE else (old, new)
            yield Difference(area, name, field, *shown)


def _sums(picture: Picture, old: Picture) -> dict[tuple[str, str], tuple[int, int]]:
    """What only this system can know more of is counted as far as the old one names it."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for area in ("units", "articles", "persons"):
        found[area, ""][0] = len(picture.get(area, {}).keys() & old.get(area, {}).keys())
    for thing in picture.get("devices", {}).values():
        for measure, groups in _measures(thing):
            amount = thing.get(_SUMMED.get(measure, "")) or 0
            _add(found, measure, groups, amount)
    for area in ("stock", "orders"):
        for thing in picture.get(area, {}).values():
            _add(found, area, ("", str(thing["article"])), thing["quantity"])
    return {key: (count, amount) for key, (count, amount) in found.items()}


def _measures(thing: Thing) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "devices", ("", str(thing["article"]))
    if thing.get("residual_ore") is not None:
        yield "residual", ("",)
    if thing["payer"]:
        payer = str(thing["payer"])
        yield "lent", ("", payer)
        yield "rent", ("", payer)


def _add(found: dict[tuple[str, str], list[int]], measure: str, groups: Iterable[str], amount: Said) -> None:
    for group in groups:
        found[measure, group][0] += 1
        found[measure, group][1] += amount if isinstance(amount, int) else 0
