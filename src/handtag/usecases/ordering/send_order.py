"""What is picked of an order leaves for its delivery point."""

from dataclasses import dataclass

from handtag.apps.orders import store as orders
from handtag.apps.stock import store
from handtag.domain import ordering, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class SendOrder:
    order_number: str


@use_case(Permission.HANDLE_STOCK, audits="ordering.sent")
def send_order(ctx: Context, data: SendOrder) -> str:
    """Picked lines leave together; lines that still wait follow with a later one, unless all were to come together. Answers the
    order's state. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    order = orders.lock_order(ctx.viewer, data.order_number)
    lines = [line for line in order.lines.all() if line.state == "picked"]
    if not lines:
        raise Refused("ordering.nothing_picked", order=order.number)
    ordering.require_together([(line.state, line.ready_on is not None) for line in order.lines.all()], order.number)
    for line in lines:
        ordering.require_step(line.state, "sent", line=line.pk)
    for device in store.lock_devices(line.device_id for line in lines if line.device_id):
        to_state = stock.next_state("sent", device.state)
        stock.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
        store.post_move(
            device, "sent", to_state, on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
            unit=order.unit, payer=order.payer, order_number=order.number,
        )  # fmt: skip
    orders.set_line_states(order, lines, "sent")
    days = sorted({line.promised_on for line in lines})
    tell(ctx, order, "sent", {"lines": len(lines), "day": days[-1].isoformat()})
    ctx.audit("ordering.sent", f"order:{order.number}", lines=len(lines))
    return str(order.state)
