"""A device must not be handed out: recalled, failed, overdue for service, or part of an incident."""

from dataclasses import dataclass

from handtag.apps.stock import store
from handtag.domain.access import Permission
from handtag.domain.stock import BLOCK_REASONS
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import reason


@dataclass(frozen=True)
class BlockDevice:
    device_number: str
    reason: str
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.blocked")
def block_device(ctx: Context, data: BlockDevice) -> str:
    """From this moment, wherever it is; who has it keeps it until it is collected (MDR art. 14).

    Answers its number. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    if data.reason not in BLOCK_REASONS:
        raise Refused("stock.unknown_block", field="reason", valid=BLOCK_REASONS)
    store.block(device, reason=data.reason, note=reason(data.note), at=ctx.now, by=ctx.viewer.code)
    ctx.audit("stock.blocked", f"device:{device.number}", reason=data.reason)
    return device.number
