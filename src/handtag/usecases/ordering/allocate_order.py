"""Reserve what has come into stock for the lines of an order that still wait."""

from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.reserving import best_device, reserve


@dataclass(frozen=True)
class AllocateOrder:
    order_number: str


@use_case(Permission.HANDLE_STOCK, audits="ordering.allocated")
def allocate_order(ctx: Context, data: AllocateOrder) -> int:
    """The oldest reconditioned equivalent first, else a new one (replacement chain), never across six ISO digits.

    Answers how many lines got a device; a line that nothing stands in for goes on waiting. Raises NotFound, Refused.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.HANDLE_STOCK)
    waiting = [line for line in order.lines.all() if line.state == "placed" and line.article.kind == "device"]
    if not waiting or order.kind not in ordering.GOODS:
        raise Refused("ordering.nothing_to_allocate", order=order.number)
    allocated = []
    for line in waiting:
        device = best_device(line.article, exactly=bool(line.own_only))
        if device is not None:
            reserve(ctx, order, line, device)
            allocated.append(device.number)
    ctx.audit("ordering.allocated", f"order:{order.number}", devices=allocated, waiting=len(waiting) - len(allocated))
    return len(allocated)
