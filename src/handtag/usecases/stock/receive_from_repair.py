"""A device comes back from the workshop or the supplier."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.stock import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import moved


@dataclass(frozen=True)
class ReceiveFromRepair:
    device_number: str
    location_code: str
    on: date
    bin: str = ""
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits=("stock.came_from_workshop", "stock.came_from_supplier"))
def receive_from_repair(ctx: Context, data: ReceiveFromRepair) -> str:
    """It is among the returned, and inspected before anyone is given it. Answers its state. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    kind = "came_from_supplier" if device.state == "at_supplier" else "came_from_workshop"
    moved(ctx, device, kind, data.on, location_code=data.location_code, bin=data.bin, note=data.note)
    ctx.audit(f"stock.{kind}", f"device:{device.number}", on=data.on.isoformat())
    return device.state
