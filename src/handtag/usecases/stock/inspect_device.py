"""A returned device is looked over: fit to be reconditioned, or not."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class InspectDevice:
    device_number: str
    passed: bool
    note: str
    on: date


@use_case(Permission.HANDLE_STOCK, audits=("stock.inspected", "stock.rejected"))
def inspect_device(ctx: Context, data: InspectDevice) -> str:
    """Passed, it may be reconditioned; failed, it stays returned until it is repaired and inspected again, or decommissioned.

    Answers its state. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    kind = "inspected" if data.passed else "rejected"
    to_state = stock.next_state(kind, device.state)
    closed_through = billing.closed_through(device.centre_id)
    stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    store.post_move(device, kind, to_state, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code, note=data.note)
    ctx.audit(f"stock.{kind}", f"device:{device.number}", on=data.on.isoformat())
    return device.state
