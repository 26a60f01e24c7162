"""An agreement document made ready to answer quickly: facts reduced to the classes its tables can tell apart, one set of diagrams a
product class, made when first asked for. The answer itself is `decide`."""

import difflib
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from handtag.domain.agreement.diagram import UNKNOWN, Condition, Diagram, Diagrams
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, FLAGS, LOWEST, FactError, Facts
from handtag.domain.agreement.schema import DECIDED, Agreement, Cell, Product, Row, Word
from handtag.domain.values.codes import contains, groups_of

UNLISTED = ""
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
_BARRED = frozenset({"iso_code", "main_iso_code", "product", "date", "birth_date", "agreement", "version"})


class AgreementError(ValueError):
    """A document that cannot be compiled: a column or value nobody can answer for."""


def _is_code(place: str) -> bool:
    return len(place) == 4 and place.isascii() and place.isdecimal()


class _Index(dict[object, int]):
    """Value → class. None is "not known"; a value outside the lists falls in the last class."""

    def __init__(self, name: str, classes: Mapping[object, int], *, other: int | None, cuts: tuple[int, ...] = ()) -> None:
        super().__init__(classes)
        self[None] = UNKNOWN
        self._name, self._other, self._cuts = name, other, cuts

    def __missing__(self, value: object) -> int:
        if self._cuts and isinstance(value, int):
            return bisect_right(self._cuts, value) - 1
        if self._other is not None and (self._name != "municipality" or _is_code(str(value))):
            return self._other
        names = tuple(name for name in self if isinstance(name, str))
        raise FactError(self._name, f"{value!r} is not known here; give the four-digit SCB code", names)


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact the tables ask for, and the classes they can tell apart. For whole numbers a class is a band, labelled by its lowest value."""

    name: str
    labels: tuple[str, ...]
    index: _Index

    def allowed(self, cell: Cell) -> frozenset[int]:
        """The classes in which a condition holds."""
        every = range(len(self.labels))
        if cell.kind == "range":
            low = cell.low if cell.low is not None else -1
            return frozenset(k for k in every if low <= int(self.labels[k]) and (cell.high is None or int(self.labels[k]) <= cell.high))
        hit = frozenset(k for k in every if self.labels[k] in cell.values)
        return frozenset(every) - hit if cell.kind == "none_of" else hit


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product the question may be about: a class of codes, with the area and term the word list gave."""

    iso_class: str
    area: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """A diagram for every answer; `together` leads to all of them at once, `notes` to the remarks that hold."""

    answers: Mapping[str, Diagram]
    together: Diagram
    notes: Diagram


@dataclass(frozen=True, slots=True)
class ProductPlan:
    """Everything prepared for one class of codes: its printed row, its area and that area's class, its diagrams."""

    product: Product | None
    area: str | None
    area_class: int
    questions: Questions


