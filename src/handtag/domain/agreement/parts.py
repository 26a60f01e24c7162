"""A document as parts by kind and id with the order of its lists, and back: what comparing and drafting work on. Decides nothing."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from handtag.domain.agreement.schema import (
    Agreement,
    Area,
    Assumption,
    Clause,
    Heading,
    Parameter,
    Party,
    Product,
    Row,
    Table,
    Word,
)

# Each list of a document: the kind of its entries, their shape, and the field that names one.
LISTS: Mapping[str, tuple[str, Any, str]] = {
    "parties": ("party", Party, "code"),
    "assumptions": ("assumption", Assumption, "fact"),
    "headings": ("heading", Heading, "iso"),
    "products": ("product", Product, "id"),
    "areas": ("area", Area, "iso"),
    "parameters": ("parameter", Parameter, "id"),
    "clauses": ("clause", Clause, "id"),
    "words": ("word", Word, "word"),
}
KINDS = ("agreement", "table", "row", *(kind for kind, _shape, _name in LISTS.values()), "wording")
Key = tuple[str, str]
Part = Mapping[str, Any]


def parts_of(document: Agreement) -> dict[Key, Part]:
    """Every part by kind and id, in the order of the document. Where an id stands again, such as two assumptions about one fact, the
    second is called `id (2)`: nothing is lost."""
    lists = {*LISTS, "tables", "wordings"}
    parts: dict[Key, Part] = {("agreement", ""): {f.name: getattr(document, f.name) for f in fields(document) if f.name not in lists}}
    for table in document.tables:
        _add(parts, "table", table.id, fields_of(table, without="rows"))
        for row in table.rows:
            _add(parts, "row", row.id, {"table": table.id, **fields_of(row)})
    for name, (kind, _shape, named) in LISTS.items():
        for entry in getattr(document, name):
            _add(parts, kind, getattr(entry, named), fields_of(entry))
    return parts | {("wording", code): {"text": text} for code, text in document.wordings.items()}


def _add(parts: dict[Key, Part], kind: str, name: str, part: Part) -> None:
    times = 1
    while (kind, name if times == 1 else f"{name} ({times})") in parts:
        times += 1
    parts[kind, name if times == 1 else f"{name} ({times})"] = part


def fields_of(entry: Any, without: str = "") -> Part:
    """The fields of one entry with their values."""
    return {f.name: getattr(entry, f.name) for f in fields(entry) if f.name != without}


def document_of(parts: Mapping[Key, Part], orders: Mapping[str, tuple[str, ...]]) -> Agreement:
    """The document that the parts make, each list in its order."""

    def rows(table: str) -> tuple[Row, ...]:
        own = orders.get(f"rows of {table}", ())
        return tuple(Row(**{name: value for name, value in parts["row", row].items() if name != "table"}) for row in own)

    lists: dict[str, Any] = {
        name: tuple(shape(**parts[kind, one]) for one in orders.get(name, ())) for name, (kind, shape, _) in LISTS.items()
    }
    return Agreement(
        **parts["agreement", ""],
        **lists,
        tables=tuple(Table(**parts["table", one], rows=rows(one)) for one in orders.get("tables", ())),
        wordings={code: part["text"] for (kind, code), part in parts.items() if kind == "wording"},
    )


def orders_of(parts: Mapping[Key, Part]) -> dict[str, tuple[str, ...]]:
    """The ids of every list in order; `rows of T` for the rows of a table."""
    names = {kind: name for name, (kind, _shape, _named) in LISTS.items()} | {"table": "tables"}
    found: dict[str, list[str]] = {}
    for (kind, one), part in parts.items():
        name = f"rows of {part['table']}" if kind == "row" else names.get(kind)
        if name is not None:
            found.setdefault(name, []).append(one)
    return {name: tuple(ids) for name, ids in found.items()}
