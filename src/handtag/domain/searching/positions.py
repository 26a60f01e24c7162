"""Sets of positions in the index: listed while few, one bit each when many. And, or, counting, and choosing in an order."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, islice
from typing import TypeAlias

MANY = 512
LISTED_AT_ONCE = 1024
SORTED_AT_ONCE = 1024
SLICED_FROM = 32
FLAGGED_AT_ONCE = 8192
_ONE = ord("1")
_INSIDE = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
_MASK = (1, 2, 4, 8, 16, 32, 64, 128)


class Many:
    """A set as a whole number: position 5 is in it when bit 5 is one."""

    __slots__ = ("_data", "_start", "_window", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._data = b""
        self._start, self._window = -1, 0

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __bool__(self) -> bool:
        return bool(self.bits)

    @property
    def data(self) -> bytes:
        if not self._data:
            self._data = self.bits.to_bytes((self.bits.bit_length() >> 3) + 1, "little")
        return self._data

    def shared_with(self, other: Many) -> int:
        """How many positions are in both. Only the stretch where the other has any is looked through, and that is kept with the other:
        what is counted again and again should be the other."""
        start, window = other.window
        part = int.from_bytes(self.data[start : start + (window.bit_length() + 7 >> 3)], "little")
        return (part & window).bit_count()

    @property
    def window(self) -> tuple[int, int]:
        """The byte where its positions begin, and its bits from there."""
        if self._start < 0:
            self._start = (self.bits & -self.bits).bit_length() - 1 >> 3 if self.bits else 0
            self._window = self.bits >> (self._start << 3)
        return self._start, self._window

    def among(self, others: Iterable[int]) -> Iterator[int]:
        """Those of the others that are in the set, in their order."""
        data = self.data
        end = len(data) << 3
        return (position for position in others if position < end and data[position >> 3] & _MASK[position & 7])


Positions: TypeAlias = Collection[int] | Many
NONE: Positions = frozenset()


def either(parts: Iterable[Positions]) -> Positions:
    """Every position that is in one of them."""
    bits, few = 0, []
    for part in parts:
        if isinstance(part, Many):
            bits |= part.bits
        else:
            few.append(part)
    if not bits and sum(map(len, few)) <= LISTED_AT_ONCE:
        return few[0] if len(few) == 1 else frozenset().union(*few)
    return Many(bits | _bits(few))


def both(one: Positions, other: Positions) -> Positions:
    """The positions that are in both."""
    if isinstance(one, Many):
        if isinstance(other, Many):
            return Many(one.bits & other.bits)
        return _inside(one, other)
    if isinstance(other, Many):
        return _inside(other, one)
    if isinstance(other, frozenset):
        return other.intersection(one)
    return frozenset(one).intersection(other)


def _inside(many: Many, few: Collection[int]) -> Positions:
    """Those of the few that are in the many; of a posting, which is in ascending order, only the stretch where the many lie is tried."""
    if isinstance(few, array) and len(few) > SLICED_FROM:
        start, window = many.window
        few = few[bisect_left(few, start << 3) : bisect_left(few, (start << 3) + window.bit_length())]
    return frozenset(many.among(few))


def without(one: Positions, other: Positions) -> Positions:
    """The positions that are in the first and not in the second."""
    if isinstance(one, Many):
        return Many(one.bits & ~(other.bits if isinstance(other, Many) else _bits([other])))
    return frozenset(one).difference(other.among(one) if isinstance(other, Many) else other)


def listed(found: Positions) -> Collection[int]:
    """The positions one by one; of many, lowest first."""
    if not isinstance(found, Many):
        return found
    data = found.data
    return [byte << 3 | bit for byte in compress(range(len(data)), data) for bit in _INSIDE[data[byte]]]


def posting(positions: Collection[int]) -> Positions:
    """The form that costs least to keep and to search."""
    return array("I", positions) if len(positions) < MANY else as_many(positions)


def as_many(positions: Collection[int]) -> Many:
    return Many(_bits([positions]))


def with_position(kept: Positions | None, position: int) -> Positions:
    """The posting with one position more; the one given stays as it is, for whoever searches in it now."""
    if isinstance(kept, Many):
        return Many(kept.bits | 1 << position)
    return array("I", (*(kept or ()), position))


def first(found: Positions, order: Iterable[int], rank: Sequence[int], start: int, stop: int) -> list[int]:
    """Those that come as number `start` to `stop` in the order; `rank[position]` is where in the order a position stands."""
    if len(found) > SORTED_AT_ONCE and isinstance(found, Many):
        return list(islice(found.among(order), start, stop))
    return sorted(listed(found), key=rank.__getitem__)[start:stop]


def _bits(parts: Iterable[Collection[int]]) -> int:
    joined = array("I")
    for part in parts:
        joined.extend(part)
    if len(joined) > FLAGGED_AT_ONCE:
        return _flagged(joined)
    data = bytearray((max(joined, default=0) >> 3) + 1)
    for position in joined:
        data[position >> 3] |= _MASK[position & 7]
    return int.from_bytes(data, "little")


def _flagged(positions: array[int]) -> int:
    """The same of so many that a digit for each place is quicker written, and read as one number."""
    digits = bytearray(b"0") * (max(positions) + 1)
    for position in positions:
        digits[position] = _ONE
    digits.reverse()
    return int(digits, 2)
