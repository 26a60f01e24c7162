"""Goods come in from a supplier: marked devices one by one, everything else as pieces."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.catalogue import store as catalogue
from handtag.apps.organisations import store as organisations
from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NewDevice:
    """The number it keeps for life, and the manufacturer's serial number (may be empty)."""

    number: str
    serial_number: str = ""


@dataclass(frozen=True)
class ReceiveGoods:
    """Either `devices` (individually marked articles) or a `quantity` of pieces. `purchase_ore` is per device or piece."""

    article_number: str
    location_code: str
    on: date
    devices: tuple[NewDevice, ...] = ()
    quantity: int = 0
    purchase_ore: int = 0
    bin: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.received")
def receive_goods(ctx: Context, data: ReceiveGoods) -> int:
    """Rented articles are individually marked and come in by number, the rest by count; all of it or nothing.

    Answers how many came in. Raises NotFound, Refused naming the device whose number is taken.
    """
    ctx.require(Permission.HANDLE_STOCK)
    centre = organisations.centre_by_id(ctx.viewer.centre_id)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.article_number]).get(data.article_number)
    if centre is None or article is None:
        raise NotFound("catalogue.no_article", field="article_number", article=data.article_number)
    location = store.location_of(centre.pk, data.location_code)
    stock.check_day(data.on, today=ctx.today, closed_through=billing.closed_through(centre.pk))
    pieces = _pieces(data, is_marked=article.kind == "device")
    if article.kind != "device":
        store.change_balance(article, location, pieces, kind="received", on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code)
    else:
        store.add_devices(
            centre, article, location, {stock.plain_number(new.number): stock.plain_number(new.serial_number) for new in data.devices},
            purchase_ore=data.purchase_ore, bin=data.bin, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        )  # fmt: skip
    ctx.audit("stock.received", f"article:{article.number}", quantity=pieces, location=location.code)
    return pieces


def _pieces(data: ReceiveGoods, *, is_marked: bool) -> int:
    if data.purchase_ore < 0:
        raise Refused("stock.negative_price", field="purchase_ore")
    if not is_marked:
        if data.devices or data.quantity < 1:
            raise Refused("stock.counted_by_quantity", field="quantity", article=data.article_number)
        return data.quantity
    if not data.devices or data.quantity not in {0, len(data.devices)}:
        raise Refused("stock.marked_one_by_one", field="devices", article=data.article_number)
    numbers = Counter(stock.plain_number(device.number) for device in data.devices)
    if "" in numbers:
        raise Refused("stock.number_missing", field="devices")
    _check_lengths(data)
    for number, times in numbers.items():
        if times > 1:
            raise Refused("stock.number_taken", field="devices", number=number)
    return len(data.devices)


def _check_lengths(data: ReceiveGoods) -> None:
    for new in data.devices:
        for number, longest in ((new.number, stock.LONGEST_NUMBER), (new.serial_number, stock.LONGEST_SERIAL_NUMBER)):
            if len(stock.plain_number(number)) > longest:
                raise Refused("stock.number_too_long", field="devices", number=number, longest=longest)
