"""A lost device is found again."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import move, required_reason


@dataclass(frozen=True)
class RegisterFound:
    device_number: str
    location_code: str
    reason: str
    on: date
    bin: str = ""


@use_case(Permission.DECIDE_DEVICE, audits="stock.found")
def register_found(ctx: Context, data: RegisterFound) -> str:
    """The only way back from a final state, with where and how it was found. It is among the returned, to be inspected.

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    why = required_reason(data.reason)
    device = move(ctx, data.device_number, "found", data.on, location_code=data.location_code, bin=data.bin, note=why)
    ctx.audit("stock.found", f"device:{device.number}", on=data.on.isoformat())
    return device.number
