"""A device in the stores is set apart: infected, suspected of a fault, or waiting for an answer."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import move, required_reason


@dataclass(frozen=True)
class QuarantineDevice:
    device_number: str
    reason: str
    on: date
    location_code: str = ""
    bin: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.quarantined")
def quarantine_device(ctx: Context, data: QuarantineDevice) -> str:
    """Nobody is given it until it is released. A reason is always written. Answers its number. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    why = required_reason(data.reason)
    device = move(ctx, data.device_number, "quarantined", data.on, location_code=data.location_code, bin=data.bin or None, note=why)
    ctx.audit("stock.quarantined", f"device:{device.number}", on=data.on.isoformat())
    return device.number
