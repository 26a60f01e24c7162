"""Undo an order that nobody has begun to pick."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.stock import store as devices
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.reserving import release
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class CancelOrder:
    order_number: str
    reason: str


@use_case(Permission.CANCEL_ORDER, audits="ordering.cancelled")
def cancel_order(ctx: Context, data: CancelOrder) -> None:
    """Until something is picked, the whole order can be undone: reserved devices are in stock again, the prescription can be
    ordered anew. Raises NotFound, Refused naming how far the order has come.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CANCEL_ORDER)
    ordering.require_cancel_reason(data.reason)
    lines = [line for line in order.lines.all() if line.state != "cancelled"]
    blocking = next((line for line in lines if "cancelled" not in ordering.LINE_STEPS[line.state]), None)
    if blocking is not None or not lines:
        state = blocking.state if blocking else order.state
        raise Refused("ordering.not_cancellable", order=order.number, state=state)
    prescription = prescriptions.lock_again(order.prescription) if order.prescription else None
    for device in devices.lock_devices([line.device_id for line in lines if line.device_id and line.state == "allocated"]):
        release(ctx, order, device)
    store.set_line_states(order, lines, "cancelled")
    if order.kind == "customer_order" and order.standing_id is None and prescription is not None and prescription.state == "ordered":
        prescriptions.set_state(prescription, "article_chosen")
    tell(ctx, order, "cancelled", {"reason": data.reason})
    ctx.audit("ordering.cancelled", f"order:{order.number}", reason=data.reason)
