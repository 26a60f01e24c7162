"""Numbers for combinations of small numbers: each line of some columns becomes one number, the same for the same combination, by table
lookup instead of hashing. What a combination means is whoever asks. (`np.take` with "clip" because it is three times as quick as
brackets; every place that is asked for exists.)"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handtag.columns.numbered import Numbers

# A lookup table may have so many entries before the combination of the columns so far is given a number of its own.
MOST_ENTRIES = 1 << 22
# How many such combinations are expected; a table grows when there are more.
EXPECTED = 1 << 16
# Columns of few values are looked up together, as long as their places can be counted in 16 bits.
MOST_PLACES = 1 << 16
UNSEEN = -1
Lines = NDArray[np.int64]
Numbering = Callable[[Lines], Numbers]
Columns = Sequence[NDArray[np.integer]]


@dataclass(slots=True)
class Part:
    """Columns looked up together: a place for every combination of their physical values (a column's first place is null), holding what
    these contribute to the entry."""

    columns: tuple[int, ...]
    strides: tuple[int, ...]
    radices: tuple[int, ...]
    contributes: Numbers

    def fill(self, numbers: Sequence[Numbers]) -> None:
        """Takes up what the columns' values are numbered now."""
        total = np.zeros(1, np.int32)
        for column, stride in zip(self.columns, self.strides, strict=True):
            total = (total[:, None] + (numbers[column] * stride).astype(np.int32)[None, :]).ravel()
        self.contributes[:] = total

    def look_up(self, columns: Columns, nullable: Sequence[bool]) -> Numbers:
        places, first = columns[self.columns[0]], int(not nullable[self.columns[0]])
        if len(self.columns) > 1:
            places = places.astype(np.uint16)
            for column, radix in zip(self.columns[1:], self.radices[1:], strict=True):
                places *= np.uint16(radix)
                places += columns[column].astype(np.uint16, copy=False)
                first = first * radix + int(not nullable[column])
        return np.take(self.contributes[first:], places, mode="clip")


@dataclass(slots=True)
class Stage:
    """One lookup: what leads in, times `width`, plus what the parts contribute, is the entry. Entries not met yet hold UNSEEN."""

    width: int
    parts: tuple[Part, ...]
    table: Numbers
    met: int = 0

    def entries(self, lead: Numbers | None, columns: Columns, nullable: Sequence[bool]) -> Numbers:
        entries = None if lead is None else lead * np.int32(self.width)
        for part in self.parts:
            one = part.look_up(columns, nullable)
            entries = one if entries is None else np.add(entries, one, out=entries)
        assert entries is not None
        return entries

    def make_room(self, leads: int) -> None:
        needed = leads * self.width
        if len(self.table) < needed:
            table = np.full(max(needed, 2 * len(self.table)), UNSEEN, np.int32)
            table[: len(self.table)] = self.table
            self.table = table


class Combinations:
    """The lookups for columns whose values have been numbered 1, 2, … below each column's size; 0 is a value not numbered yet."""

    def __init__(self, sizes: Sequence[int], numbers: Sequence[Numbers]) -> None:
        self.sizes = tuple(sizes)
        self._stages: list[Stage] = []
        for group in _stages(sizes):
            width = int(np.prod([sizes[column] for column in group]))
            strides, below = {}, width
            for column in group:
                below //= sizes[column]
                strides[column] = below
            parts = tuple(_part(columns, strides, numbers) for columns in _together(group, numbers))
            self._stages.append(Stage(width, parts, np.full(width if not self._stages else 0, UNSEEN, np.int32)))

    def renumber(self, numbers: Sequence[Numbers]) -> None:
        """Takes up more of the columns' values; their arrays must have the lengths they had."""
        for stage in self._stages:
            for part in stage.parts:
                part.fill(numbers)

    def find(self, columns: Columns, nullable: Sequence[bool]) -> tuple[Numbers, Lines | None]:
        """The number of each line's combination; or, when some have not been met, which lines those are."""
        lead: Numbers | None = None
        for stage in self._stages:
            lead = np.take(stage.table, stage.entries(lead, columns, nullable), mode="clip")
            if len(lead) and lead.min() < 0:
                return lead, np.flatnonzero(lead < 0)
        assert lead is not None
        return lead, None

    def meet(self, columns: Columns, nullable: Sequence[bool], number: Numbering) -> None:
        """Numbers the combinations not met before by `number`, which is given the first line of each."""
        lead: Numbers | None = None
        for at, stage in enumerate(self._stages):
            entries = stage.entries(lead, columns, nullable)
            unseen = np.flatnonzero(stage.table[entries] < 0)
            new, first = np.unique(entries[unseen], return_index=True)
            if stage is self._stages[-1]:
                stage.table[new] = number(unseen[first]) if len(new) else 0
                return
            self._stages[at + 1].make_room(stage.met + len(new))  # before the numbers are given: others are reading
            stage.table[new] = np.arange(stage.met, stage.met + len(new))
            stage.met += len(new)
            lead = stage.table[entries]


def _stages(sizes: Sequence[int]) -> list[list[int]]:
    """Which columns are looked up in one table, so that no table has too many entries."""
    groups: list[list[int]] = [[]]
    entries = 1
    for column, size in enumerate(sizes):
        if groups[-1] and entries * size > MOST_ENTRIES:
            groups.append([])
            entries = EXPECTED
        groups[-1].append(column)
        entries *= size
    return groups


def _together(group: Sequence[int], numbers: Sequence[Numbers]) -> list[list[int]]:
    """The columns of a table, those with fewest values together."""
    parts: list[list[int]] = [[]]
    places = 1
    for column in sorted(group, key=lambda column: len(numbers[column])):
        if parts[-1] and places * len(numbers[column]) > MOST_PLACES:
            parts.append([])
            places = 1
        parts[-1].append(column)
        places *= len(numbers[column])
    return parts


def _part(columns: Sequence[int], strides: dict[int, int], numbers: Sequence[Numbers]) -> Part:
    radices = tuple(len(numbers[column]) for column in columns)
    part = Part(tuple(columns), tuple(strides[column] for column in columns), radices, np.zeros(int(np.prod(radices)), np.int32))
    part.fill(numbers)
    return part
