"""The second step of goods receipt: what was counted is looked at, and taken into stock or sent back."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.purchasing import store
from handtag.apps.purchasing.models import PurchaseEvent, PurchaseLine
from handtag.apps.stock import store as stock_store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.purchasing.orders import LONGEST_NOTE, require_reject_reason
from handtag.domain.values.errors import Refused
from handtag.usecases import receiving
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NewDevice:
    """The number it keeps for life, and the manufacturer's serial number (may be empty). `code` is the GS1 code on it: serial number,
    batch and last day are taken from there where they are not known otherwise, and it is kept as the UDI.
    """

    number: str
    serial_number: str = ""
    code: str = ""


@dataclass(frozen=True)
class ControlDelivery:
    """What is in order of a counted delivery: `devices` of individually marked articles, else `accepted` pieces; and what is sent back."""

    counting_id: int
    on: date
    devices: tuple[NewDevice, ...] = ()
    accepted: int = 0
    rejected: int = 0
    reason: str = ""
    note: str = ""
    bin: str = ""


@use_case(Permission.HANDLE_STOCK, audits="purchasing.controlled")
def control_delivery(ctx: Context, data: ControlDelivery) -> None:
    """Goods are in stock, and the supplier's invoice due, when they have been controlled and not before: marked devices get their numbers,
    other goods their balance. What is sent back has a reason and is still owed, and what has expired is sent back. All of it or nothing.
    Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    order = store.lock_order(ctx.viewer, store.counting(ctx.viewer, data.counting_id).line.order.number)
    counted = store.counting(ctx.viewer, data.counting_id)
    line = next(line for line in order.lines.all() if line.pk == counted.line_id)
    stock.check_day(data.on, today=ctx.today, last_moved_on=counted.day, closed_through=billing.closed_through(order.centre_id))
    accepted = _accepted(data, is_marked=line.article.kind == "device", article=line.article.number)
    _check_quantities(data, accepted, left=counted.quantity - store.controlled_of(counted))
    if data.rejected:
        _note(ctx, data, line, counted)
    if accepted:
        _take_in(ctx, data, line, _note(ctx, data, line, counted, accepted=accepted))
    ctx.audit(
        "purchasing.controlled", f"purchase_order:{order.number}",
        article=line.article.number, accepted=accepted, rejected=data.rejected, reason=data.reason,
    )  # fmt: skip


def _note(ctx: Context, data: ControlDelivery, line: PurchaseLine, counted: PurchaseEvent, *, accepted: int = 0) -> PurchaseEvent:
    """The row of what is taken in, or of what is sent back and why."""
    why = {} if accepted else {"reason": data.reason, "note": data.note.strip()[:LONGEST_NOTE]}
    return store.add_event(
        line, "accepted" if accepted else "rejected", accepted or data.rejected, data.on, counting=counted, lot=counted.lot,
        expires_on=counted.expires_on, gtin=counted.gtin, recorded_at=ctx.now, recorded_by=ctx.viewer.code, **why,
    )  # fmt: skip


def _take_in(ctx: Context, data: ControlDelivery, line: PurchaseLine, event: PurchaseEvent) -> None:
    """Into the stock ledger, at what it cost and with its lot."""
    order = line.order
    package = receiving.Made(event.lot, event.expires_on)
    receiving.check_not_expired(package, data.on, field="accepted")
    if line.article.kind != "device":
        stock_store.change_balance(
            line.article, order.location, event.quantity, kind="received", lot=receiving.lot_of(line.article, package),
            order_number=order.number, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        )  # fmt: skip
        return
    devices = receiving.read_devices(line.article, data.devices, package, data.on)
    made = receiving.add_devices(
        ctx, order.centre, line.article, order.location, devices, on=data.on, purchase_ore=line.price_ore, bin=data.bin.strip(),
        order_number=order.number,
    )  # fmt: skip
    store.note_devices(event, made)


def _accepted(data: ControlDelivery, *, is_marked: bool, article: str) -> int:
    """How many are taken in. Raises Refused when devices are given where pieces are counted, or the other way round."""
    if not is_marked:
        if data.devices or data.accepted < 0:
            raise Refused("stock.counted_by_quantity", field="accepted", article=article)
        return data.accepted
    if data.accepted not in {0, len(data.devices)}:
        raise Refused("stock.marked_one_by_one", field="devices", article=article)
    return len(data.devices)


def _check_quantities(data: ControlDelivery, accepted: int, *, left: int) -> None:
    if data.rejected < 0 or accepted + data.rejected < 1:
        raise Refused("purchasing.nothing_said", field="accepted")
    if accepted + data.rejected > left:
        raise Refused("purchasing.more_than_counted", field="accepted", most=left)
    require_reject_reason(data.rejected, data.reason)
