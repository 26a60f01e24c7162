"""A device is taken out of use for good."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import require_own


@dataclass(frozen=True)
class DecommissionDevice:
    device_number: str
    reason: str
    on: date


@use_case(Permission.HANDLE_STOCK, audits="stock.decommissioned")
def decommission_device(ctx: Context, data: DecommissionDevice) -> str:
    """Never one that is lent or promised to someone, nor another centre's, and never without a reason. Answers its number.

    Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    device = store.lock_device(ctx.viewer, data.device_number)
    if not data.reason.strip():
        raise Refused("stock.reason_missing", field="reason")
    require_own(device)
    to_state = stock.next_state("decommissioned", device.state)
    closed_through = billing.closed_through(device.centre_id)
    stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    store.post_move(
        device, "decommissioned", to_state, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        note=data.reason.strip()[:200],
    )  # fmt: skip
    ctx.audit("stock.decommissioned", f"device:{device.number}", on=data.on.isoformat())
    return device.number
