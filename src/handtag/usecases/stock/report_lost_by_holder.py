"""Who has a device no longer has it: stolen, burnt, gone."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import end_lending, required_reason


@dataclass(frozen=True)
class ReportLostByHolder:
    device_number: str
    reason: str
    on: date


@use_case(Permission.DECIDE_DEVICE, audits="stock.lost")
def report_lost_by_holder(ctx: Context, data: ReportLostByHolder) -> str:
    """The rent ends that day, and what was left of its value is kept with the move (Norrbotten "Förslag prismodell": lost devices at
    residual value).

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    why = required_reason(data.reason)
    ended = end_lending(ctx, data.device_number, "lost", data.on, note=why)
    ctx.audit("stock.lost", f"device:{ended.device.number}", on=data.on.isoformat())
    return ended.device.number
