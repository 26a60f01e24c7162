"""Finds what is wrong with a document without a single question being asked: names that point nowhere, rows that overlap or can never
decide, facts no row answers. Runs in the editor, before approval and in CI. Reading errors are `load`'s."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.diagram import Diagram, Leaf, leaves
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, FLAGS
from handtag.domain.agreement.schema import DECIDED, OUTCOMES, Agreement, AgreementError, Row, Table
from handtag.domain.values.codes import groups_of, is_iso_code

Severity = Literal["error", "warning"]
UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: an error has to be, before the version may be published; a warning is to be looked at."""

    severity: Severity
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.place}: {self.message}"


def check(document: Agreement, iso_codes: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Everything found, errors first. An empty answer means that the document may be published.

    `iso_codes` are the codes the standard has, two to six digits; without them no code is called unknown."""
    found = [*_identity(document), *_clauses(document), *_codes(document), *_dates(document), *_outcomes(document), *_assumed(document)]
    found += _unknown_codes(document, iso_codes) if iso_codes else ()
    try:
        spans = compile_agreement(document).spans()
        found += dict.fromkeys(problem for span in spans for problem in _overlaps(span))
        found += _reach(spans)
    except AgreementError as error:
        found.append(Problem("error", "tables", str(error)))
    return tuple(sorted(found, key=lambda problem: problem.severity))


def _error(place: str, message: str) -> Problem:
    return Problem("error", place, message)


def _rows(document: Agreement) -> Iterator[tuple[Table, Row]]:
    return ((table, row) for table in document.tables for row in table.rows)


def _identity(document: Agreement) -> Iterator[Problem]:
    names: dict[str, Iterable[str]] = {
        "rule or product row": [*(row.id for _, row in _rows(document)), *(product.id for product in document.products)],
        "product code": [product.iso for product in document.products],
        "area code": [area.iso for area in document.areas],
        "table": [table.id for table in document.tables],
        "clause": [clause.id for clause in document.clauses],
        "parameter": [parameter.id for parameter in document.parameters],
        "party": [party.code for party in document.parties],
        "word": [word.word.casefold() for word in document.words],
    }
    for kind, ids in names.items():
        for name, times in Counter(ids).items():
            if times > 1:
                yield _error(f"{kind} {name}", f"stands {times} times")


def _clauses(document: Agreement) -> Iterator[Problem]:
    cited = [(f"rule {row.id}", clause) for _, row in _rows(document) for clause in row.clauses]
    cited += [(f"row {product.id}", product.clause) for product in document.products]
    cited += [(f"parameter {parameter.id}", parameter.clause) for parameter in document.parameters]
    cited += [(f"assumption {assumption.fact}", assumption.clause) for assumption in document.assumptions]
    cited += [(f"area {area.iso}", area.clause) for area in document.areas if area.clause]
    for area in document.areas:
        if not area.clause and not area.source:
            yield Problem("warning", f"area {area.iso}", "rests on no clause and names no source")
    known = {clause.id for clause in document.clauses}
    for place, clause in cited:
        if clause not in known:
            yield _error(place, f"cites the clause {clause}, which is not among the texts")
    for clause in sorted(known - {clause for _, clause in cited}):
        yield Problem("warning", f"clause {clause}", "no rule, row or value rests on it")


def _given_codes(document: Agreement) -> Iterator[tuple[str, str]]:
    """Every code of the document and the place it stands in."""
    yield from ((f"row {product.id}", product.iso) for product in document.products)
    yield from (("areas", area.iso) for area in document.areas)
    yield from (("headings", heading.iso) for heading in document.headings)
    yield from ((f"word {word.word}", code) for word in document.words for code in word.iso_codes)
    for _, row in _rows(document):
        if "iso_code" in row.when:
            yield from ((f"rule {row.id}", code) for code in row.when["iso_code"].values)


def _codes(document: Agreement) -> Iterator[Problem]:
    for place, code in _given_codes(document):
        if not is_iso_code(code):
            yield _error(place, f"{code!r} is not 2, 4, 6 or 8 digits")
    for area, place in [(a.product_area, f"area {a.iso}") for a in document.areas if a.product_area] + [
        (w.product_area, f"word {w.word}") for w in document.words if w.product_area
    ]:
        if area not in CHOICES["product_area"]:
            yield _error(place, f"{area!r} is not a product area")


def _unknown_codes(document: Agreement, iso_codes: frozenset[str]) -> Iterator[Problem]:
    """Codes the standard does not have. Agreements print such codes, so it is for a person to say whether they are misprints.
    Words are shared between agreements; their codes are tried by the words' own test."""
    for place, code in _given_codes(document):
        if not place.startswith("word ") and is_iso_code(code) and code[:6] not in iso_codes:
            near = next((group for group in groups_of(code) if group in iso_codes), None)
            yield Problem("warning", place, f"{code} is not in ISO 9999" + (f"; the group {near} is" if near else ""))


def _dates(document: Agreement) -> Iterator[Problem]:
    if document.valid_to is not None and document.valid_to < document.valid_from:
        yield _error("agreement", f"ends {document.valid_to} before it begins {document.valid_from}")
    for parameter in document.parameters:
        days = [dated.since for dated in parameter.values]
        if not days or days != sorted(set(days)):
            yield _error(f"parameter {parameter.id}", "needs values, each from a later day than the one before")


def _outcomes(document: Agreement) -> Iterator[Problem]:
    for table, row in _rows(document):
        place = f"rule {row.id}"
        yield from (_error(place, message) for message in (*_wrong_answers(table, row), *_wrong_form(row)))
        for code in (*row.notes, *([row.condition] if row.condition else [])):
            if code not in document.wordings:
                yield Problem("warning", place, f"{code} has no wording")


def _wrong_answers(table: Table, row: Row) -> Iterator[str]:
    for name, value in row.then.items():
        if name not in DECIDED and name not in table.derives:
            yield f"{name} is neither a decision field nor derived by the table {table.id}"
        elif name in DECIDED and value not in OUTCOMES[name]:
            yield f"{name} cannot be {value!r}; valid are {', '.join(OUTCOMES[name])}"


def _wrong_form(row: Row) -> Iterator[str]:
    if not row.then and not row.notes:
        yield "gives nothing"
    if (row.condition is not None) != (row.then.get("may_prescribe") == "conditional"):
        yield "a condition belongs to may_prescribe: conditional, and that needs one"
    if (row.open_because is not None) != ("undetermined" in row.then.values()):
        yield "what the text leaves open is undetermined and says why (open_because)"


def _assumed(document: Agreement) -> Iterator[Problem]:
    for assumption in document.assumptions:
        valid = FLAGS if assumption.fact in FLAG_FACTS else CHOICES.get(assumption.fact, ())
        if assumption.value not in valid:
            yield _error(f"assumption {assumption.fact}", f"cannot be {assumption.value!r}; valid are {', '.join(valid)}")
        if assumption.fact in assumption.when:
            yield _error(f"assumption {assumption.fact}", "cannot follow from itself")


def _overlaps(compiled: CompiledAgreement) -> Iterator[Problem]:
    """Two rows of a table that allows one hit, and facts for which both hold."""
    choose, no = compiled.diagrams.choose, compiled.diagrams.false
    for table in compiled.document.tables:
        if table.hit != "unique":
            continue
        seen: set[tuple[str, str]] = set()
        for iso_class in compiled.iso_classes:
            tests = compiled.tests(iso_class, table.rows)
            for number, (one, holds) in enumerate(tests):
                for other, also in tests[number + 1 :]:
                    if (one.id, other.id) not in seen and True in leaves(both := choose(holds, also, no)):
                        seen.add((one.id, other.id))
                        facts = _example(compiled, iso_class, both, wanted=True)
                        yield _error(f"table {table.id}", f"{one.id} and {other.id} both hold for {facts}{_contradiction(one, other)}")


def _contradiction(one: Row, other: Row) -> str:
    """Two passages that answer the same question differently: one of the rows has to give way, or both to an open one."""
    fields = [name for name in one.then if name in other.then and one.then[name] != other.then[name]]
    if not fields or one.clause == other.clause:
        return ""
    said = "; ".join(f"{name} is {one.then[name]} by {one.clause}, {other.then[name]} by {other.clause}" for name in fields)
    return f": the sources contradict each other ({said}); say which is meant (reading) or that it is open (open_because)"


def _reach(spans: Sequence[CompiledAgreement]) -> Iterator[Problem]:
    """Rows that never decide anything in any span of days because rows before them always do; and facts for which no row answers."""
    reached: set[object] = set()
    gaps: dict[str, str] = {}
    promised = {"payer", *spans[0].rules}
    for compiled in spans:
        for iso_class in compiled.iso_classes:
            for name, diagram in compiled.plan(iso_class).questions.answers.items():
                ends = leaves(diagram)
                reached |= {end[1] for end in ends}  # type: ignore[index]
                unanswered = (UNDETERMINED, None)
                if name in promised and name not in gaps and unanswered in ends:
                    gaps[name] = _example(compiled, iso_class, diagram, wanted=unanswered)
    before: list[Row] = []
    for _, row in _rows(spans[0].document):
        if row.id not in reached and any(name in DECIDED for name in row.then):
            same = next((_contradiction(other, row) for other in before if other.when == row.when and _contradiction(other, row)), "")
            yield _error(f"rule {row.id}", f"never decides: rows before it always do, or its conditions cannot hold together{same}")
        before.append(row)
    for name, facts in gaps.items():
        yield Problem("warning", name, f"no row answers for {facts}")


def _example(compiled: CompiledAgreement, iso_class: str, diagram: Diagram, wanted: object) -> str:
    """Facts that lead to the wanted leaf."""
    facts = [f"iso_code {iso_class or 'outside the list'}"]
    while not isinstance(diagram, Leaf):
        variable = compiled.variables[diagram.fact]
        k = next(k for k, kid in enumerate(diagram.kids) if wanted in leaves(kid))
        facts.append(f"{variable.name} {variable.labels[k]}")
        diagram = diagram.kids[k]
    return ", ".join(facts)
