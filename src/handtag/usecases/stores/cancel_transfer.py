"""Take back a transfer that nothing has left on."""

from dataclasses import dataclass

from handtag.apps.stores import store
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CancelTransfer:
    transfer_id: int


@use_case(Permission.HANDLE_STOCK, audits="stores.transfer_cancelled")
def cancel_transfer(ctx: Context, data: CancelTransfer) -> None:
    """Only what nobody has sent. A refill comes back at the next shortage unless the levels change. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    transfer = store.lock_transfer(ctx.viewer, data.transfer_id)
    stores.require_step(transfer.state, "cancelled")
    store.set_state(transfer, "cancelled")
    ctx.audit("stores.transfer_cancelled", f"transfer:{transfer.number}")
