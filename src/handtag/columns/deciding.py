"""Lines of a data frame decided by an agreement: every line gets the number of its decision, made once by the domain's own `decide` for
each combination the tables can tell apart. Summing what is decided is `summing`."""

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from handtag.columns.combinations import Combinations
from handtag.columns.numbered import ClassColumn, Numbers, Values, no_column
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.decide_many import AGE_PARTS, Numbered, Reduction, decide_line
from handtag.domain.agreement.facts import FACT_NAMES, FactError, parse_facts

CHUNK = 1 << 16  # lines at a time: what is worked on stays in the processor's own memory
WORKERS = 2


@dataclass(frozen=True, slots=True)
class DecidedLines:
    """The number of each line's decision, the decisions, and for each of them every payer that some completion of what is missing gives."""

    index: Numbers
    decisions: tuple[Decision, ...]

    @property
    def possible(self) -> tuple[tuple[str, ...], ...]:
        return tuple(decision.possible_payers for decision in self.decisions)


def decide_lines(compiled: CompiledAgreement, frame: pl.DataFrame) -> DecidedLines:
    """Decides every line of a frame whose columns are named as the facts; other columns are left alone, null is not known.

    Raises FactError naming the fact and the line (the first is 1). Quickest with Categorical or Enum texts, small integers, Booleans."""
    decider = LineDecider(compiled)
    return DecidedLines(decider.index(frame), tuple(decider.decisions))


class LineDecider:
    """Decides one frame after the other and keeps what it has learnt: the classes of values met and the combinations decided."""

    def __init__(self, compiled: CompiledAgreement) -> None:
        self._compiled = compiled
        self._made = Numbered()
        self._columns: dict[str, ClassColumn] = {}
        self._combinations: Combinations | None = None
        self._reduction: Reduction | None = None
        self._lock = Lock()

    @property
    def decisions(self) -> Sequence[Decision]:
        return self._made.decisions

    def index(self, frame: pl.DataFrame) -> Numbers:
        """The number of each line's decision. Raises FactError; and ValueError for other columns than the first frame's."""
        facts = _with_age(frame)
        columns = self._prepared(facts)
        if not columns:
            return np.full(len(frame), self._made.number(decide_line(self._compiled, {}, 0)), np.int32)
        result = np.empty(len(frame), np.int32)

        def work(start: int) -> None:
            result[start : start + CHUNK] = self._chunk(columns, start)

        for_each_chunk(len(frame), work)
        return result

    def _prepared(self, frame: pl.DataFrame) -> "list[Values]":
        """The columns that the agreement can tell anything from, as whole numbers; the others are only read."""
        if self._reduction is None:
            self._reduction = Reduction(self._compiled, is_dated="date" in frame.columns)
            self._columns = {name: ClassColumn(name, partial(self._class_of, name)) for name in frame.columns}
        if frame.columns != list(self._columns):
            raise ValueError(f"the columns differ from the first frame's: {', '.join(frame.columns)}")
        for name in frame.columns:
            if not self._reduction.asks_for(name):
                _read_all(frame[name])
        found = [Values(self._columns[name], frame[name]) for name in frame.columns if self._reduction.asks_for(name)]
        if sum(values.column.make_room(values.highest) for values in found):
            self._combinations = None
        return found

    def _chunk(self, columns: "list[Values]", start: int) -> Numbers:
        parts = [values.physical[start : start + CHUNK] for values in columns]
        nullable = [values.is_nullable for values in columns]
        known = self._combinations
        found = known.find(parts, nullable) if known is not None else None
        if found is not None:
            return found
        with self._lock:
            combinations = self._learn(columns, parts, start)
            return combinations.meet(parts, nullable, lambda line: self._decide(columns, start + line))

    def _class_of(self, name: str, value: object) -> Hashable:
        """The class of a raw value. One that cannot be read has its own: `decide` says why, or does not mind."""
        assert self._reduction is not None
        try:
            return self._reduction.class_of(name, value)
        except FactError:
            return "unread", repr(value)

    def _learn(self, columns: "list[Values]", parts: "list[NDArray[Any]]", start: int) -> Combinations:
        """Numbers the values of this chunk that have not been met, and lays the lookups out anew when a column has outgrown its size."""
        changed = [at for at, (values, part) in enumerate(zip(columns, parts, strict=True)) if values.learn(part, start)]
        sizes = [values.column.size for values in columns]
        known = self._combinations
        if known is None or any(size > had for size, had in zip(sizes, known.sizes, strict=True)):
            known = Combinations([size + size // 4 for size in sizes], [values.column.numbers for values in columns])
            self._combinations = known
        else:
            for at in changed:
                known.renumber(at, columns[at].column.numbers)
        return known

    def _decide(self, columns: "list[Values]", line: int) -> int:
        facts = {values.column.name: values.series[line] for values in columns}
        return self._made.number(decide_line(self._compiled, facts, line))


def for_each_chunk(lines: int, work: Callable[[int], None]) -> None:
    """Works on chunks of lines, two at a time: numpy lets go of the interpreter while it counts."""
    starts = range(0, lines, CHUNK)
    if len(starts) < 2:
        for start in starts:
            work(start)
        return
    work(0)
    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in pool.map(work, starts[1:]):
            pass


def _read_all(series: pl.Series) -> None:
    """Reads a column that the agreement does not ask for. Raises FactError as `decide` would."""
    if series.dtype.is_nested() or series.dtype.is_float():
        raise no_column(series)
    for value in series.unique().to_list():
        try:
            parse_facts({series.name: value})
        except FactError:
            line = int((series == value).arg_true()[0])
            raise _unreadable({series.name: value}, line) from None


def _with_age(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that are facts, birth dates as ages. Raises FactError where a birth date has no day, or age and birth date disagree."""
    facts = frame.select([name for name in frame.columns if name in FACT_NAMES])
    if "birth_date" not in facts.columns:
        return facts
    whole = facts.with_columns(pl.lit(None, pl.Date).alias("date")) if "date" not in facts.columns else facts
    born, day = (pl.col(name).cast(pl.Date, strict=True) for name in AGE_PARTS[:2])
    had = (day.dt.month() < born.dt.month()) | ((day.dt.month() == born.dt.month()) & (day.dt.day() < born.dt.day()))
    aged = whole.with_columns((day.dt.year() - born.dt.year() - had.cast(pl.Int32)).alias("_age"))
    said = pl.col("age") if "age" in facts.columns else pl.lit(None, pl.Int32)
    wrong = aged.select(born.is_not_null() & (day.is_null() | (said.cast(pl.Int32) != pl.col("_age")).fill_null(value=False))).to_series()
    if wrong.any():
        line = int(wrong.arg_true()[0])
        parts = {name: whole[name][line] for name in AGE_PARTS if name in whole.columns}
        raise _unreadable(parts, line)
    return (
        aged.with_columns(pl.coalesce(said.cast(pl.Int32), "_age").alias("age"))
        .drop("_age", "birth_date")
        .select([*(name for name in facts.columns if name not in {"birth_date", "age"}), "age"])
    )


def _unreadable(facts: dict[str, object], line: int) -> FactError:
    """Why these facts of a line cannot be read."""
    try:
        parse_facts(facts)
    except FactError as error:
        return FactError(error.field, f"line {line + 1}: {error.message}", error.valid)
    raise AssertionError(facts)
