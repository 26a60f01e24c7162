"""Count what stands on the shelf: a device by its number, pieces by how many there are."""

from dataclasses import dataclass

from handtag.apps.catalogue import store as catalogue
from handtag.apps.stores import store
from handtag.apps.stores.models import Stocktake
from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stocktaking
from handtag.domain.access import Permission
from handtag.domain.stock import plain_number
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CountGoods:
    """`number` is a device's or an article's; `quantity` only for pieces, and 0 when there are none. `bin` may be empty."""

    stocktake_id: int
    number: str
    quantity: int | None = None
    bin: str = ""


@dataclass(frozen=True)
class Seen:
    """What was counted; `again` for a device that had been scanned before."""

    article_number: str
    article_name: str
    device_number: str
    quantity: int
    again: bool = False


@use_case(Permission.HANDLE_STOCK, audits="stores.counted")
def count_goods(ctx: Context, data: CountGoods) -> Seen:
    """Counted blind: what the books say is kept with the count, and never shown to whoever counts. The last count of pieces stands.

    Raises NotFound for an unknown number, Refused when the counting is over, the quantity is missing, or it is another centre's.
    """
    ctx.require(Permission.HANDLE_STOCK)
    stocktake = store_counts.lock_stocktake(ctx.viewer, data.stocktake_id)
    if stocktake.state != "counting":
        raise Refused("stocktaking.not_counting", state=stocktake.state)
    seen = _device(ctx, stocktake, data) or _pieces(ctx, stocktake, data)
    ctx.audit("stores.counted", f"stocktake:{stocktake.number}", article=seen.article_number, device=seen.device_number, again=seen.again)
    return seen


def _device(ctx: Context, stocktake: Stocktake, data: CountGoods) -> Seen | None:
    device = store.device_in_county(ctx.viewer, plain_number(data.number))
    if device is None:
        return None
    if device.centre_id != ctx.viewer.centre_id and device.location_id != stocktake.location_id:
        raise Refused("stocktaking.other_centre", field="number", number=device.number, centre=device.centre.name)
    again = store_counts.is_counted(stocktake, device)
    if not again:
        expected = int(device.location_id == stocktake.location_id)
        store_counts.add_count(
            stocktake, device.article, device=device, bin=data.bin.strip(), quantity=1, expected=expected, at=ctx.now, by=ctx.viewer.code
        )
    return Seen(device.article.number, device.article.name, device.number, 1, again)


def _pieces(ctx: Context, stocktake: Stocktake, data: CountGoods) -> Seen:
    number = data.number.strip()
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [number]).get(number)
    if article is None:
        raise NotFound("stocktaking.unknown_number", field="number", number=number)
    if article.kind == "device":
        raise Refused("stores.scan_the_device", field="number", number=number)
    if data.quantity is None:
        raise Refused("stocktaking.how_many", field="quantity", article=article.name)
    stocktaking.check_pieces(data.quantity)
    expected = store_counts.pieces_in_books(article, stocktake.location)
    store_counts.add_count(
        stocktake, article, device=None, bin=data.bin.strip(), quantity=data.quantity, expected=expected, at=ctx.now, by=ctx.viewer.code
    )
    return Seen(article.number, article.name, "", data.quantity)
