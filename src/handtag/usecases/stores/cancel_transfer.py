"""Take back a transfer that has not left; what was loaded on it is in its store again."""

from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.apps.stores.models import Transfer
from handtag.domain import stock as moves
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CancelTransfer:
    transfer_id: int


@use_case(Permission.HANDLE_STOCK, audits="stores.transfer_cancelled")
def cancel_transfer(ctx: Context, data: CancelTransfer) -> None:
    """Only what has not left; what is loaded, by whoever loaded it. A refill comes back at the next shortage unless the levels change.
    Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    transfer = store.lock_transfer(ctx.viewer, data.transfer_id)
    stores.require_step(transfer.state, "cancelled")
    unloaded = _unload(ctx, transfer)
    store.set_state(transfer, "cancelled")
    ctx.audit("stores.transfer_cancelled", f"transfer:{transfer.number}", unloaded=unloaded)


def _unload(ctx: Context, transfer: Transfer) -> int:
    """What had been loaded comes off again where it was loaded. Answers how many came off. Raises Refused for who did not load it."""
    lines = [line for line in store.lines_of(transfer) if line.sent]
    if lines and transfer.from_location.centre_id != ctx.viewer.centre_id:
        raise Refused("stores.loading", store=transfer.from_location.name)
    carried = {one.device_id: one for one in store.carried_on(transfer)}
    for device in stock.lock_devices(carried):
        moves.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
        stock.post_move(
            device, "transferred_in", moves.next_state("transferred_in", device.state), on=ctx.today, recorded_at=ctx.now,
            moved_by=ctx.viewer.code, location=transfer.from_location, order_number=transfer.number,
        )  # fmt: skip
        store.set_arrived(carried[device.pk], arrived=True)
    for line in lines:
        if line.article.kind != "device":
            stock.change_balance(
                line.article, transfer.from_location, line.sent, kind="transferred_in", on=ctx.today, recorded_at=ctx.now,
                moved_by=ctx.viewer.code, order_number=transfer.number,
            )  # fmt: skip
        store.set_line(line, received=line.sent)
    return sum(line.sent for line in lines)