@dataclass
class CompiledAgreement:
    """A document ready to answer. Holds caches only; two of the same document give the same answers."""

    document: Agreement
    variables: tuple[Variable, ...]
    diagrams: Diagrams
    iso_classes: tuple[str, ...]
    rules: Mapping[str, tuple[tuple[Row, str], ...]]
    note_rows: tuple[Row, ...]
    words: Mapping[str, tuple[Candidate, ...]]
    position: Mapping[str, int]
    assumed: Mapping[int, int]
    rule_by_id: Mapping[str, Row]
    named_codes: tuple[str, ...]
    decisions: dict[object, object] = field(default_factory=dict)
    made: dict[object, object] = field(default_factory=dict)
    parts: dict[object, object] = field(default_factory=dict)
    ranked: dict[object, tuple[str, ...]] = field(default_factory=dict)
    _plans: dict[str, ProductPlan] = field(default_factory=dict)
    _shared: dict[object, Questions] = field(default_factory=dict)
    _candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._columns = tuple((variable.name, variable.index) for variable in self.variables)
        self._county = self.position.get("registered_in_county", UNKNOWN)
        self._products = {product.iso: product for product in self.document.products}
        self._areas = {area.iso: area.product_area for area in self.document.areas}
        self._class_set = frozenset(self.iso_classes)
        self.notes = tuple(dict.fromkeys(note for row in self.note_rows for note in row.notes))
        towns = [party for party in self.document.parties if party.kind == "municipality"]
        self._members = {name.casefold(): party.code for party in towns for name in (party.code, party.name)}

    def forget(self) -> None:
        """Throws away what is kept about questions asked before, but not what is prepared for the products."""
        for kept in (self.decisions, self.made, self.parts, self.ranked):
            kept.clear()

    def key(self, facts: Facts) -> tuple[object, ...]:
        """What the tables can tell about the facts: a class a fact, and the products they may be about."""
        get = facts.get
        key = [index[get(name)] for name, index in self._columns]
        place = facts.get("municipality")
        if place is not None and self._county >= 0 and key[self._county] < 0:
            key[self._county] = int(self._is_member(str(place)))
        return (get("iso_code"), self._word(get("product")), *key)

    def class_of(self, name: str, value: str | None) -> int:
        """The class of a fact's value; UNKNOWN when there is no value, or when no table asks for the fact."""
        at = self.position.get(name)
        return UNKNOWN if at is None else self.variables[at].index[value]

    def _is_member(self, place: str) -> bool:
        """Whether a municipality is a party. Raises FactError for a name that is neither a party's nor a code: it may be misspelt."""
        if place.casefold() in self._members:
            return True
        if _is_code(place):
            return False
        near = difflib.get_close_matches(place.casefold(), self._members, 3, 0.6)
        valid = tuple(name for name in near if not name.isdecimal()) or tuple(sorted(set(self._members.values())))
        raise FactError("municipality", f"{place!r} is not a party of the agreement; give the four-digit SCB code", valid)

    def _word(self, word: object) -> str | None:
        if word is None:
            return None
        text = str(word).casefold()
        if text not in self.words:
            near = tuple(difflib.get_close_matches(text, self.words, 5, 0.6)) or tuple(sorted(self.words)[:5])
            raise FactError("product", f"{word!r} is not in the word list; give iso_code or one of the nearest", near)
        return text

    def candidates(self, code: str | None, word: str | None) -> tuple[Candidate, ...]:
        """The products a code and a word leave possible; without both, every class."""
        if code is None:
            return self.words[word] if word is not None else tuple(Candidate(c) for c in self.iso_classes)
        if word is not None:
            return tuple(Candidate(c.iso_class, w.area, w.term) for c in self.candidates(code, None) for w in self.words[word][:1])
        found = self._candidates.get(code)
        if found is None:
            own = next((group for group in groups_of(code) if group in self._class_set), UNLISTED)
            below = (c for c in self.iso_classes if c != own and len(c) > len(code) and contains(code, c))
            if len(self._candidates) > 20_000:
                self._candidates.clear()
            found = self._candidates.setdefault(code, tuple(Candidate(c) for c in (own, *below)))
        return found

    def plan(self, iso_class: str) -> ProductPlan:
        """The diagrams for one class of codes; classes whose printed rows say the same share them."""
        if iso_class not in self._plans:
            groups = groups_of(iso_class)
            product = next((self._products[g] for g in groups if g in self._products), None)
            area = next((self._areas[g] for g in groups if g in self._areas), None)
            build = _Build(self, iso_class, product)
            key = build.key()
            if key not in self._shared:
                self._shared[key] = build.questions()
            self._plans[iso_class] = ProductPlan(product, area, self.class_of("product_area", area), self._shared[key])
        return self._plans[iso_class]

    def tests(self, iso_class: str, rows: tuple[Row, ...]) -> list[tuple[Row, Diagram]]:
        """When each row holds, for one class of codes; rows the class rules out are left out."""
        return _Build(self, iso_class, self.plan(iso_class).product).tests(rows)


