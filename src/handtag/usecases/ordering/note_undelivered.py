"""What was sent came back: nobody was there to take it, or it was refused at the door."""

from collections.abc import Sequence
from dataclasses import dataclass

from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.prescriptions import queries as agreements
from handtag.apps.stock import store
from handtag.apps.stock.models import Location
from handtag.domain import ordering, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.pieces import Pieces, come_back
from handtag.usecases.promising import Delivery, Wish, plan, promise_again
from handtag.usecases.reserving import reserve
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class NoteUndelivered:
    """`reason` is one of the listed codes; `location_code` where the goods are now."""

    order_number: str
    location_code: str
    reason: str


@use_case(Permission.HANDLE_STOCK, audits="ordering.undelivered")
def note_undelivered(ctx: Context, data: NoteUndelivered) -> str:
    """Everything that is on its way of the order is taken back: devices are looked over before anybody gets them, pieces lie in the store
    again in their lots. The lines wait to be sent again on a day that can be kept, and until then the order can be cancelled; the orderer
    is told why. Answers the order's state. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    order = orders.lock_order(ctx.viewer, data.order_number)
    ordering.require_undelivered_reason(data.reason)
    location = store.location_of(ctx.viewer.centre_id, data.location_code)
    lines = [line for line in order.lines.all() if line.state == "sent"]
    if not lines:
        raise Refused("ordering.nothing_sent", order=order.number)
    for device in store.lock_devices(line.device_id for line in lines if line.device_id):
        stock.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
        store.post_move(
            device, "undelivered", stock.next_state("undelivered", device.state), on=ctx.today, recorded_at=ctx.now,
            moved_by=ctx.viewer.code, location=location, unit=order.unit, payer=order.payer, order_number=order.number, note=data.reason,
        )  # fmt: skip
    for line in lines:
        ordering.require_step(line.state, "placed", line=line.pk)
    orders.set_line_states(order, lines, "placed", device=None)
    _send_again(ctx, order, lines, location)
    day = max(line.promised_on for line in orders.living_lines(order) if line.state in ordering.OPEN_STATES)
    tell(ctx, order, "undelivered", {"reason": data.reason, "day": day.isoformat()})
    ctx.audit("ordering.undelivered", f"order:{order.number}", lines=len(lines), reason=data.reason, location=location.code)
    return str(order.state)


def _send_again(ctx: Context, order: Order, lines: Sequence[OrderLine], location: Location) -> None:
    """Other devices are reserved where there are any, before pieces are touched: rows are locked in that order."""
    delivery = Delivery(order.delivery_point, agreements.agreement_in_force(ctx.viewer, ctx.today).document)
    marked = [line for line in lines if line.article.kind == "device"]
    planned = plan(ctx, [Wish(line.article, own_only=line.own_only) for line in marked], delivery, but=marked)
    for line, one in zip(marked, planned, strict=True):
        if one.device is not None:
            reserve(ctx, order, line, one.device)
    for line in lines:
        if line.article.kind not in ("device", "service"):
            come_back(ctx, order, Pieces(line.article, location, line.quantity, None, ctx.today), "released")
    waiting = [line for line in orders.living_lines(order) if line.state in ordering.OPEN_STATES]
    anew = {line.pk for line in lines}
    for line in waiting:
        if line.pk in anew:
            line.first_promised_on = line.first_promised_on or line.promised_on
    promise_again(ctx, waiting, delivery, anew=anew)
