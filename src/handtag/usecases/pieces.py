"""What every use case that moves counted pieces shares: the article, the lot and the day, and how they leave a store or come back to it."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.models import Article
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order
from handtag.apps.stock import store
from handtag.apps.stock.models import Device, Location, Lot
from handtag.apps.stock.queries_holdings import still_out
from handtag.domain import stock
from handtag.domain.values.errors import NotFound, Refused
from handtag.files import gs1
from handtag.usecases.base import Context
from handtag.usecases.refilling import Refilling


@dataclass(frozen=True)
class Pieces:
    """So many of an article, at a store, on a day. Without a lot: those that expire first."""

    article: Article
    location: Location
    quantity: int
    lot: Lot | None
    on: date


def pieces(ctx: Context, article_number: str, location_code: str, quantity: int, *, code: str, on: date) -> Pieces:
    """`code` is what was scanned or read on the package: a GS1 code, or the lot itself. Raises NotFound, Refused."""
    location = store.location_of(ctx.viewer.centre_id, location_code)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [article_number]).get(article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number", article=article_number)
    stock.require_pieces(article.number, article.kind, quantity)
    stock.check_day(on, today=ctx.today, closed_through=billing.closed_through(location.centre_id))
    return Pieces(article, location, quantity, lot_on_package(article, code), on)


def lot_on_package(article: Article, code: str) -> Lot | None:
    """The lot that a package says it is of; none when nothing was read, or its code names only the article. Raises Refused."""
    package = gs1.read(code.strip())
    if package is not None and package.gtin and article.gtin and package.gtin != article.gtin:
        raise Refused("ordering.other_package", field="code", article=article.number)
    named = package.lot if package is not None else code.strip()
    lot = orders.lot_in_store(article, named) if named else None
    if named and lot is None:
        raise Refused("ordering.unknown_lot", field="code", lot=named, article=article.number)
    return lot


def require_fresh(lot: Lot | None, on: date) -> None:
    """What has expired goes to nobody. Raises Refused("ordering.lot_expired")."""
    if lot is not None and lot.expires_on is not None and lot.expires_on < on:
        raise Refused("ordering.lot_expired", field="code", lot=lot.code, on=lot.expires_on)


def leave(ctx: Context, moved: Pieces, kind: str, *, note: str) -> None:
    """They leave the store, which is filled up when it holds less than its minimum then. Raises Refused."""
    refilling = Refilling.where_filled(moved.location)
    write(ctx, moved, kind, note=note)
    if refilling is not None:
        refilling.fill(ctx, [moved.article.pk])


def write(ctx: Context, moved: Pieces, kind: str, *, note: str, device: Device | None = None) -> None:
    store.change_balance(
        moved.article, moved.location, moved.quantity * stock.PIECE_MOVES[kind].sign, kind=kind, on=moved.on, recorded_at=ctx.now,
        moved_by=ctx.viewer.code, lot=moved.lot, device=device, note=note,
    )  # fmt: skip


def come_back(ctx: Context, order: Order, moved: Pieces, kind: str) -> None:
    """Pieces of a locked order come back from whom it was for, in the lots that they left in. Raises Refused when fewer went out."""
    out = [(lot, left) for lot, left in still_out(moved.article, order.number) if moved.lot in (None, lot)]
    wanted, there = moved.quantity, sum(left for _lot, left in out)
    if there < wanted:
        raise Refused("stock.more_than_left", field="quantity", left=there, article=moved.article.number, order=order.number)
    for lot, left in out:
        quantity = min(left, wanted)
        if quantity:
            store.change_balance(
                moved.article, moved.location, quantity, kind=kind, on=moved.on, recorded_at=ctx.now, moved_by=ctx.viewer.code, lot=lot,
                exactly=True, person=order.person, unit=None if order.person else order.unit, order_number=order.number,
            )  # fmt: skip
        wanted -= quantity
