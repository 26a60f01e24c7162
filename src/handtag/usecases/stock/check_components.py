"""What belongs to a returned device is counted against what should have come back with it."""

from dataclasses import dataclass

from handtag.apps.stock import store
from handtag.domain import handling
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import reason


@dataclass(frozen=True)
class CheckComponents:
    device_number: str
    missing: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.components_checked")
def check_components(ctx: Context, data: CheckComponents) -> str:
    """Once for each return; what is missing is named, empty when all is there. Answers its number. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    if not handling.may_check_components(device.state):
        raise Refused("stock.not_returned", field="device_number", number=device.number)
    store.add_component_check(device, reason(data.missing), at=ctx.now, by=ctx.viewer.code)
    ctx.audit("stock.components_checked", f"device:{device.number}", complete=not data.missing.strip())
    return device.number
