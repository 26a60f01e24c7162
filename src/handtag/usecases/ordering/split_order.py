"""What can come at once does not wait for the line that delays it."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.prescriptions import queries as prescriptions
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import Delivery
from handtag.usecases.telling import tell

WAITING = ("placed", "allocated", "picked")


@dataclass(frozen=True)
class SplitOrder:
    order_number: str


@use_case(Permission.CANCEL_ORDER, audits="ordering.split")
def split_order(ctx: Context, data: SplitOrder) -> int:
    """An order that was to come together comes in parts: each waiting line on its own day again, or the next delivery day when that
    has passed. Answers how many lines no longer wait for the rest. Raises NotFound, Refused.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CANCEL_ORDER)
    lines = [(line, line.ready_on) for line in order.lines.all() if line.ready_on is not None and line.state in WAITING]
    if not lines:
        raise Refused("ordering.nothing_to_split", order=order.number)
    version = prescriptions.agreement_in_force(ctx.viewer, ctx.today)
    soonest = Delivery(order.delivery_point, version.document).day(ctx)
    days = [max(own, soonest) for _line, own in lines]
    for (line, _own), day in zip(lines, days, strict=True):
        line.promised_on, line.ready_on = day, None
    store.set_days(line for line, _own in lines)
    tell(ctx, order, "split", {"lines": len(lines), "day": min(days).isoformat()})
    ctx.audit("ordering.split", f"order:{order.number}", lines=len(lines))
    return len(lines)
