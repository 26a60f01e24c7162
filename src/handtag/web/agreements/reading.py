"""A published agreement laid out for reading: its list, rules, values and doubts as rows with their clauses. Nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from handtag.domain.agreement.schema import Agreement, Assumption, Clause, DatedValue, Parameter, Product, Row, Table
from handtag.web.agreements.searching import Search
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
    number: int
    conditions: tuple[str, ...]
    answers: tuple[str, ...]
    clauses: tuple[Clause, ...]
    open_because: str
    reading: str
    codes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Everything that can be searched for."""
        own = (self.id, *self.conditions, *self.answers, self.open_because, self.reading)
        return " ".join((*own, *(_clause_said(clause) for clause in self.clauses)))


@dataclass(frozen=True)
class RuleTable:
    """A table of rules; `total` is how many it has, `rows` those that are shown."""

    id: str
    title: str
    hit: str
    total: int
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class ValueRow:
    """A value that the agreement fixes, from a day on."""

    title: str
    unit: str
    values: tuple[tuple[date, str], ...]
    is_proposed: bool
    clause: Clause

    @property
    def said(self) -> str:
        return " ".join((self.title, self.unit, *(said for _since, said in self.values), _clause_said(self.clause)))


def _clause_said(clause: Clause) -> str:
    return f"{clause.id} {clause.document} {clause.section} {clause.quote}"


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


def list_rows(document: Agreement, columns: Columns, search: Search) -> list[ListRow]:
    """The printed list in the order of the codes, headings over their rows; only the rows that the search finds."""
    names = {heading.iso: heading.name for heading in document.headings}
    heads = {key: columns[key] for key in _heads(document)}
    shown: list[ListRow] = []
    above: set[str] = set()
    for product in sorted(document.products, key=lambda p: p.iso):
        over = [code for code in names if product.iso.startswith(code) and code != product.iso]
        row = _list_row(product, heads, document)
        if search.finds(_list_said(row, [names[code] for code in over]), (row.iso,)):
            shown += [ListRow(code, spaced(code), names[code]) for code in sorted(over) if code not in above]
            above |= set(over)
            shown.append(row)
    return shown


def _list_said(row: ListRow, headings: list[str]) -> str:
    clause = _clause_said(row.clause) if row.clause else ""
    return " ".join((row.name, *headings, *(said for _column, said in row.cells), clause))


def _list_row(product: Product, heads: Mapping[str, Column], document: Agreement) -> ListRow:
    said = product.printed or {
        key: ", ".join(value_label("prescriber_profession", value) for value in values) for key, values in product.attributes.items()
    }
    cells = tuple((column, said.get(key, "")) for key, column in heads.items())
    return ListRow(product.iso, spaced(product.iso), product.name, cells, document.clause_by_id[product.clause])


def rule_tables(document: Agreement, search: Search) -> list[RuleTable]:
    """The rules that the search finds, in the order they are asked; tables without any are left out."""
    found = []
    for table in document.tables:
        rows = [_rule(number, row, document) for number, row in enumerate(table.rows, 1)]
        rows = [row for row in rows if search.finds(row.said, row.codes)]
        if rows:
            found.append(RuleTable(table.id, table.title, _hit(table), len(table.rows), tuple(rows)))
    return found


def _hit(table: Table) -> str:
    return {
        "first": _("The first rule that holds applies."),
        "collect": _("Every rule that holds applies."),
        "unique": _("At most one rule holds."),
    }[table.hit]


def _rule(number: int, row: Row, document: Agreement) -> RuleRow:
    conditions = tuple(cell_words(column, cell, document) for column, cell in row.when.items()) or (_("in all other cases"),)
    return RuleRow(
        id=row.id,
        number=number,
        conditions=conditions,
        answers=tuple(row_answers(row, document)),
        clauses=tuple(document.clause_by_id[clause] for clause in row.clauses if clause in document.clause_by_id),
        open_because=row.open_because or "",
        reading=row.reading or "",
        codes=row.when["iso_code"].values if "iso_code" in row.when else (),
    )


def value_rows(document: Agreement, search: Search) -> list[ValueRow]:
    """The agreement's numbers and choices that the search finds, with unit, first day and clause."""
    rows = [ValueRow(p.title, _unit(p), _values(p), p.status == "proposed", document.clause_by_id[p.clause]) for p in document.parameters]
    return [row for row in rows if search.finds(row.said)]


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


def open_rules(tables: list[RuleTable]) -> list[RuleRow]:
    """Rules about what the text leaves open."""
    return [row for table in tables for row in table.rows if row.open_because]


def read_rules(tables: list[RuleTable]) -> list[RuleRow]:
    """Rules where the text can be read in more than one way, and one reading was chosen."""
    return [row for table in tables for row in table.rows if row.reading and not row.open_because]


def assumptions(document: Agreement) -> list[tuple[str, str, Clause]]:
    """What is taken for granted when a question does not say."""
    return [(short_fact(a.fact), _assumed_value(a, document), document.clause_by_id[a.clause]) for a in document.assumptions]


def _assumed_value(assumption: Assumption, document: Agreement) -> str:
    """The value; for what follows from something that is said, that too."""
    value = plain_value(assumption.fact, assumption.value)
    said = ", ".join(cell_words(column, cell, document) for column, cell in assumption.when.items())
    return _("%(value)s, when %(conditions)s") % {"value": value, "conditions": said} if said else value


def laid_out(document: Agreement, search: Search) -> dict[str, Any]:
    """What the page shows of a version: everything, or what a search finds, with how much of each there is."""
    columns = list_columns(document)
    rows = list_rows(document, columns, search)
    tables, values = rule_tables(document, search), value_rows(document, search)
    rules = sum(len(table.rows) for table in tables)
    listed = sum(row.clause is not None for row in rows)
    return {
        "search": search,
        "columns": columns,
        "rows": rows,
        "row_count": listed,
        "tables": tables,
        "rule_count": rules,
        "values": values,
        "open": open_rules(tables),
        "read": read_rules(tables),
        "assumptions": [] if search.text else assumptions(document),
        "hits": rules + listed + len(values),
    }
