"""The classes of a fact's values that an agreement's tables can tell apart: a band of ages, a listed municipality or any other.
What follows from the classes is `plans` and `decide`."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handtag.domain.agreement.diagram import UNKNOWN
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, FLAGS, LOWEST, FactError
from handtag.domain.agreement.schema import DECIDED, Agreement, AgreementError, Cell, Party

ROW = "row."
# The order facts are asked in when nothing else tells them apart; it is also the order of the diagrams.
FACT_ORDER = (
    "purpose",
    "registered_in_county",
    "municipality",
    "product_area",
    "product_term",
    "part_kind",
    "age",
    "housing",
    "care_setting",
    "prescriber_profession",
    "prescriber_employer",
)
OPEN_FACTS = ("municipality", "product_term")
OTHER = "(other)"
_BARRED = frozenset({"iso_code", "main_iso_code", "product", "date", "birth_date", "agreement", "version"})
Values = Mapping[str, int]


def is_municipality_code(place: str) -> bool:
    return len(place) == 4 and place.isascii() and place.isdecimal()


class Index(dict[object, int]):
    """Value → class. None is "not known"; a value outside the lists falls in the last class."""

    def __init__(self, name: str, classes: Mapping[object, int], *, other: int | None, cuts: tuple[int, ...] = ()) -> None:
        super().__init__(classes)
        self[None] = UNKNOWN
        self._name, self._other, self._cuts = name, other, cuts

    def __missing__(self, value: object) -> int:
        if self._cuts and isinstance(value, int):
            return bisect_right(self._cuts, value) - 1
        if self._other is not None and (self._name != "municipality" or is_municipality_code(str(value))):
            return self._other
        names = tuple(name for name in self if isinstance(name, str))
        raise FactError(self._name, f"{value!r} is not known here; give the four-digit SCB code", names)


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact the tables ask for, and the classes they can tell apart. For whole numbers a class is a band, labelled by its lowest value."""

    name: str
    labels: tuple[str, ...]
    index: Index

    def allowed(self, cell: Cell, values: Values) -> frozenset[int]:
        """The classes in which a condition holds, by the values its parameters have."""
        every = range(len(self.labels))
        if cell.kind == "range":
            low, high = cell.span(values)
            held = (k for k in every if (low is None or low <= int(self.labels[k])) and (high is None or int(self.labels[k]) <= high))
            return frozenset(held)
        hit = frozenset(k for k in every if self.labels[k] in cell.values)
        return frozenset(every) - hit if cell.kind == "none_of" else hit


def variables_of(document: Agreement, values: Values) -> tuple[Variable, ...]:
    """The facts that rules ask for, in the order they are asked. Raises AgreementError, naming table, row and cell, for a column or value
    nobody can answer for."""
    rows = [(table, row) for table in document.tables for row in table.rows]
    derived = {name for _, row in rows for name in row.then} | set(DECIDED)
    cells: dict[str, Cells] = {}
    asked = [(f"table {table.id}, row {row.id}, cell {name}", name, cell) for table, row in rows for name, cell in row.when.items()]
    of_the_case = [(place, name, cell) for place, name, cell in asked if name not in {"iso_code", *derived} and not name.startswith(ROW)]
    conditional = [(f"assumption {a.fact}, cell {name}", name, cell) for a in document.assumptions for name, cell in a.when.items()]
    for place, name, cell in (*of_the_case, *conditional):
        if name in _BARRED or not (name in CHOICES or name in FLAG_FACTS or name in LOWEST or name in OPEN_FACTS):
            raise AgreementError(f"{place}: column {name} is neither a fact nor an answer given by a table")
        cells.setdefault(name, []).append((place, cell))
    order = sorted(cells, key=lambda name: (FACT_ORDER.index(name) if name in FACT_ORDER else len(FACT_ORDER), name))
    return tuple(_variable(name, cells[name], document.parties, values) for name in order)


Cells = list[tuple[str, Cell]]


def _variable(name: str, cells: Cells, parties: Iterable[Party], values: Values) -> Variable:
    if name in LOWEST:
        return _bands(name, cells, values)
    if name in OPEN_FACTS:
        labels = tuple(sorted({value for _, cell in cells for value in cell.values}))
        index: dict[object, int] = {value: k for k, value in enumerate(labels)}
        for party in parties:
            index.setdefault(party.code, len(labels))
            index[party.name] = index[party.code]
        return Variable(name, (*labels, OTHER), Index(name, index, other=len(labels)))
    labels = CHOICES.get(name, FLAGS)
    for place, cell in cells:
        unknown = [value for value in cell.values if cell.kind in {"one_of", "none_of"} and value not in labels]
        if unknown or cell.kind in {"range", "prefix"}:
            raise AgreementError(f"{place}: {unknown or cell.kind} can never hold; valid are {', '.join(labels)}")
    classes: dict[object, int] = {False: 0, True: 1} if name in FLAG_FACTS else {value: k for k, value in enumerate(labels)}
    return Variable(name, labels, Index(name, classes, other=None))


def _bands(name: str, cells: Cells, values: Values) -> Variable:
    cuts = {LOWEST[name]}
    for place, cell in cells:
        if cell.kind != "range":
            raise AgreementError(f"{place}: needs from, to or below")
        low, high = cell.span(values)
        cuts |= {low} if low is not None else set()
        cuts |= {high + 1} if high is not None else set()
    ordered = tuple(sorted(cut for cut in cuts if cut >= LOWEST[name]))
    return Variable(name, tuple(map(str, ordered)), Index(name, {}, other=None, cuts=ordered))
