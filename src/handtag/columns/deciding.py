"""Lines of a data frame decided by an agreement: every line gets the number of its decision, made by the domain's own `decide` once for
each way a question can end. Summing what is decided is `summing`."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from handtag.columns.lookup import Lookup
from handtag.columns.numbered import ClassColumn, Numbers, Values
from handtag.columns.reading import read_all, with_age
from handtag.columns.walking import Walking
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.decide_many import Numbered, Reduction, decide_line
from handtag.domain.agreement.facts import FactError

PRODUCTS = ("iso_code", "product")


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
    """Decides one frame after the other and keeps what it has learnt: the classes of values met, the outcomes, the decisions.

    An outcome is what products whose rows say the same have in common; together with the product it is a decision."""

    def __init__(self, compiled: CompiledAgreement) -> None:
        self._compiled = compiled
        self._made = Numbered()
        self._outcomes: dict[Hashable, int] = {}
        self._first: list[Decision] = []
        self._names: list[str] | None = None
        self._known, self._decisions = Lookup(), Lookup()
        self._ends = ClassColumn("outcome", str)
        self._exact = {name: ClassColumn(name, partial(self._exactly, name)) for name in PRODUCTS}
        self._columns: dict[str, ClassColumn] = {}

    @property
    def decisions(self) -> Sequence[Decision]:
        return self._made.decisions

    @property
    def outcomes(self) -> Sequence[Decision]:
        """A decision for each outcome, the first that had it; its product is only one of those that have it."""
        return self._first

    def index(self, frame: pl.DataFrame) -> Numbers:
        """The number of each line's decision. Raises FactError; and ValueError for other columns than the first frame's."""
        values = self._prepared(frame)
        outcome = pl.Series("outcome", self._found(values, len(frame)))
        exact = [Values(self._exact[one.column.name], one.series) for one in values if one.column.name in PRODUCTS]

        def number(lines: NDArray[np.int64]) -> Numbers:
            return np.array([self._made.number(self._decided(values, line)) for line in lines.tolist()], np.int32)

        return self._decisions.numbers([Values(self._ends, outcome), *exact], len(frame), number)

    def outcome(self, frame: pl.DataFrame) -> tuple[Numbers, Values | None]:
        """The number of each line's outcome, enough for sums, and the lines' codes. Raises as `index`."""
        values = self._prepared(frame)
        codes = (one for one in values if one.column.name == "iso_code")
        return self._found(values, len(frame)), next(codes, None)

    def _start(self, names: list[str]) -> None:
        self._names = names
        self._reduction = Reduction(self._compiled, is_dated="date" in names)
        one_product_each = self._reduction.is_one_span and "product" not in names
        self._walking = Walking(self._compiled) if one_product_each else None
        self._columns = {name: ClassColumn(name, partial(self._class_of, name)) for name in names if self._reduction.asks_for(name)}

    def _prepared(self, frame: pl.DataFrame) -> list[Values]:
        """The columns that the agreement can tell anything from, as whole numbers; the others are only read."""
        facts = with_age(frame)
        if self._names is None:
            self._start(facts.columns)
        if facts.columns != self._names:
            raise ValueError(f"the columns differ from the first frame's: {', '.join(facts.columns)}")
        for name in facts.columns:
            if name not in self._columns:
                read_all(facts[name])
        return [Values(column, facts[name]) for name, column in self._columns.items()]

    def _found(self, values: list[Values], lines: int) -> Numbers:
        return self._known.numbers(values, lines, partial(self._numbered, values))

    def _numbered(self, values: list[Values], lines: NDArray[np.int64]) -> Numbers:
        """The outcomes of lines whose combinations are new: one decision for each way to end; a line that lacks a fact has its own."""
        ends = self._walking.ends(values, lines) if self._walking else np.arange(len(lines))
        _, first, back = np.unique(ends, return_index=True, return_inverse=True)
        outcomes = [self._outcome(self._decided(values, line)) for line in lines[first].tolist()]
        return np.array(outcomes, np.int32)[back]

    def _decided(self, values: list[Values], line: int) -> Decision:
        return decide_line(self._compiled, {one.column.name: one.value(line) for one in values}, line)

    def _outcome(self, decision: Decision) -> int:
        key = (*map(id, decision.trace), decision.notes, *sorted(decision.assumed.items()))
        found = self._outcomes.setdefault(key, len(self._first))
        if found == len(self._first):
            self._first.append(decision)
        return found

    def _class_of(self, name: str, value: object) -> Hashable:
        found = self._exactly(name, value)
        return self._walking.alike(found) if name == "iso_code" and self._walking else found

    def _exactly(self, name: str, value: object) -> Hashable:
        """The class of a raw value. One that cannot be read has its own: `decide` says why, or does not mind."""
        try:
            return self._reduction.class_of(name, value)
        except FactError:
            return Unread(repr(value))


class Unread(str):
    """A value that could not be read."""

    __slots__ = ()
