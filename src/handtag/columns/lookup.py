"""Every line's number by the combination of its values, a chunk of lines at a time on two processors; what a combination met for the
first time is numbered as, the asker says."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handtag.columns.combinations import Combinations, Numbering
from handtag.columns.numbered import Numbers, Values

CHUNK = 1 << 16  # lines at a time: what is worked on stays in the processor's own memory
WORKERS = 2


class Lookup:
    """Keeps the combinations met from one frame to the next."""

    def __init__(self) -> None:
        self._combinations: Combinations | None = None
        self._lock = Lock()

    def numbers(self, columns: list[Values], lines: int, number: Numbering) -> Numbers:
        """The number of each line. `number` is given the lines whose combinations are new, one of each."""
        if not columns and lines:
            return np.repeat(number(np.zeros(1, np.int64)), lines)
        grown = [values.column.make_room(values.highest) for values in columns]
        if any(grown):
            self._combinations = None
        result = np.empty(lines, np.int32)

        def work(start: int) -> None:
            result[start : start + CHUNK] = self._chunk(columns, start, number)

        for_each_chunk(lines, work)
        return result

    def _chunk(self, columns: list[Values], start: int, number: Numbering) -> Numbers:
        parts = [values.physical[start : start + CHUNK] for values in columns]
        nullable = [values.is_nullable for values in columns]
        while True:
            known = self._combinations
            found, unmet = known.find(parts, nullable) if known else (None, np.arange(len(parts[0])))
            if found is not None and unmet is None:
                return found
            assert unmet is not None
            few = [part[unmet] for part in parts]
            with self._lock:
                self._learn(columns, few, unmet + start).meet(few, nullable, partial(_at, number, unmet + start))

    def _learn(self, columns: list[Values], parts: list[NDArray[Any]], lines: NDArray[np.int64]) -> Combinations:
        """Numbers the values of these lines that have not been met, and lays the lookups out anew when a column has outgrown its size."""
        changed = [values.learn(part, lines) for values, part in zip(columns, parts, strict=True)]
        sizes = [values.column.size for values in columns]
        known = self._combinations
        if known is None or any(size > had for size, had in zip(sizes, known.sizes, strict=True)):
            known = self._combinations = Combinations([_roomy(size) for size in sizes], [values.column.numbers for values in columns])
        elif any(changed):
            known.renumber([values.column.numbers for values in columns])
        return known


def _roomy(size: int) -> int:
    """Room for classes that later lines may bring."""
    return 2 * size if size > 32 else size + size // 4


def _at(number: Numbering, lines: NDArray[np.int64], chosen: NDArray[np.int64]) -> Numbers:
    return number(lines[chosen])


def for_each_chunk(lines: int, work: Callable[[int], None]) -> None:
    """Works on chunks of lines, two at a time: numpy lets go of the interpreter while it counts."""
    starts = range(0, lines, CHUNK)
    for start in starts[:1]:  # the first alone: it learns what the others look up
        work(start)
    if len(starts) > 1:
        with ThreadPoolExecutor(WORKERS) as pool:
            for _ in pool.map(work, starts[1:]):
                pass
