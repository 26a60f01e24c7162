"""Columns of a data frame as whole numbers: each value met is classified once, in Python, and looked up for every line. What the classes
are for is whoever asks."""

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from handtag.domain.agreement.facts import FactError

Numbers = NDArray[np.int32]
# Ages, days and category numbers are all smaller; anything beyond is no value of the vocabulary.
MOST_VALUES = 1 << 22
DAYS_BEFORE_1970 = 719_163


class ClassColumn:
    """What has been learnt about one column: the class number of every physical value met, 0 for those not met. The first place is null.
    `met` is the value at each place."""

    def __init__(self, name: str, classify: Callable[[object], Hashable]) -> None:
        self.name, self._classify = name, classify
        self.numbers: Numbers = np.zeros(1, np.int32)
        self.met: dict[int, object] = {}
        self._classes: dict[Hashable, int] = {}
        self._first: pl.Series | None = None

    def keep(self, series: pl.Series) -> None:
        """Holds on to the first frame's categories: then later ones number the same texts alike. Raises ValueError when they cannot."""
        self._first = series.head(1) if self._first is None else self._first
        if self._first.dtype != series.dtype:
            raise ValueError(f"{self.name}: was {self._first.dtype}, now {series.dtype}")

    @property
    def size(self) -> int:
        return len(self._classes) + 1

    def make_room(self, highest: int) -> bool:
        """Makes places for physical values up to the highest. True when there were too few."""
        if len(self.numbers) >= highest + 2:
            return False
        numbers = np.zeros(max(highest + 2, 2 * len(self.numbers)), np.int32)
        numbers[: len(self.numbers)] = self.numbers
        self.numbers = numbers
        return True

    @property
    def classes(self) -> list[Hashable]:
        """The classes met; the first has the number 1."""
        return list(self._classes)

    def number(self, value: object) -> int:
        """The class number of a value."""
        return self._classes.setdefault(self._classify(value), len(self._classes) + 1)


class Values:
    """One column of one frame: the series, and its values as whole numbers from 0; with nulls moved up by one, null being 0."""

    def __init__(self, column: ClassColumn, series: pl.Series) -> None:
        series = series.cast(pl.Categorical) if series.dtype == pl.String else series
        self.column, self.series = column, series
        column.keep(series)
        whole = _physical(series)
        self.highest = _highest(series, whole)
        self.is_nullable = whole.null_count() > 0
        narrow = pl.UInt8 if self.highest < 255 else pl.Int32
        shifted = (whole.cast(narrow) + 1).fill_null(0) if self.is_nullable else whole
        self.physical: NDArray[Any] = shifted.to_numpy()

    def value(self, line: int) -> object:
        """The value of a line that has been learnt."""
        return self.column.met[int(self.physical[line]) + (0 if self.is_nullable else 1)]

    def class_numbers(self, lines: NDArray[np.int64]) -> NDArray[np.int64]:
        """The class numbers of some lines."""
        places = self.physical[lines].astype(np.int64) + (0 if self.is_nullable else 1)
        return self.column.numbers[places].astype(np.int64)

    def learn(self, part: NDArray[Any], lines: NDArray[np.int64]) -> bool:
        """Numbers the values of some lines that have not been met; says whether there were any."""
        places = part if self.is_nullable else part.astype(np.int64) + 1
        unmet = np.flatnonzero(np.take(self.column.numbers, places, mode="clip") == 0)
        example = np.full(len(self.column.numbers), -1, np.int64)
        example[places[unmet]] = lines[unmet]
        for place in np.flatnonzero(example >= 0).tolist():
            value = self.series[int(example[place])]
            self.column.met[place] = value
            self.column.numbers[place] = self.column.number(value)
        return bool(len(unmet))


def _physical(series: pl.Series) -> pl.Series:
    """The values as whole numbers. Raises FactError for a kind of column that no fact is read from."""
    kind = series.dtype
    if kind in (pl.Categorical, pl.Enum):
        return series.to_physical()
    if kind in (pl.Boolean, pl.Null):
        return series.cast(pl.UInt8)
    if kind == pl.Date:
        return series.to_physical() + DAYS_BEFORE_1970
    if kind.is_integer():
        return series
    raise no_column(series)


def no_column(series: pl.Series) -> FactError:
    valid = ("texts", "whole numbers", "true or false", "dates")
    return FactError(series.name, f"cannot be read from a column of {series.dtype}", valid)


def _highest(series: pl.Series, whole: pl.Series) -> int:
    """The highest number. Raises FactError for numbers that are no value of any fact."""
    if series.dtype == pl.Boolean:
        return 1
    if isinstance(series.dtype, pl.Enum):
        return len(series.dtype.categories)
    low, high = whole.min(), whole.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return 0
    if low < 0 or high > MOST_VALUES:
        line = int(((whole < 0) | (whole > MOST_VALUES)).arg_true()[0])
        raise FactError(series.name, f"line {line + 1}: {series[line]!r} is no value of this fact")
    return high
