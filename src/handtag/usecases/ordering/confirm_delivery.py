"""The sent goods reach the person: rent begins, sold goods are charged, and the first follow-up gets its day."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.orders import store as orders
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.stock import store
from handtag.domain import ordering, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month
from handtag.usecases.base import Context, use_case
from handtag.usecases.supplying import await_follow_up, deliver
from handtag.usecases.telling import tell


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
        deliver(ctx, order, line, devices.get(line.device_id or 0), month=month, on=data.on)
    orders.set_line_states(order, lines, "delivered", delivered_on=data.on)
    if prescription is not None:
        await_follow_up(prescription, data.on)
    tell(ctx, order, "delivered", {"lines": len(lines), "day": data.on.isoformat()})
    ctx.audit("ordering.delivered", f"order:{order.number}", lines=len(lines), on=data.on.isoformat())
    return str(order.state)
