"""A device that should be at the centre is nowhere."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.stock import store
from handtag.domain import handling
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import moved, required_reason


@dataclass(frozen=True)
class ReportLost:
    device_number: str
    reason: str
    on: date


@use_case(Permission.HANDLE_STOCK, audits="stock.lost")
def report_lost(ctx: Context, data: ReportLost) -> str:
    """Where it was looked for is always written. What someone has is reported otherwise; what is under way is said to be missing when
    the rest of it comes.

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    why = required_reason(data.reason)
    device = store.lock_device(ctx.viewer, data.device_number)
    if not handling.is_lost_by_us(device.state):
        raise Refused("stock.illegal_move", kind="lost", state=device.state)
    moved(ctx, device, "lost", data.on, note=why)
    ctx.audit("stock.lost", f"device:{device.number}", on=data.on.isoformat())
    return device.number
