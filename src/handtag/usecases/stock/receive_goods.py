"""Goods come in from a supplier: marked devices one by one, everything else as pieces."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.catalogue import store as catalogue
from handtag.apps.organisations import store as organisations
from handtag.apps.stock import store
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases import receiving
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NewDevice:
    """The number it keeps for life, and the manufacturer's serial number (may be empty). `code` is the GS1 code on it: its serial number,
    batch and last day are taken from there where they are not written, and it is kept as the UDI.
    """

    number: str
    serial_number: str = ""
    code: str = ""


@dataclass(frozen=True)
class ReceiveGoods:
    """Either `devices` (individually marked articles) or a `quantity` of pieces. `purchase_ore` is per device or piece.

    `code` is the GS1 code on the package; `lot` and `expires_on` (inclusive) go before what it says.
    """

    article_number: str
    location_code: str
    on: date
    devices: tuple[NewDevice, ...] = ()
    quantity: int = 0
    purchase_ore: int = 0
    bin: str = ""
    code: str = ""
    lot: str = ""
    expires_on: date | None = None


@use_case(Permission.HANDLE_STOCK, audits="stock.received")
def receive_goods(ctx: Context, data: ReceiveGoods) -> int:
    """Rented articles are individually marked and come in by number, the rest by count; all of it or nothing.

    What the maker's code says is kept with the goods (MDR art. 27.9: the UDI), and nothing that has expired is taken in.
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
    package = receiving.read_code(article, data.code, receiving.Made(data.lot.strip(), data.expires_on), field="code")
    receiving.check_not_expired(package, data.on, field="expires_on")
    if article.kind == "device":
        devices = receiving.read_devices(article, data.devices, package, data.on)
        receiving.add_devices(ctx, centre, article, location, devices, on=data.on, purchase_ore=data.purchase_ore, bin=data.bin)
    else:
        store.change_balance(
            article, location, pieces, kind="received", lot=receiving.lot_of(article, package), on=data.on, recorded_at=ctx.now,
            moved_by=ctx.viewer.code,
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
    return len(data.devices)
