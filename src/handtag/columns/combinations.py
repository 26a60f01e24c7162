"""Numbers for combinations of small numbers: each line of some columns becomes one number, the same for the same combination, by table
lookup instead of hashing. What a combination means is whoever asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handtag.columns.numbered import Numbers

# A lookup table may have so many entries before the combination of the columns so far is given a number of its own.
MOST_ENTRIES = 1 << 22
# How many such combinations are expected; a table grows when there are more.
EXPECTED = 1 << 16
UNSEEN = -1


@dataclass(frozen=True, slots=True)
class Part:
    """One column in a lookup: each of its physical values (the first place is "null") already multiplied by its stride."""

    column: int
    stride: int
    scaled: Numbers


@dataclass(slots=True)
class Stage:
    """One lookup: what leads in, times `width`, plus the parts, is the entry. Entries not met yet hold UNSEEN."""

    width: int
    parts: tuple[Part, ...]
    table: Numbers
    met: int = 0


def lay_out(sizes: Sequence[int]) -> list[list[int]]:
    """Which columns are looked up together, so that no table has too many entries."""
    groups: list[list[int]] = [[]]
    entries = 1
    for column, size in enumerate(sizes):
        if groups[-1] and entries * size > MOST_ENTRIES:
            groups.append([])
            entries = EXPECTED
        groups[-1].append(column)
        entries *= size
    return groups


class Combinations:
    """The lookups for columns whose values have been numbered 1, 2, … below each column's size; 0 is a value not numbered yet."""

    def __init__(self, sizes: Sequence[int], numbers: Sequence[Numbers]) -> None:
        self.sizes = tuple(sizes)
        self._stages: list[Stage] = []
        for group in lay_out(sizes):
            parts, stride = [], 1
            for column in reversed(group):
                parts.append(Part(column, stride, (numbers[column] * stride).astype(np.int32)))
                stride *= sizes[column]
            self._stages.append(Stage(stride, tuple(parts), np.full(stride if not self._stages else 0, UNSEEN, np.int32)))

    def renumber(self, column: int, numbers: Numbers) -> None:
        """Takes up more of a column's values; its array must have the length it had."""
        for stage in self._stages:
            for part in stage.parts:
                if part.column == column:
                    np.multiply(numbers, part.stride, out=part.scaled)

    def find(self, columns: Sequence[NDArray[np.integer]], nullable: Sequence[bool]) -> Numbers | None:
        """The number of each line's combination; None when one of them has not been met."""
        lead: Numbers | None = None
        for stage in self._stages:
            lead = stage.table[self._entries(stage, lead, columns, nullable)]
            if lead.size and lead.min() < 0:
                return None
        return lead

    def meet(self, columns: Sequence[NDArray[np.integer]], nullable: Sequence[bool], number: Callable[[int], int]) -> Numbers:
        """As `find`; a combination not met before is numbered by `number`, which is given the first line that has it."""
        lead: Numbers | None = None
        for at, stage in enumerate(self._stages):
            entries = self._entries(stage, lead, columns, nullable)
            found = stage.table[entries]
            is_last = at == len(self._stages) - 1
            new, first = np.unique(entries[found < 0], return_index=True)
            lines = np.flatnonzero(found < 0)[first]
            if not is_last:  # room before the numbers are given: others are reading
                self._grow(self._stages[at + 1], stage.met + len(new))
            for entry, line in zip(new.tolist(), lines.tolist(), strict=True):
                stage.table[entry] = number(line) if is_last else stage.met
                stage.met += 1
            lead = stage.table[entries]
        assert lead is not None
        return lead

    def _grow(self, stage: Stage, leads: int) -> None:
        needed = leads * stage.width
        if len(stage.table) < needed:
            table = np.full(max(needed, 2 * len(stage.table)), UNSEEN, np.int32)
            table[: len(stage.table)] = stage.table
            stage.table = table

    def _entries(self, stage: Stage, lead: Numbers | None, columns: Sequence[NDArray[np.integer]], nullable: Sequence[bool]) -> Numbers:
        entries = None if lead is None else lead * np.int32(stage.width)
        for part in stage.parts:
            scaled = part.scaled if nullable[part.column] else part.scaled[1:]
            one = scaled[columns[part.column]]
            entries = one if entries is None else np.add(entries, one, out=entries)
        assert entries is not None
        return entries
