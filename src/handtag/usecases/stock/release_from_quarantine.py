"""A device leaves quarantine."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import move


@dataclass(frozen=True)
class ReleaseFromQuarantine:
    device_number: str
    nothing_wrong: bool
    on: date
    note: str = ""
    bin: str = ""


@use_case(Permission.HANDLE_STOCK, audits=("stock.cleared", "stock.quarantine_ended"))
def release_from_quarantine(ctx: Context, data: ReleaseFromQuarantine) -> str:
    """When nothing was wrong with it, it is in stock; otherwise it is among the returned, to be inspected.

    Answers its state. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    kind = "cleared" if data.nothing_wrong else "quarantine_ended"
    device = move(ctx, data.device_number, kind, data.on, bin=data.bin or None, note=data.note)
    ctx.audit(f"stock.{kind}", f"device:{device.number}", on=data.on.isoformat())
    return device.state
