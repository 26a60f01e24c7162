"""What a device was blocked for is over."""

from dataclasses import dataclass

from handtag.apps.stock import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import reason


@dataclass(frozen=True)
class LiftDeviceBlock:
    device_number: str
    reason: str
    note: str


@use_case(Permission.DECIDE_DEVICE, audits="stock.block_lifted")
def lift_device_block(ctx: Context, data: LiftDeviceBlock) -> str:
    """Every block of that reason is lifted, and why is always written; other blocks stand. Answers its number. Raises NotFound, Refused."""
    ctx.require(Permission.DECIDE_DEVICE)
    device = store.lock_device(ctx.viewer, data.device_number)
    if not data.note.strip():
        raise Refused("stock.why", field="note")
    found = [block for block in store.open_blocks(device) if block.reason == data.reason]
    if not found:
        raise Refused("stock.no_such_block", field="reason", number=device.number)
    for block in found:
        store.lift_block(device, block, note=reason(data.note), at=ctx.now, by=ctx.viewer.code)
    ctx.audit("stock.block_lifted", f"device:{device.number}", reason=data.reason)
    return device.number
