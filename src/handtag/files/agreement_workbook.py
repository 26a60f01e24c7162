"""An agreement as a workbook: one sheet a table, with the names of the files. For reading, printing and comparing in a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.phrases import condition, conditions
from handtag.domain.agreement.schema import Agreement, Row, Table
from handtag.files.workbooks import workbook

Line = Sequence[str]


def write_workbook(document: Agreement, cases: Iterable[Case], path: Path) -> None:
    """Writes the whole agreement with its worked cases. Raises OSError when the file cannot be written."""
    told = f"{document.id} {document.version} {document.document_hash}"
    path.write_bytes(workbook(_sheets(document, cases), title=document.title, comments=told))


def _sheets(document: Agreement, cases: Iterable[Case]) -> Iterator[tuple[str, Iterator[Line]]]:
    yield "agreement", _head(document)
    taken = {"agreement", "products", "parameters", "clauses", "cases"}
    for table in document.tables:
        yield _sheet_name(table.id, taken), _table(table, document)
    if document.products:
        yield "products", _products(document)
    if document.parameters:
        yield "parameters", _parameters(document)
    yield "clauses", _clauses(document)
    yield "cases", _cases(cases)


def _sheet_name(table: str, taken: set[str]) -> str:
    """At most 31 signs, and each name once, as workbooks demand."""
    name = next(name for number in range(len(taken) + 1) if (name := f"{table[:27]}{f' {number + 1}' if number else ''}") not in taken)
    taken.add(name)
    return name


def _head(document: Agreement) -> Iterator[Line]:
    yield "field", "value"
    yield "id", document.id
    yield "title", document.title
    yield "version", document.version
    yield "valid_from", str(document.valid_from)
    yield "valid_to", str(document.valid_to or "")
    yield "description", document.description or ""
    yield "document_hash", document.document_hash
    for party in document.parties:
        yield f"party {party.code}", party.name
    for assumption in document.assumptions:
        yield f"assumed {assumption.fact}", f"{assumption.value}: {conditions(assumption.when)}"
    for code, text in document.wordings.items():
        yield f"wording {code}", text


def _table(table: Table, document: Agreement) -> Iterator[Line]:
    """Conditions first, then the answers, then what they rest on."""
    asked = list(dict.fromkeys(column for row in table.rows for column in row.when))
    given = list(dict.fromkeys(name for row in table.rows for name in row.then))
    yield "rule", *asked, *(f"→ {name}" for name in given), "→ notes", "clause", "quote", "open_because", "reading"
    for row in table.rows:
        said = [condition(row.when[column]) if column in row.when else "" for column in asked]
        yield row.id, *said, *(_answer(row, name) for name in given), ", ".join(row.notes), *_ground(row, document)


def _answer(row: Row, name: str) -> str:
    value = row.then.get(name, "")
    return f"{value}: {row.condition}" if name == "may_prescribe" and row.condition else value


def _ground(row: Row, document: Agreement) -> Line:
    quotes = "\n".join(document.clause_by_id[clause].quote for clause in row.clauses)
    return ", ".join(row.clauses), quotes, row.open_because or "", row.reading or ""


def _products(document: Agreement) -> Iterator[Line]:
    printed = list(dict.fromkeys(name for product in document.products for name in product.printed))
    asked = list(dict.fromkeys(name for product in document.products for name in product.attributes))
    yield "iso", "name", *printed, *(f"row.{name}" for name in asked), "clause", "row"
    for product in document.products:
        said = [product.printed.get(name, "") for name in printed]
        yield product.iso, product.name, *said, *(", ".join(product.attributes.get(name, ())) for name in asked), product.clause, product.id


def _parameters(document: Agreement) -> Iterator[Line]:
    yield "parameter", "title", "value", "unit", "since", "status", "clause"
    for parameter in document.parameters:
        for dated in parameter.values:
            value = str(dated.value).lower() if isinstance(dated.value, bool) else str(dated.value)
            yield parameter.id, parameter.title, value, parameter.unit, str(dated.since), parameter.status, parameter.clause


def _clauses(document: Agreement) -> Iterator[Line]:
    yield "clause", "document", "section", "quote"
    for clause in document.clauses:
        yield clause.id, clause.document, clause.section, clause.quote


def _cases(cases: Iterable[Case]) -> Iterator[Line]:
    yield "case", "title", "facts", "expect", "source"
    for case in cases:
        yield case.id, case.title, _named(case.facts.items()), _named(case.expect.items()), case.source


def _named(pairs: Iterable[tuple[str, object]]) -> str:
    return "; ".join(f"{name} {value}" for name, value in pairs)
