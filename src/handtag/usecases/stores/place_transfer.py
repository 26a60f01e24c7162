"""Ask for goods to be moved from one store of the centre to another."""

from dataclasses import dataclass

from handtag.apps.catalogue import store as catalogue
from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WantedGoods:
    article_number: str
    quantity: int


@dataclass(frozen=True)
class PlaceTransfer:
    from_location: str
    to_location: str
    lines: tuple[WantedGoods, ...]
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stores.transfer_placed")
def place_transfer(ctx: Context, data: PlaceTransfer) -> int:
    """Goods move between stores only on a transfer, and so are somewhere on the way too. Answers its id. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    source = stock.location_of(ctx.viewer.centre_id, data.from_location, field="from_location")
    target = stock.location_of(ctx.viewer.centre_id, data.to_location, field="to_location")
    if source == target:
        raise Refused("stores.fills_itself", field="to_location")
    stores.check_wanted((line.article_number, line.quantity) for line in data.lines)
    articles = catalogue.articles_by_number(ctx.viewer.centre_id, [line.article_number for line in data.lines])
    for line in data.lines:
        if line.article_number not in articles or articles[line.article_number].kind == "service":
            raise NotFound("catalogue.no_article", field="lines", article=line.article_number)
    transfer = store.add_transfer("transfer", source, target, at=ctx.now, by=ctx.viewer.code, note=data.note.strip())
    for line in data.lines:
        store.want(transfer, articles[line.article_number], line.quantity)
    ctx.audit("stores.transfer_placed", f"transfer:{transfer.number}", out_of=source.code, into=target.code, lines=len(data.lines))
    return transfer.pk
