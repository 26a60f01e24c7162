"""A published agreement laid out for reading: its list, rules, values and doubts as rows with their clauses. Nothing is decided here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from handtag.domain.agreement.schema import Agreement, Clause, DatedValue, Parameter, Product, Row, Table
from handtag.web.ui import text
from handtag.web.ui.fact_values import PARAMETER_VALUES
from handtag.web.ui.facts import short_fact, value_label
from handtag.web.ui.rules import cell_words, plain_value, printed_heads, row_answers, spaced
from handtag.web.ui.tables import Column, Columns


@dataclass(frozen=True)
class ListRow:
    """A printed row of the product list; or, without a clause, a heading over rows."""

    iso: str
    code: str
    name: str
    cells: tuple[tuple[Column, str], ...] = ()
    clause: Clause | None = None


@dataclass(frozen=True)
class RuleRow:
    """A rule: its conditions, what it gives, and the words it rests on."""

    id: str
    conditions: tuple[str, ...]
    answers: tuple[str, ...]
    clause: Clause
    open_because: str
    reading: str


@dataclass(frozen=True)
class RuleTable:
    id: str
    title: str
    hit: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class ValueRow:
    """A value that the agreement fixes, from a day on."""

    title: str
    unit: str
    values: tuple[tuple[date, str], ...]
    is_proposed: bool
    clause: Clause


def list_columns(document: Agreement) -> Columns:
    """Code, name, the printed columns, and the clause."""
    heads = _heads(document)
    cells = (Column(key, head) for key, head in heads.items())
    return Columns(
        Column("iso", _("ISO code"), kind="date"), Column("name", _("Product"), primary=True), *cells, Column("clause", _("Clause"))
    )


def _heads(document: Agreement) -> dict[str, str]:
    """The printed columns; a document that prints none shows what its rows say to the rules."""
    return printed_heads(document) or {
        key: short_fact(f"row.{key}") for key in dict.fromkeys(key for product in document.products for key in product.attributes)
    }


def list_rows(document: Agreement, columns: Columns, query: str = "") -> list[ListRow]:
    """The printed list in the order of the codes, headings over their rows; with a query, the rows that have every word of it."""
    names = {heading.iso: heading.name for heading in document.headings}
    heads = {key: columns[key] for key in _heads(document)}
    wanted = query.casefold().split()
    shown: list[ListRow] = []
    above: set[str] = set()
    for product in sorted(document.products, key=lambda p: p.iso):
        over = [code for code in names if product.iso.startswith(code) and code != product.iso]
        row = _list_row(product, heads, document)
        if _has_every(wanted, row, " ".join(names[code] for code in over)):
            shown += [ListRow(code, spaced(code), names[code]) for code in sorted(over) if code not in above]
            above |= set(over)
            shown.append(row)
    return shown


def _list_row(product: Product, heads: Mapping[str, Column], document: Agreement) -> ListRow:
    said = product.printed or {
        key: ", ".join(value_label("prescriber_profession", value) for value in values) for key, values in product.attributes.items()
    }
    cells = tuple((column, said.get(key, "")) for key, column in heads.items())
    return ListRow(product.iso, spaced(product.iso), product.name, cells, document.clause_by_id[product.clause])


def _has_every(wanted: list[str], row: ListRow, headings: str) -> bool:
    """Digits begin the code, with or without spaces between them; other words stand anywhere in the row or its headings."""
    digits = "".join(word for word in wanted if word.isdecimal())
    searched = " ".join((row.name, headings, *(said for _column, said in row.cells))).casefold()
    return row.iso.startswith(digits) and all(word in searched for word in wanted if not word.isdecimal())


def rule_tables(document: Agreement) -> list[RuleTable]:
    """The rules in the order they are asked."""
    return [RuleTable(table.id, table.title, _hit(table), tuple(_rule(row, document) for row in table.rows)) for table in document.tables]


def _hit(table: Table) -> str:
    return {
        "first": _("The first rule that holds applies."),
        "collect": _("Every rule that holds applies."),
        "unique": _("At most one rule holds."),
    }[table.hit]


def _rule(row: Row, document: Agreement) -> RuleRow:
    conditions = tuple(cell_words(column, cell, document) for column, cell in row.when.items()) or (_("in all other cases"),)
    clause = document.clause_by_id[row.clause]
    return RuleRow(row.id, conditions, tuple(row_answers(row, document)), clause, row.open_because or "", row.reading or "")


def value_rows(document: Agreement) -> list[ValueRow]:
    """The agreement's numbers and choices, with unit, first day and clause."""
    return [ValueRow(p.title, _unit(p), _values(p), p.status == "proposed", document.clause_by_id[p.clause]) for p in document.parameters]


def _unit(parameter: Parameter) -> str:
    """What stands after a number, or in brackets after a choice in words. Kronor, yes and no say their own unit."""
    if parameter.unit == "öre" or any(isinstance(v.value, bool) for v in parameter.values):
        return ""
    return f"({parameter.unit})" if all(isinstance(v.value, str) for v in parameter.values) else parameter.unit


def _values(parameter: Parameter) -> tuple[tuple[date, str], ...]:
    return tuple((value.since, _written(value, parameter.unit)) for value in parameter.values)


def _written(dated: DatedValue, unit: str) -> str:
    """An amount in öre is written in kronor; true and false as yes and no; codes in words."""
    value = dated.value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return text.kronor(value) if unit == "öre" and isinstance(value, int) else str(PARAMETER_VALUES.get(str(value), value))


def doubts(document: Agreement) -> Iterator[RuleRow]:
    """Rules where the text leaves something open, or can be read in more than one way."""
    for table in document.tables:
        for row in table.rows:
            if row.open_because or row.reading:
                yield _rule(row, document)


def assumptions(document: Agreement) -> list[tuple[str, str, Clause]]:
    """What is taken for granted when a question does not say."""
    return [(short_fact(a.fact), plain_value(a.fact, a.value), document.clause_by_id[a.clause]) for a in document.assumptions]