class _Build:
    """Builds the diagrams of one class of codes. What is fixed by the class is decided here; only facts about the case remain."""

    def __init__(self, compiled: CompiledAgreement, iso_class: str, product: Product | None) -> None:
        self._compiled = compiled
        self._class = iso_class
        attributes: dict[str, tuple[str, ...]] = dict(product.attributes) if product else {}
        attributes["listed"] = ("yes",) if product else ("no",)
        self._attributes = attributes
        self._made: dict[str, Diagram] = {}
        self._under_way: list[str] = []

    def key(self) -> object:
        """Classes with the same key have the same diagrams: same attributes, same codes named by rules."""
        named = self._compiled.named_codes
        return (
            tuple(sorted(self._attributes.items())),
            tuple(code for code in named if contains(code, self._class)),
        )

    def questions(self) -> Questions:
        together = self._compiled.diagrams.together
        answers = {name: self.answer(name) for name in DECIDED}
        return Questions(answers, together(tuple(answers.values()), tuple), self._notes())

    def _notes(self) -> Diagram:
        tests = self.tests(self._compiled.note_rows)

        def that_hold(held: tuple[Hashable, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(note for (row, _), holds in zip(tests, held, strict=True) if holds for note in row.notes))

        return self._compiled.diagrams.together(tuple(test for _, test in tests), that_hold)

    def tests(self, rows: tuple[Row, ...]) -> list[tuple[Row, Diagram]]:
        return [(row, self._holds(row)) for row in rows if self._is_possible(row)]

    def answer(self, name: str) -> Diagram:
        if name in self._made:
            return self._made[name]
        if name in self._under_way:
            raise AgreementError(f"{' → '.join((*self._under_way, name))}: these answers wait for each other")
        self._under_way.append(name)
        diagrams = self._compiled.diagrams
        result: Diagram = diagrams.leaf((DEFAULTS.get(name, "none"), None))
        for row, value in reversed(self._compiled.rules.get(name, ())):
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
        diagrams = self._compiled.diagrams
        conditions: list[Condition] = []
        tests: list[Diagram] = []
        for column, cell in row.when.items():
            if column in self._compiled.position:
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
        position = self._compiled.position[column]
        variable = self._compiled.variables[position]
        if cell.kind in {"listed", "not_listed"}:
            held = tuple(value for name in cell.values for value in self._attributes.get(name, ()))
            cell = Cell("one_of" if cell.kind == "listed" else "none_of", held)
        return position, variable.allowed(cell)


DEFAULTS = {
    "payer": "undetermined",
    "may_prescribe": "undetermined",
    "trust_allowed": "undetermined",
    "cost_approval": "not_stated",
    "follow_up": "undetermined",
    "in_scope": "no",
}


def compile_agreement(document: Agreement) -> CompiledAgreement:
    """Makes a checked document ready to answer. Raises AgreementError for a column nobody can answer for."""
    rules: dict[str, list[tuple[Row, str]]] = {}
    for table in document.tables:
        for row in table.rows:
            for name, value in row.then.items():
                full = f"{value}:{row.condition}" if name == "may_prescribe" and row.condition else value
                rules.setdefault(name, []).append((row, full))
    rows = [row for table in document.tables for row in table.rows]
    names = _columns(rows, rules)
    variables = tuple(_variable(name, rows, document) for name in names)
    position = {name: number for number, name in enumerate(names)}
    named = tuple(sorted({code for row in rows if "iso_code" in row.when for code in row.when["iso_code"].values}))
    classes = {UNLISTED, *named, *(p.iso for p in document.products), *(a.iso for a in document.areas)}
    assumed = {position[a.fact]: variables[position[a.fact]].labels.index(a.value) for a in document.assumptions if a.fact in position}
    compiled = CompiledAgreement(
        document=document,
        variables=variables,
        diagrams=Diagrams([len(variable.labels) for variable in variables]),
        iso_classes=tuple(sorted(classes)),
        rules={name: tuple(given) for name, given in rules.items()},
        note_rows=tuple(row for row in rows if row.notes),
        words={},
        position=position,
        assumed=assumed,
        rule_by_id={row.id: row for row in rows},
        named_codes=named,
    )
    compiled.words = {word.word.casefold(): tuple(_named(compiled, word)) for word in document.words}
    return compiled


def _named(compiled: CompiledAgreement, word: Word) -> Iterator[Candidate]:
    """What a product word may be: the classes of its codes; a word without codes is outside the printed list."""
    for code in word.iso_codes or (None,):
        classes = compiled.candidates(code, None) if code else (Candidate(UNLISTED),)
        yield from (Candidate(c.iso_class, word.product_area, word.term) for c in classes)


def _columns(rows: list[Row], rules: Mapping[str, object]) -> list[str]:
    asked = {column for row in rows for column in row.when if column != "iso_code" and not column.startswith(ROW)}
    facts = {column for column in asked if column not in rules and column not in DECIDED}
    for name in facts:
        if name in _BARRED or not (name in CHOICES or name in FLAG_FACTS or name in LOWEST or name in OPEN_FACTS):
            raise AgreementError(f"column {name} is neither a fact nor an answer given by a table")
    return sorted(facts, key=lambda name: (FACT_ORDER.index(name) if name in FACT_ORDER else len(FACT_ORDER), name))


def _variable(name: str, rows: list[Row], document: Agreement) -> Variable:
    cells = [row.when[name] for row in rows if name in row.when]
    if name in LOWEST:
        return _bands(name, cells)
    if name in OPEN_FACTS:
        labels = tuple(sorted({value for cell in cells for value in cell.values}))
        index: dict[object, int] = {value: k for k, value in enumerate(labels)}
        for party in document.parties:
            index.setdefault(party.code, len(labels))
            index[party.name] = index[party.code]
        return Variable(name, (*labels, OTHER), _Index(name, index, other=len(labels)))
    labels = CHOICES.get(name, FLAGS)
    _refuse_unknown(name, cells, labels)
    values: dict[object, int] = {False: 0, True: 1} if name in FLAG_FACTS else {value: k for k, value in enumerate(labels)}
    return Variable(name, labels, _Index(name, values, other=None))


def _refuse_unknown(name: str, cells: list[Cell], labels: tuple[str, ...]) -> None:
    for cell in cells:
        unknown = [value for value in cell.values if cell.kind in {"one_of", "none_of"} and value not in labels]
        if unknown or cell.kind in {"range", "prefix"}:
            raise AgreementError(f"column {name}: {unknown or cell.kind} can never hold; valid are {', '.join(labels)}")


def _bands(name: str, cells: list[Cell]) -> Variable:
    cuts = {LOWEST[name]}
    for cell in cells:
        if cell.kind != "range":
            raise AgreementError(f"column {name} needs from and to")
        cuts |= {cell.low} if cell.low is not None else set()
        cuts |= {cell.high + 1} if cell.high is not None else set()
    ordered = tuple(sorted(cuts))
    return Variable(name, tuple(map(str, ordered)), _Index(name, {}, other=None, cuts=ordered))


OPEN_FACTS = ("municipality", "product_term")
OTHER = "(other)"
