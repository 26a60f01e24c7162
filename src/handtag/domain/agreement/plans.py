"""What an agreement says about one class of product codes, as diagrams over facts about the case. What is fixed by the class is decided
here, once; the answer to a question is `decide`."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from handtag.domain.agreement.classes import ROW, Values, Variable
from handtag.domain.agreement.diagram import Condition, Diagram, Diagrams
from handtag.domain.agreement.schema import DECIDED, Agreement, AgreementError, Cell, Product, Row
from handtag.domain.values.codes import contains, groups_of

DEFAULTS = {
    "payer": "undetermined",
    "may_prescribe": "undetermined",
    "trust_allowed": "undetermined",
    "cost_approval": "not_stated",
    "follow_up": "undetermined",
    "in_scope": "no",
}


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """A diagram for every answer; `together` leads to all of them at once, `notes` to the remarks that hold. `rows` are the rules that
    the class of codes leaves possible for each answer, in the order they are tried."""

    answers: Mapping[str, Diagram]
    together: Diagram
    notes: Diagram
    rows: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class ProductPlan:
    """Everything prepared for one class of codes: its printed row, its area and that area's class, its diagrams."""

    product: Product | None
    area: str | None
    area_class: int
    questions: Questions


class Plans:
    """The plans of all classes of codes, made when first asked for."""

    def __init__(self, document: Agreement, variables: tuple[Variable, ...], values: Values) -> None:
        self.variables, self.values = variables, values
        self.position = {variable.name: number for number, variable in enumerate(variables)}
        self.diagrams = Diagrams([len(variable.labels) for variable in variables])
        rows = [row for table in document.tables for row in table.rows]
        self.note_rows = tuple(row for row in rows if row.notes)
        rules: dict[str, list[tuple[Row, str]]] = {}
        for row in rows:
            for name, value in row.then.items():
                full = f"{value}:{row.condition}" if name == "may_prescribe" and row.condition else value
                rules.setdefault(name, []).append((row, full))
        self.rules: Mapping[str, tuple[tuple[Row, str], ...]] = {name: tuple(given) for name, given in rules.items()}
        self.named_codes = tuple(sorted({code for row in rows if "iso_code" in row.when for code in row.when["iso_code"].values}))
        self._products = {product.iso: product for product in document.products}
        self._areas = {area.iso: area.product_area for area in document.areas}
        self._plans: dict[str, ProductPlan] = {}
        self._shared: dict[object, Questions] = {}

    def plan(self, iso_class: str) -> ProductPlan:
        """The diagrams for one class of codes; classes whose printed rows say the same share them."""
        if iso_class not in self._plans:
            area = next((self._areas[g] for g in groups_of(iso_class) if g in self._areas), None)
            build = _Build(self, iso_class, self._product(iso_class))
            key = build.key()
            if key not in self._shared:
                self._shared[key] = build.questions()
            at = self.position.get("product_area")
            area_class = -1 if at is None else self.variables[at].index[area]
            self._plans[iso_class] = ProductPlan(self._product(iso_class), area, area_class, self._shared[key])
        return self._plans[iso_class]

    def tests(self, iso_class: str, rows: tuple[Row, ...]) -> list[tuple[Row, Diagram]]:
        """When each row holds, for one class of codes; rows the class rules out are left out."""
        return _Build(self, iso_class, self._product(iso_class)).tests(rows)

    def notes_of(self, held: tuple[Hashable, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(note for row, holds in zip(self.note_rows, held, strict=True) if holds for note in row.notes))

    def _product(self, iso_class: str) -> Product | None:
        """The printed row that speaks about a code: its own, or that of the nearest group above it."""
        return next((self._products[g] for g in groups_of(iso_class) if g in self._products), None)


class _Build:
    """Builds the diagrams of one class of codes."""

    def __init__(self, plans: Plans, iso_class: str, product: Product | None) -> None:
        self._plans = plans
        self._class = iso_class
        attributes: dict[str, tuple[str, ...]] = dict(product.attributes) if product else {}
        attributes["listed"] = ("yes",) if product else ("no",)
        self._attributes = attributes
        self._made: dict[str, Diagram] = {}
        self._under_way: list[str] = []

    def key(self) -> object:
        """Classes with the same key have the same diagrams: same attributes, same codes named by rules."""
        named = tuple(code for code in self._plans.named_codes if contains(code, self._class))
        return tuple(sorted(self._attributes.items())), named

    def questions(self) -> Questions:
        together = self._plans.diagrams.together
        answers = {name: self.answer(name) for name in DECIDED}
        rows = {name: tuple(row for row, _ in self._plans.rules.get(name, ()) if self._is_possible(row)) for name in DECIDED}
        return Questions(answers, together(tuple(answers.values()), tuple), self._notes(), rows)

    def _notes(self) -> Diagram:
        no = self._plans.diagrams.false
        tests = tuple(self._holds(row) if self._is_possible(row) else no for row in self._plans.note_rows)
        return self._plans.diagrams.together(tests, self._plans.notes_of)

    def tests(self, rows: tuple[Row, ...]) -> list[tuple[Row, Diagram]]:
        return [(row, self._holds(row)) for row in rows if self._is_possible(row)]

    def answer(self, name: str) -> Diagram:
        if name in self._made:
            return self._made[name]
        if name in self._under_way:
            raise AgreementError(f"{' → '.join((*self._under_way, name))}: these answers wait for each other")
        self._under_way.append(name)
        diagrams = self._plans.diagrams
        result: Diagram = diagrams.leaf((DEFAULTS.get(name, "none"), None))
        for row, value in reversed(self._plans.rules.get(name, ())):
            if self._is_possible(row):
                result = diagrams.choose(self._holds(row), diagrams.leaf((value, row.id)), result)
        self._under_way.pop()
        return self._made.setdefault(name, result)

    def _is_possible(self, row: Row) -> bool:
        return all(self._fixed(column, cell) for column, cell in row.when.items() if column == "iso_code" or column.startswith(ROW))

    def _fixed(self, column: str, cell: Cell) -> bool:
        if column == "iso_code":
            under = any(contains(code, self._class) for code in cell.values)
            return under != (cell.kind == "none_of")
        held = self._attributes.get(column.removeprefix(ROW), ())
        return any(value in held for value in cell.values) != (cell.kind == "none_of")

    def _holds(self, row: Row) -> Diagram:
        diagrams = self._plans.diagrams
        conditions: list[Condition] = []
        tests: list[Diagram] = []
        for column, cell in row.when.items():
            if column in self._plans.position:
                conditions.append(self._condition(column, cell))
            elif column != "iso_code" and not column.startswith(ROW):
                test = diagrams.is_one_of(self.answer(column), frozenset(cell.values))
                yes, no = diagrams.true, diagrams.false
                tests.append(diagrams.choose(test, no, yes) if cell.kind == "none_of" else test)
        result = diagrams.all_of(conditions)
        for test in tests:
            result = diagrams.choose(test, result, diagrams.false)
        return result

    def _condition(self, column: str, cell: Cell) -> Condition:
        position = self._plans.position[column]
        if cell.kind in {"listed", "not_listed"}:
            held = tuple(value for name in cell.values for value in self._attributes.get(name, ()))
            cell = Cell("one_of" if cell.kind == "listed" else "none_of", held)
        return position, self._plans.variables[position].allowed(cell, self._plans.values)
