"""A purchase order on paper and as an electronic order: what the supplier is told."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handtag.apps.purchasing import queries
from handtag.domain.access import Viewer
from handtag.files import purchase_orders as papers
from handtag.files.peppol_order import Item, Paper, Party, endpoint_of, peppol_order
from handtag.files.purchase_orders import About, Line
from handtag.usecases.base import clock
from handtag.web.ui import text


def purchase_order(viewer: Viewer, order: Any) -> HttpResponse:
    """Shown in the browser's own viewer, from where it is printed or saved; a draft says that it is one."""
    lines = [line for line in order.lines.all() if line.state != "cancelled"]
    made = papers.purchase_order(
        order.number, _about(viewer, order), [_line(line) for line in lines], total=text.kronor(order.worth_ore),
        notes=_notes(order), words=_words(order), language=(get_language() or "sv")[:2], centre=order.centre.name, made_at=clock(),
    )  # fmt: skip
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{order.number}.pdf"'
    return answer


def electronic_order(viewer: Viewer, order: Any) -> bytes | None:
    """The order for an access point to send; None while it is a draft, or without an electronic address of the supplier's."""
    known = queries.supplier_details(viewer, order)
    address = endpoint_of(known.endpoint, known.organisation_number) if known else ""
    ours = endpoint_of("", order.centre.run_by.organisation_number)
    if order.ordered_on is None or not (address and ours):
        return None
    lines = [line for line in order.lines.all() if line.state != "cancelled"]
    agreements = {line.agreement.number if line.agreement else "" for line in lines}
    days = [line.promised_on for line in lines if line.promised_on]
    items = [
        Item(
            line.article.name, line.article.number, line.article.supplier_number, line.article.gtin, line.quantity - line.cancelled,
            line.price_ore,
        )
        for line in lines
    ]  # fmt: skip
    paper = Paper(
        order.number, order.ordered_on, Party(order.centre.run_by.name, ours), Party(order.supplier.name, address),
        f"{order.centre.name}, {order.location.name}", max(days, default=None), agreements.pop() if len(agreements) == 1 else "",
        order.note, items,
    )  # fmt: skip
    return peppol_order(paper) if items else None


def _about(viewer: Viewer, order: Any) -> list[About]:
    known = queries.supplier_details(viewer, order)
    supplier = [order.supplier.name, known.order_email if known else "", known.phone if known else ""]
    told = [About(_("Supplier"), tuple(line for line in supplier if line)), About(_("Sent to"), (order.centre.name, order.location.name))]
    told.append(About(_("Ordered"), (text.day(order.ordered_on) if order.ordered_on else _("not ordered yet"),)))
    if known and known.customer_number:
        told.append(About(_("Our customer number"), (known.customer_number,)))
    if order.supplier_reference:
        told.append(About(_("Your reference"), (order.supplier_reference,)))
    return told


def _line(line: Any) -> Line:
    pieces = line.quantity - line.cancelled
    return Line(
        line.article.number, line.article.supplier_number, line.article.name, line.agreement.number if line.agreement else "–",
        text.whole(pieces), text.kronor(line.price_ore), text.kronor(pieces * line.price_ore),
    )  # fmt: skip


def _notes(order: Any) -> list[str]:
    said = _("State purchase order %(number)s on the delivery note and the invoice.") % {"number": order.number}
    return [note for note in (order.note, said) if note]


def _words(order: Any) -> dict[str, str]:
    return {
        "title": _("Draft of purchase order") if order.state == "draft" else _("Purchase order"),
        "article": _("Our number"),
        "theirs": _("Your number"),
        "name": _("Name"),
        "agreement": _("Agreement"),
        "quantity": _("Quantity"),
        "price": _("Price each"),
        "sum": _("Sum"),
        "total": _("In all"),
        "without_vat": _("Without VAT"),
        "code_of": _("Purchase order"),
    }
