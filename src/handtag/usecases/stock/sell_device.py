"""A used device is sold: from the stores, or to who has it."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import end_lending, required_reason


@dataclass(frozen=True)
class SellDevice:
    device_number: str
    buyer: str
    on: date


@use_case(Permission.DECIDE_DEVICE, audits="stock.sold")
def sell_device(ctx: Context, data: SellDevice) -> str:
    """A rent ends that day, and its residual value is kept with the move. Who bought it is always written: an organisation, never a
    person's name.

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    why = required_reason(data.buyer)
    ended = end_lending(ctx, data.device_number, "sold", data.on, note=why)
    ctx.audit("stock.sold", f"device:{ended.device.number}", on=data.on.isoformat())
    return ended.device.number
