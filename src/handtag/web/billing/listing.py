"""The tables of billing: their columns, and their rows as a file."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from handtag.web.shell.spreadsheet import kronor
from handtag.web.ui.states import look
from handtag.web.ui.tables import Column, Columns

INVOICES = Columns(
    Column("number", _("Invoice"), sort=True, primary=True),
    Column("payer", _("Paid by"), sort=True),
    Column("cost_centre", _("Cost centre"), sort=True),
    Column("issued", _("Issued"), kind="date"),
    Column("lines", _("Lines"), kind="number", sort=True),
    Column("total", _("Amount excl. VAT"), kind="number", sort=True),
)
PAYERS = Columns(
    Column("payer", _("Paid by"), primary=True),
    Column("rent", _("Rent"), kind="number"),
    Column("sale", _("Sold"), kind="number"),
    Column("credit", _("Credited"), kind="number"),
    Column("total", _("Total"), kind="number"),
    Column("before", _("Month before"), kind="number"),
    Column("change", _("Difference"), kind="number"),
)
LINES = Columns(
    Column("article", _("Article"), sort=True, primary=True),
    Column("kind", _("Kind"), kind="status", sort=True),
    Column("device", _("Device"), sort=True),
    Column("order", _("Order")),
    Column("unit", _("Unit"), shown=False),
    Column("first", _("From"), kind="date", sort=True),
    Column("last", _("To"), kind="date"),
    Column("quantity", _("Days or pieces"), kind="number", sort=True),
    Column("amount", _("Amount excl. VAT"), kind="number", sort=True),
)
INVOICE_CELLS: dict[str, Callable[[Any], object]] = {
    "number": lambda invoice: invoice.number,
    "payer": lambda invoice: invoice.payer.name,
    "cost_centre": lambda invoice: str(invoice.cost_centre),
    "issued": lambda invoice: invoice.issued_on,
    "lines": lambda invoice: invoice.lines_count,
    "total": lambda invoice: kronor(invoice.total_ore),
}
LINE_CELLS: dict[str, Callable[[Any], object]] = {
    "article": lambda charge: f"{charge.article.number} {charge.article.name}",
    "kind": lambda charge: look("charge", charge.kind).word,
    "device": lambda charge: charge.device.number if charge.device else "",
    "order": lambda charge: charge.order_line.order.number,
    "unit": lambda charge: charge.order_line.order.unit.name,
    "first": lambda charge: charge.first_day,
    "last": lambda charge: charge.last_day,
    "quantity": lambda charge: charge.quantity,
    "amount": lambda charge: kronor(charge.amount_ore),
}


def heads(columns: Columns) -> list[object]:
    return [column.label for column in columns.shown]


def file_rows(columns: Columns, cells: dict[str, Callable[[Any], object]], rows: Iterable[Any]) -> Iterator[list[object]]:
    """A row for each thing with the columns that are shown."""
    for row in rows:
        yield [cells[column.key](row) for column in columns.shown]
