"""The goods of a transfer leave their store: devices by scan, pieces by number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device
from handtag.apps.stores import store
from handtag.apps.stores.models import Transfer, TransferLine
from handtag.domain import stock as moves
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases import dealing
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SentPieces:
    article_number: str
    quantity: int


@dataclass(frozen=True)
class SendTransfer:
    """What really goes; it may be less than was asked for. Without `leaves` it is loaded, and more may come before it leaves."""

    transfer_id: int
    devices: tuple[str, ...] = ()
    pieces: tuple[SentPieces, ...] = ()
    leaves: bool = True


@use_case(Permission.HANDLE_STOCK, audits=("stores.transfer_sent", "stores.transfer_loaded"))
def send_transfer(ctx: Context, data: SendTransfer) -> int:
    """Only free goods of the asked articles at the store they leave; what was loaded before goes with them. Answers how many are on it.
    Raises NotFound, Refused; nothing half done.
    """
    ctx.require(Permission.HANDLE_STOCK)
    transfer = store.lock_transfer(ctx.viewer, data.transfer_id)
    stores.require_step(transfer.state, "sent")
    if transfer.from_location.centre_id != ctx.viewer.centre_id:
        raise NotFound("stores.no_transfer", field="transfer_id")
    lines = {line.article.number: line for line in store.lines_of(transfer)}
    loaded = sum(line.sent for line in lines.values())
    went = _send_devices(ctx, transfer, lines, data.devices) + _send_pieces(ctx, transfer, lines, data.pieces)
    if not went and not (loaded and data.leaves):
        raise Refused("stores.nothing_sent", field="devices", transfer=transfer.number)
    if data.leaves:
        store.set_state(transfer, "sent", sent_at=ctx.now, sent_by=ctx.viewer.code)
    done = "stores.transfer_sent" if data.leaves else "stores.transfer_loaded"
    ctx.audit(done, f"transfer:{transfer.number}", quantity=loaded + went)
    return loaded + went


def _send_devices(ctx: Context, transfer: Transfer, lines: Mapping[str, TransferLine], numbers: Iterable[str]) -> int:
    by_line: dict[str, list[Device]] = {}
    locked = _locked(transfer, numbers)
    dealing.check_parts(transfer, locked)
    for device in locked:
        line = _line(lines, device.article.number)
        to_state = moves.next_state("transferred_out", device.state)
        moves.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
        stock.post_move(
            device, "transferred_out", to_state, on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code, order_number=transfer.number
        )
        by_line.setdefault(line.article.number, []).append(device)
    for number, devices in by_line.items():
        store.carry(lines[number], devices)
        store.set_line(lines[number], sent=lines[number].sent + len(devices))
    return sum(len(devices) for devices in by_line.values())


def _locked(transfer: Transfer, numbers: Iterable[str]) -> list[Device]:
    """The devices, each once, locked in key order. Raises Refused for one that is not free at the store it should leave."""
    found: dict[int, Device] = {}
    for number in numbers:
        device = store.stock_at(transfer.from_location, moves.plain_number(number))
        if device is None:
            raise Refused("stores.not_there", field="devices", number=number, store=transfer.from_location.name)
        found[device.pk] = device
    locked = stock.lock_devices(found)
    for device in locked:
        if device.state != "in_stock" or device.location_id != transfer.from_location_id:  # somebody was quicker
            raise Refused("stores.not_there", field="devices", number=device.number, store=transfer.from_location.name)
    return locked


def _send_pieces(ctx: Context, transfer: Transfer, lines: Mapping[str, TransferLine], pieces: Iterable[SentPieces]) -> int:
    went = 0
    for sent in pieces:
        line = _line(lines, sent.article_number)
        if line.article.kind == "device":
            raise Refused("stock.marked_one_by_one", field="pieces", article=sent.article_number)
        if not 1 <= sent.quantity <= stores.MOST_KEPT:
            raise Refused("stores.bad_quantity", field="pieces", article=sent.article_number, most=stores.MOST_KEPT)
        stock.change_balance(
            line.article, transfer.from_location, -sent.quantity, kind="transferred_out", on=ctx.today, recorded_at=ctx.now,
            moved_by=ctx.viewer.code, order_number=transfer.number,
        )  # fmt: skip
        store.set_line(line, sent=line.sent + sent.quantity)
        went += sent.quantity
    return went


def _line(lines: Mapping[str, TransferLine], article_number: str) -> TransferLine:
    if article_number not in lines:
        raise Refused("stores.not_wanted", field="devices", article=article_number)
    return lines[article_number]
