"""The index over a catalogue's entries: where each word stands, what each facet holds, and the orders a list may have. Never changed
in place: a changed catalogue is a new index that shares what is as it was, so that whoever searches meanwhile is not disturbed."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from handtag.domain.searching.positions import NONE, Many, Positions, as_many, either, posting, with_position, without
from handtag.domain.searching.words import Language, Vocabulary, squeezed, words_of

FIELDS = ("first", "name", "other")
"""Where a word stands: first in the name, later in it, or in what else is said of the entry."""
REBUILT_AT = 0.25
_KINDS = {"device": 0, "component": 1, "consumable": 1, "spare_part": 2, "service": 3}
_ASSORTMENT = {"stocked": 0, "order_item": 1, "phased_out": 2}
_SWEDISH = str.maketrans("åäö", "{|}")


class Entry(NamedTuple):
    """One article as it is searched. `codes` are its other numbers (GTIN, the supplier's); `price` is in öre, None without one."""

    key: int
    number: str
    name: str
    other: str = ""
    codes: tuple[str, ...] = ()
    iso: str = ""
    kind: str = ""
    assortment: str = ""
    supplier: str = ""
    price: int | None = None
    price_kind: str = ""


def swedish(text: str) -> str:
    """A text as Swedish sorts it, the same on every database: å, ä, ö after z."""
    return text.casefold().translate(_SWEDISH)


ORDERS: Mapping[str, Callable[[Entry], Any]] = {
    "relevance": lambda one: (
        one.assortment == "phased_out",
        _KINDS.get(one.kind, 9),
        _ASSORTMENT.get(one.assortment, 9),
        swedish(one.name),
        one.number,
    ),
    "name": lambda one: (swedish(one.name), one.number),
    "number": lambda one: one.number,
    "iso_code": lambda one: (one.iso, one.number),
    "price_ore": lambda one: (-1 if one.price is None else one.price, one.number),
}
"""What users expect first when nothing else tells two apart: what can be had, devices, stock, then by name."""

PRICE_BANDS: Mapping[str, tuple[int, ...]] = {
    "rent_per_month": (0, 10_000, 30_000, 100_000),
    "sale": (0, 50_000, 200_000, 1_000_000),
}
"""Where the bands of each kind of price begin, in öre excluding VAT; a band ends where the next one begins."""


def band(entry: Entry) -> str:
    """The band that the price lies in, `sale:50000`; empty without a price."""
    if entry.price is None or entry.price_kind not in PRICE_BANDS:
        return ""
    return f"{entry.price_kind}:{max((low for low in PRICE_BANDS[entry.price_kind] if low <= entry.price), default=0)}"


FACETS: Mapping[str, Callable[[Entry], str]] = {
    "kind": lambda one: one.kind,
    "assortment": lambda one: one.assortment,
    "iso": lambda one: one.iso[:4],
    "supplier": lambda one: one.supplier,
    "price": band,
}


@dataclass(frozen=True)
class Order:
    """All positions in one order, and where in it each stands."""

    positions: array[int]
    rank: array[int]


@dataclass(frozen=True)
class Index:
    """`entries` by position; what has been replaced since is in `gone` and found no more."""

    entries: list[Entry]
    places: Mapping[int, int]
    gone: Positions
    vocabulary: Vocabulary
    postings: tuple[Mapping[str, Positions], ...]
    columns: Mapping[str, list[str]]
    """The value of each facet by position."""
    facets: Mapping[str, Mapping[str, Many]]
    groups: Mapping[str, Positions]
    """The ISO codes, and the groups of two, four and six digits they lie in."""
    numbers: Mapping[str, Positions]
    numbers_in_order: Sequence[str]
    orders: Mapping[str, Order]
    readings: dict[str, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What words were read as lately: the same beginnings are typed again and again."""

    @property
    def number_of_entries(self) -> int:
        return len(self.entries) - len(self.gone)

    @property
    def everything(self) -> Positions:
        return self.alive(either(self.facets["kind"].values()))

    def alive(self, found: Positions) -> Positions:
        return without(found, self.gone) if self.gone else found

    def having(self, words: Iterable[str]) -> Positions:
        """Where one of these very words stands."""
        said = list(words)
        return either([found for name in FIELDS for found in self.held(said, name)])

    def held(self, words: Iterable[str], name: str) -> list[Positions]:
        """Where each of these very words stands in one of the FIELDS."""
        kept = self.postings[FIELDS.index(name)]
        return [found for word in words if (found := kept.get(word)) is not None]

    def in_group(self, iso: str) -> Positions:
        """The entries whose ISO code begins so."""
        known = self.groups.get(iso)
        return either([found for group, found in self.groups.items() if group.startswith(iso)]) if known is None else known

    def numbered(self, beginning: str) -> Positions:
        """The entries one of whose numbers begins so."""
        start, stop = (bisect_left(self.numbers_in_order, text) for text in (beginning, beginning + "\U0010ffff"))
        return either([self.numbers[number] for number in self.numbers_in_order[start:stop]])

    def with_changes(self, changed: Iterable[Entry], removed: Iterable[int] = ()) -> Index:
        """The index after these entries have come or changed and those keys have gone."""
        new = list(changed)
        dead = [self.places[key] for key in (*(one.key for one in new), *removed) if key in self.places]
        gone = either([self.gone, dead]) if dead else self.gone
        if len(gone) + len(new) > REBUILT_AT * len(self.entries):
            kept = {entry.key: entry for entry in self.entries} | {entry.key: entry for entry in new}
            left = set(removed)
            alive = (entry for key, entry in kept.items() if key not in left)
            return build(alive, self.vocabulary.language)
        return replace(_adding(self, new), gone=gone)


def build(entries: Iterable[Entry], language: Language) -> Index:
    """An index of these entries, from nothing. They lie in the order of their ISO codes, so that each group is one stretch of positions
    and hundreds of groups are counted by looking through everything once."""
    rows = sorted(entries, key=lambda one: one.iso)
    postings: tuple[dict[str, list[int]], ...] = ({}, {}, {})
    columns = {name: list(map(value_of, rows)) for name, value_of in FACETS.items()}
    facets: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}
    groups: dict[str, list[int]] = {}
    numbers: dict[str, list[int]] = {}
    for position, entry in enumerate(rows):
        for kept, words in zip(postings, _words(entry), strict=True):
            for word in words:
                kept.setdefault(word, []).append(position)
        for name, column in columns.items():
            facets[name].setdefault(column[position], []).append(position)
        for group in _groups(entry):
            groups.setdefault(group, []).append(position)
        for number in _numbers(entry):
            numbers.setdefault(number, []).append(position)
    return Index(
        entries=rows,
        places={entry.key: position for position, entry in enumerate(rows)},
        gone=NONE,
        vocabulary=Vocabulary(tuple(sorted(set().union(*postings))), language),
        postings=tuple(_kept(part) for part in postings),
        columns=columns,
        facets={name: {value: as_many(held) for value, held in values.items()} for name, values in facets.items()},
        groups=_kept(groups),
        numbers=_kept(numbers),
        numbers_in_order=sorted(numbers),
        orders={name: _ranked(array("I", sorted(range(len(rows)), key=_key_at(rows, key)))) for name, key in ORDERS.items()},
    )


def _adding(index: Index, new: Sequence[Entry]) -> Index:
    entries, places = [*index.entries, *new], dict(index.places)
    postings = [dict(part) for part in index.postings]
    facets = {name: dict(values) for name, values in index.facets.items()}
    columns = {name: [*column, *map(FACETS[name], new)] for name, column in index.columns.items()}
    groups, numbers = dict(index.groups), dict(index.numbers)
    for position, entry in enumerate(new, len(index.entries)):
        places[entry.key] = position
        for kept, words in zip(postings, _words(entry), strict=True):
            _add(kept, words, position)
        for name, column in columns.items():
            held = facets[name].get(column[position], Many(0))
            facets[name][column[position]] = Many(held.bits | 1 << position)
        _add(groups, _groups(entry), position)
        _add(numbers, _numbers(entry), position)
    words = set().union(*postings)
    known = index.vocabulary
    return replace(
        index,
        entries=entries,
        places=places,
        vocabulary=known if len(words) == len(known.words) else Vocabulary(tuple(sorted(words)), known.language),
        postings=tuple(postings),
        columns=columns,
        facets=facets,
        groups=groups,
        numbers=numbers,
        numbers_in_order=index.numbers_in_order if len(numbers) == len(index.numbers) else sorted(numbers),
        orders={name: _placed(index.orders[name], entries, key) for name, key in ORDERS.items()},
    )


def _add(kept: dict[str, Positions], names: Iterable[str], position: int) -> None:
    for name in names:
        kept[name] = with_position(kept.get(name), position)


def _kept(lists: Mapping[str, list[int]]) -> dict[str, Positions]:
    return {name: posting(positions) for name, positions in lists.items()}


def _placed(order: Order, entries: Sequence[Entry], key: Callable[[Entry], Any]) -> Order:
    """The order with the last entries put in their places."""
    positions = order.positions[:]
    for position in range(len(positions), len(entries)):
        insort(positions, position, key=_key_at(entries, key))
    return _ranked(positions)


def _ranked(positions: array[int]) -> Order:
    rank = array("I", bytes(4 * len(positions)))
    for place, position in enumerate(positions):
        rank[position] = place
    return Order(positions, rank)


def _key_at(entries: Sequence[Entry], key: Callable[[Entry], Any]) -> Callable[[int], Any]:
    return lambda position: key(entries[position])


def _words(entry: Entry) -> tuple[set[str], set[str], set[str]]:
    """The words of each of the FIELDS."""
    name = words_of(entry.name)
    first, rest = set(name[:1]), set(name[1:])
    return first, rest - first, {*words_of(entry.other), *words_of(entry.supplier)} - first - rest


def _groups(entry: Entry) -> set[str]:
    return {entry.iso[:2], entry.iso[:4], entry.iso[:6], entry.iso}


def _numbers(entry: Entry) -> set[str]:
    return {number for code in (entry.number, *entry.codes) if (number := squeezed(code))} | {
        number for code in entry.codes if (number := squeezed(code).lstrip("0"))
    }
