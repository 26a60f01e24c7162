"""What every use case that brings goods to a person shares: who receives and pays, the handing over with rent or sale, the follow-up."""

from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.billing.models import Month as MonthRow
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.prescriptions import queries_follow_ups as follow_ups
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.rentals import store as rentals
from handtag.apps.stock import store
from handtag.apps.stock.models import Device, Move
from handtag.domain import following_up, renting, stock
from handtag.domain.billing import sale_amount
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context


def recipient(prescription: Prescription, decision: PrescriptionDecision, point: DeliveryPoint) -> orders.Recipient:
    """The unit's cost centre when its own principal pays, else the payer's first by code. Raises Refused when it has none."""
    unit, payer = prescription.unit, decision.payer
    cost_centre = unit.cost_centre if unit.principal_id == payer.pk else orders.first_cost_centre(payer)
    if cost_centre is None:
        raise Refused("ordering.no_cost_centre", payer=payer.name)
    return orders.Recipient(prescription.person, unit, payer, cost_centre, point)


def deliver(ctx: Context, order: Order, line: OrderLine, device: Device | None, *, month: MonthRow, on: date) -> None:
    """Rented or sold is what the price in force on the day says; goods that are not individually marked are always sold."""
    article = line.article if device is None else device.article
    price = _price(article, on)
    move = None if device is None else _hand_over(ctx, order, device, on)
    if move is not None and price.kind == "rent_per_month":
        rentals.start_rental(order, line, move, at=ctx.now)
        return
    billing.add_sale_charge(
        month, order, line, article, price, move=move, on=on,
        amount_ore=sale_amount(price.amount_ore, line.quantity), at=ctx.now,
    )  # fmt: skip


def await_follow_up(prescription: Prescription, on: date) -> None:
    """What is delivered is followed up: the first time when the county's rule says, unless a day is set already."""
    if prescription.state == "ordered":
        prescriptions.set_state(prescription, "delivered")
    if prescriptions.waiting_follow_up(prescription) is None:
        rule = follow_ups.rule_for_prescription(prescription, on)
        prescriptions.add_follow_up(prescription, following_up.first_due(rule, on))


def _hand_over(ctx: Context, order: Order, device: Device, on: date) -> Move:
    kind = "delivered_to_unit" if order.person is None else "delivered"
    return store.post_move(
        device, kind, stock.next_state(kind, device.state), on=on, recorded_at=ctx.now,
        moved_by=ctx.viewer.code, person=order.person, unit=order.unit, payer=order.payer, order_number=order.number,
    )  # fmt: skip


def _price(article: Article, on: date) -> PriceVersion:
    price = renting.price_on(billing.prices_of([article.pk]).get(article.pk, []), on)
    if price is None:
        raise Refused("billing.no_price", article=article.number, on=on)
    if price.kind == "rent_per_month" and article.kind != "device":
        raise Refused("billing.only_marked_devices_are_rented", article=article.number)
    return price
