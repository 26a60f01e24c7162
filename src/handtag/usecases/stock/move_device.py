"""A device in the stores is put in another place."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class MoveDevice:
    device_number: str
    to_location: str
    bin: str
    on: date


@use_case(Permission.HANDLE_STOCK, audits="stock.moved")
def move_device(ctx: Context, data: MoveDevice) -> str:
    """A device that nobody waits for may change store or bin; its state stays. Answers its number. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    location = store.location_of(device.centre_id, data.to_location, field="to_location")
    to_state = stock.next_state("moved", device.state)
    closed_through = billing.closed_through(device.centre_id)
    stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    store.post_move(
        device, "moved", to_state, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        location=location, bin=data.bin,
    )  # fmt: skip
    ctx.audit("stock.moved", f"device:{device.number}", location=location.code, on=data.on.isoformat())
    return device.number
