"""Many questions at once: each fact reduced to what the tables can tell apart, one decision for each distinct combination by the very
same `decide`, and its number for every line. Plain Python; the same reduction over columns of a data frame is `handtag.columns`."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import FactError, parse_facts

# These three tell one thing together: the age on the day.
AGE_PARTS = ("birth_date", "date", "age")


@dataclass(frozen=True, slots=True)
class Decided:
    """The different decisions, and for every line the number of its own."""

    index: tuple[int, ...]
    decisions: tuple[Decision, ...]

    def __iter__(self) -> Iterator[Decision]:
        """The decision of each line, in order."""
        return (self.decisions[number] for number in self.index)


def decide_many(compiled: CompiledAgreement, columns: Mapping[str, Sequence[object]]) -> Decided:
    """Answers every line of columns of raw facts as `decide` would answer it alone; None is not known.

    Raises FactError naming the fact and the line (the first is 1), and ValueError when the columns differ in length."""
    if len({len(column) for column in columns.values()}) > 1:
        raise ValueError(f"columns of different length: {', '.join(f'{name} {len(column)}' for name, column in columns.items())}")
    reduction = Reduction(compiled, is_dated="date" in columns)
    names = tuple(columns)
    reduced = [[*map(memo, range(len(column)))] for memo, column in reduction.memos(columns)]
    index: list[int] = []
    numbers: dict[object, int] = {}
    found = Numbered()
    for line, key in enumerate(zip(*reduced, strict=True)):
        number = numbers.get(key)
        if number is None:
            decision = decide_line(compiled, {name: columns[name][line] for name in names}, line)
            number = numbers[key] = found.number(decision)
        index.append(number)
    return Decided(tuple(index), tuple(found.decisions))


class Numbered:
    """Decisions in the order they were first made, each once."""

    def __init__(self) -> None:
        self.decisions: list[Decision] = []
        self._numbers: dict[int, int] = {}

    def number(self, decision: Decision) -> int:
        number = self._numbers.setdefault(id(decision), len(self.decisions))
        if number == len(self.decisions):
            self.decisions.append(decision)
        return number


def decide_line(compiled: CompiledAgreement, facts: Mapping[str, object], line: int) -> Decision:
    """One line's decision. Raises FactError naming the line too."""
    try:
        return decide(compiled, facts)
    except FactError as error:
        raise FactError(error.field, f"line {line + 1}: {error.message}", error.valid) from error


class Reduction:
    """What an agreement can tell apart in one column: two raw values of the same class can be exchanged and no decision changes."""

    def __init__(self, compiled: CompiledAgreement, *, is_dated: bool) -> None:
        self._newest = compiled.on(None)
        self._spans = compiled.spans() if is_dated else (self._newest,)

    @property
    def is_one_span(self) -> bool:
        """Whether the values of the parameters are the same for all lines."""
        return len(self._spans) == 1

    def asks_for(self, name: str) -> bool:
        """Whether any decision can depend on the column."""
        if name == "municipality" and self._tells_county():
            return True
        return name in self._newest.position or name in {"iso_code", "product"} or (name == "date" and len(self._spans) > 1)

    def class_of(self, name: str, value: object) -> Hashable:
        """The class of one raw value of a column; None when it is not known or never asked for. Raises FactError."""
        if value is None:
            return None
        typed = parse_facts({name: value}).get(name)
        if name == "iso_code":
            return self._newest.candidates(str(typed), None)
        if name == "product":
            return self._newest.candidates(None, self._newest.word(typed))
        if name == "municipality":
            return self._asked(name, typed), self._newest.is_member(str(typed)) if self._tells_county() else None
        if name == "date":
            return self._spans.index(self._newest.on(typed))
        return self._asked(name, typed)

    def age_class(self, parts: Mapping[str, object]) -> Hashable:
        """The class of an age that is given, or worked out from the birth date and the day. Raises FactError."""
        facts = parse_facts(parts)
        return self._asked("age", facts.get("age")), self.class_of("date", facts.get("date"))

    def _asked(self, name: str, value: object) -> Hashable:
        if name not in self._newest.position or value is None:
            return None
        return tuple(span.class_of(name, value) for span in self._spans)

    def _tells_county(self) -> bool:
        return "registered_in_county" in self._newest.position

    def memos(self, columns: Mapping[str, Sequence[object]]) -> Iterator[tuple[Callable[[int], Hashable], Sequence[object]]]:
        """For each column a function from line to class that works a raw value out once."""
        together = "birth_date" in columns
        for name, column in columns.items():
            if not (together and name in AGE_PARTS):
                yield _Memo(column, lambda value, name=name: self.class_of(name, value)).of_line, column
        if together:
            parts = [name for name in AGE_PARTS if name in columns]
            whole = list(zip(*(columns[name] for name in parts), strict=True))
            yield _Memo(whole, lambda values: self.age_class(dict(zip(parts, values, strict=True)))).of_line, whole


class _Memo:
    """Classes of raw values, each worked out once. A value that cannot be read gets a class of its own: `decide` then says why, or
    does not mind."""

    def __init__(self, column: Sequence[object], work_out: Callable[..., Hashable]) -> None:
        self._column, self._work_out = column, work_out
        self._known: dict[Hashable, Hashable] = {}

    def of_line(self, line: int) -> Hashable:
        value = self._column[line]
        key = (value.__class__, value)
        try:
            return self._known[key]
        except KeyError:
            pass
        except TypeError:  # an unhashable value is none of the vocabulary's
            return ("unread", repr(value))
        try:
            found = self._work_out(value)
        except FactError:
            found = ("unread", repr(value))
        return self._known.setdefault(key, found)
