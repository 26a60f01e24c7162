"""The ledgers as JSON: a device with every move, an invoice with every line and what it rests on. No person in either."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from handtag.api.auth import viewer_of
from handtag.api.errors import PROBLEMS
from handtag.apps.billing.queries import charge_for_page, invoice_for_page, invoices_for_list, lines_of
from handtag.apps.stock.queries_devices import device_for_page, moves_of
from handtag.domain.access import Permission, Viewer
from handtag.domain.billing import parse_month
from handtag.domain.values.errors import NotAllowed

router = Router(tags=["ledgers"])


class MoveOut(Schema):
    """One move on a civil day."""

    kind: str
    from_state: str
    to_state: str
    moved_on: date
    order_number: str


class DeviceOut(Schema):
    """A device, where it is, and every move that brought it there, the latest first. Money is öre excluding VAT."""

    number: str
    serial_number: str
    article_number: str
    state: str
    location: str | None
    purchased_on: date
    purchase_ore: int
    price_kind: str | None
    price_ore: int | None
    moves: list[MoveOut]


class InvoiceOut(Schema):
    """An invoice; öre excluding VAT."""

    number: str
    month: date
    payer: str
    cost_centre: str
    issued_on: date
    total_ore: int

    @staticmethod
    def resolve_month(invoice: Any) -> Any:
        return invoice.month.first_day

    @staticmethod
    def resolve_payer(invoice: Any) -> str:
        return str(invoice.payer)

    @staticmethod
    def resolve_cost_centre(invoice: Any) -> str:
        return str(invoice.cost_centre)


class ChargeOut(Schema):
    """One line: days (rent) or pieces (sale), first and last day inclusive, öre excluding VAT; `id` leads to what it rests on."""

    id: int
    kind: str
    article_number: str
    device_number: str | None
    order_number: str
    first_day: date
    last_day: date
    quantity: int
    amount_ore: int
    rule: str

    @staticmethod
    def resolve_article_number(charge: Any) -> str:
        return str(charge.article.number)

    @staticmethod
    def resolve_device_number(charge: Any) -> str | None:
        return charge.device.number if charge.device else None

    @staticmethod
    def resolve_order_number(charge: Any) -> str:
        return str(charge.order_line.order.number)


class ChargeGrounds(ChargeOut):
    """A line with the price version, the agreement version and the decision behind it."""

    price_ore: int
    price_valid_from: date
    agreement: str
    agreement_version: str
    document_hash: str
    decision: dict[str, Any]

    @staticmethod
    def resolve_price_ore(charge: Any) -> Any:
        return charge.price_version.amount_ore

    @staticmethod
    def resolve_price_valid_from(charge: Any) -> Any:
        return charge.price_version.valid_from

    @staticmethod
    def resolve_agreement(charge: Any) -> Any:
        return charge.agreement_version.agreement_id

    @staticmethod
    def resolve_agreement_version(charge: Any) -> Any:
        return charge.agreement_version.version

    @staticmethod
    def resolve_document_hash(charge: Any) -> Any:
        return charge.agreement_version.document_hash

    @staticmethod
    def resolve_decision(charge: Any) -> Any:
        """Of equipment, which is for nobody, there is none."""
        decided = charge.decision.decision if charge.decision else {}
        return {name: value for name, value in decided.items() if name != "trace"}


def _allowed(request: HttpRequest, permission: Permission) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.may(permission):
        raise NotAllowed("access.refused", permission=permission.value, role=viewer.role.value)
    return viewer


@router.get("/devices/{number}", response={200: DeviceOut, **PROBLEMS}, operation_id="read_device")
def read_device(request: HttpRequest, number: str) -> Any:
    """One device that the caller keeps, has had with its persons, or pays for."""
    viewer = _allowed(request, Permission.READ_DEVICE)
    device = device_for_page(viewer, number, viewer.on)
    shown = ("number", "serial_number", "state", "purchased_on", "purchase_ore", "price_kind", "price_ore")
    place = device.location.name if device.location else None
    plain = {name: getattr(device, name) for name in shown}
    return plain | {"article_number": device.article.number, "location": place, "moves": list(moves_of(viewer, device))}


@router.get("/invoices", response={200: list[InvoiceOut], **PROBLEMS}, operation_id="list_invoices")
def list_invoices(request: HttpRequest, month: str) -> Any:
    """The invoices of a month, `2026-10`, that the caller issues or pays."""
    return list(invoices_for_list(_allowed(request, Permission.READ_INVOICE), parse_month(month)))


@router.get("/invoices/{number}/lines", response={200: list[ChargeOut], **PROBLEMS}, operation_id="list_invoice_lines")
def list_invoice_lines(request: HttpRequest, number: str) -> Any:
    """Every line of an invoice; they add up to its total."""
    viewer = _allowed(request, Permission.READ_INVOICE)
    return list(lines_of(viewer, invoice_for_page(viewer, number)))


@router.get("/charges/{charge_id}", response={200: ChargeGrounds, **PROBLEMS}, operation_id="read_charge")
def read_charge(request: HttpRequest, charge_id: int) -> Any:
    """One line with everything it rests on."""
    return charge_for_page(_allowed(request, Permission.READ_INVOICE), charge_id)
