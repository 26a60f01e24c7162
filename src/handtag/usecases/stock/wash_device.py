"""A returned device is washed."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import move


@dataclass(frozen=True)
class WashDevice:
    device_number: str
    on: date
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.washed")
def wash_device(ctx: Context, data: WashDevice) -> str:
    """What has come back is washed before it is looked over, where its article asks for it.

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    device = move(ctx, data.device_number, "washed", data.on, note=data.note)
    ctx.audit("stock.washed", f"device:{device.number}", on=data.on.isoformat())
    return device.number
