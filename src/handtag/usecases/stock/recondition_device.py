"""An inspected device is washed and made ready for its next person."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ReconditionDevice:
    device_number: str
    bin: str
    on: date


@use_case(Permission.HANDLE_STOCK, audits="stock.reconditioned")
def recondition_device(ctx: Context, data: ReconditionDevice) -> str:
    """Only an inspected device goes back into stock, and from that day it waits in turn. Answers its number. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    to_state = stock.next_state("reconditioned", device.state)
    closed_through = billing.closed_through(device.centre_id)
    stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    store.post_move(device, "reconditioned", to_state, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code, bin=data.bin)
    ctx.audit("stock.reconditioned", f"device:{device.number}", on=data.on.isoformat())
    return device.number
