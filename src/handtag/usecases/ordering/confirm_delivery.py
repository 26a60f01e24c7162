"""The sent goods reach the person: rent begins, sold goods are charged, and the first follow-up gets its day."""

from dataclasses import dataclass
from datetime import date, timedelta

from handtag.apps.billing import store as billing
from handtag.apps.billing.models import Month as MonthRow
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals import store as rentals
from handtag.apps.stock import store
from handtag.apps.stock.models import Device, Move
from handtag.domain import ordering, renting, stock
from handtag.domain.access import Permission
from handtag.domain.billing import sale_amount
from handtag.domain.prescribing import FIRST_FOLLOW_UP_DAYS
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ConfirmDelivery:
    """`on` is the delivery day: the first rented day, and the day whose price is charged for what is sold."""

    order_number: str
    on: date


@use_case(Permission.CONFIRM_DELIVERY, audits="ordering.delivered")
def confirm_delivery(ctx: Context, data: ConfirmDelivery) -> str:
    """Rent runs from and including the delivery day (Norrbotten final report 2021, "Hyresperiod").

    Rented or sold is what the price in force on the day says; goods that are not individually marked are always sold.
    Answers the order's state. Raises NotFound, Refused: nothing sent, no price, a day in a closed month.
    """
    ctx.require(Permission.CONFIRM_DELIVERY)
    stock.check_day(data.on, today=ctx.today)
    stock.check_recent(data.on, today=ctx.today)
    closed_through = billing.lock_books(ctx.viewer.centre_id, data.on, ctx.today)
    order = orders.lock_order(ctx.viewer, data.order_number)
    lines = [line for line in order.lines.all() if line.state == "sent"]
    if not lines:
        raise Refused("ordering.nothing_sent", order=order.number)
    prescription = prescriptions.lock_again(order.prescription) if order.prescription else None
    devices = {device.pk: device for device in store.lock_devices(line.device_id for line in lines if line.device_id)}
    for device in devices.values():
        stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    stock.check_day(data.on, today=ctx.today, closed_through=closed_through)
    month = billing.lock_month(order.centre_id, Month.of(data.on))
    for line in lines:
        ordering.require_step(line.state, "delivered", line=line.pk)
        _deliver(ctx, order, line, devices.get(line.device_id or 0), month=month, on=data.on)
    orders.set_line_states(order, lines, "delivered", delivered_on=data.on)
    if prescription is not None:
        _await_follow_up(prescription, data.on)
    ctx.audit("ordering.delivered", f"order:{order.number}", lines=len(lines), on=data.on.isoformat())
    return str(order.state)


def _deliver(ctx: Context, order: Order, line: OrderLine, device: Device | None, *, month: MonthRow, on: date) -> None:
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


def _hand_over(ctx: Context, order: Order, device: Device, on: date) -> Move:
    return store.post_move(
        device, "delivered", stock.next_state("delivered", device.state), on=on, recorded_at=ctx.now,
        moved_by=ctx.viewer.code, person=order.person, unit=order.unit, payer=order.payer, order_number=order.number,
    )  # fmt: skip


def _await_follow_up(prescription: Prescription, on: date) -> None:
    if prescription.state == "ordered":
        prescriptions.set_state(prescription, "delivered")
    if prescriptions.waiting_follow_up(prescription) is None:
        prescriptions.add_follow_up(prescription, on + timedelta(days=FIRST_FOLLOW_UP_DAYS))


def _price(article: Article, on: date) -> PriceVersion:
    price = renting.price_on(billing.prices_of([article.pk]).get(article.pk, []), on)
    if price is None:
        raise Refused("billing.no_price", article=article.number, on=on)
    if price.kind == "rent_per_month" and article.kind != "device":
        raise Refused("billing.only_marked_devices_are_rented", article=article.number)
    return price
