"""The goods of a transfer come to their store; what did not come is said."""

from collections import Counter
from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device
from handtag.apps.stores import store
from handtag.apps.stores.models import Carried, Transfer, TransferLine
from handtag.domain import stock as moves
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases import dealing
from handtag.usecases.base import Context, use_case
from handtag.usecases.valuing import worth_of

COMES_AS = {"in_transfer": "transferred_in", "going_home": "came_home"}  # by the state it travels in


@dataclass(frozen=True)
class MissingPieces:
    article_number: str
    quantity: int


@dataclass(frozen=True)
class ReceiveTransfer:
    """All that was sent has come, but for what is named here."""

    transfer_id: int
    missing_devices: tuple[str, ...] = ()
    missing_pieces: tuple[MissingPieces, ...] = ()


@use_case(Permission.HANDLE_STOCK, audits="stores.transfer_received")
def receive_transfer(ctx: Context, data: ReceiveTransfer) -> int:
    """A device that did not come is lost until it is found; pieces that did not come are written off under the transfer's number.

    What was bought of another centre is this one's from now on, what was borrowed is to be back in time. Answers how many came.
    Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    transfer = store.lock_transfer(ctx.viewer, data.transfer_id)
    stores.require_step(transfer.state, "received")
    if transfer.to_location.centre_id != ctx.viewer.centre_id:
        raise NotFound("stores.no_transfer", field="transfer_id")
    lines = store.lines_of(transfer)
    arrived = _devices(ctx, transfer, {moves.plain_number(number) for number in data.missing_devices})
    came = Counter(device.article_id for device in arrived)
    missing = {one.article_number: one.quantity for one in data.missing_pieces}
    for line in lines:
        if line.article.kind != "device":
            came[line.article_id] = _pieces(ctx, transfer, line, missing.pop(line.article.number, 0))
    if missing:
        raise Refused("stores.not_wanted", field="missing_pieces", article=next(iter(missing)))
    for line in lines:
        store.set_line(line, received=came[line.article_id])
    dealing.came(ctx, transfer, arrived, {line.pk: came[line.article_id] for line in lines if line.article.kind != "device"})
    store.set_state(transfer, "received", received_at=ctx.now, received_by=ctx.viewer.code)
    ctx.audit("stores.transfer_received", f"transfer:{transfer.number}", quantity=came.total())
    return came.total()


def _devices(ctx: Context, transfer: Transfer, missing: set[str]) -> list[Device]:
    """Those that came, locked."""
    came: list[Device] = []
    carried = {one.device_id: one for one in store.carried_on(transfer)}
    unknown = missing - {one.device.number for one in carried.values()}
    if unknown:
        raise Refused("stores.not_carried", field="missing_devices", number=min(unknown), transfer=transfer.number)
    for device in stock.lock_devices(carried):
        arrived = device.number not in missing
        _move(ctx, transfer, carried[device.pk], device, arrived=arrived)
        came += [device] if arrived else []
    return came


def _move(ctx: Context, transfer: Transfer, carried: Carried, device: Device, *, arrived: bool) -> None:
    kind = COMES_AS.get(device.state, "transferred_in") if arrived else "lost"
    moves.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
    stock.post_move(
        device, kind, moves.next_state(kind, device.state), on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        location=transfer.to_location if arrived else None, order_number=transfer.number,
        value_ore=None if arrived else worth_of(device, ctx.today),
    )  # fmt: skip
    store.set_arrived(carried, arrived=arrived)


def _pieces(ctx: Context, transfer: Transfer, line: TransferLine, missing: int) -> int:
    if not 0 <= missing <= line.sent:
        raise Refused("stores.bad_quantity", field="missing_pieces", article=line.article.number, most=line.sent)
    changes = [("transferred_in", line.sent), ("counted", -missing)]
    for kind, quantity in changes:
        if quantity:
            stock.change_balance(
                line.article, transfer.to_location, quantity, kind=kind, on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
                order_number=transfer.number,
            )  # fmt: skip
    return line.sent - missing
