"""The buyer takes proposals, or anything else, into drafts of purchase orders: one to each supplier."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.organisations import store as organisations
from handtag.apps.purchasing import store
from handtag.apps.purchasing.models import PurchaseOrder
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Location
from handtag.domain.access import Permission
from handtag.domain.purchasing import orders
from handtag.domain.purchasing.need import MOST_PIECES
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.buying import first_supplier, terms, without_exception


@dataclass(frozen=True)
class Wanted:
    """Pieces of an article; without a supplier's name from whom the agreements rank first. `on_order` is how many were on purchase orders
    and drafts when so many were proposed; not given, it does not matter.
    """

    article_number: str
    quantity: int
    supplier: str = ""
    on_order: int | None = None


@dataclass(frozen=True)
class DraftPurchases:
    """`location_code` is the store that the goods are sent to."""

    lines: tuple[Wanted, ...]
    location_code: str


@use_case(Permission.PURCHASE, audits="purchasing.drafted")
def draft_purchases(ctx: Context, data: DraftPurchases) -> tuple[str, ...]:
    """Each article goes to the supplier that the framework agreements rank first for it, at the agreed price; a draft to that supplier and
    store that waits already takes more. Nothing is ordered yet. What somebody else has put on an order since it was proposed is not bought
    again. Answers with the orders' numbers. Raises NotFound, Refused.
    """
    ctx.require(Permission.PURCHASE)
    if not 1 <= len(data.lines) <= orders.MOST_LINES:
        raise Refused("purchasing.number_of_lines", field="lines", most=orders.MOST_LINES)
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    articles = catalogue.articles_by_number(ctx.viewer.centre_id, [line.article_number for line in data.lines])
    missing = next((line.article_number for line in data.lines if line.article_number not in articles), None)
    if missing is not None:
        raise NotFound("catalogue.no_article", field="lines", article=missing)
    suppliers = [_supplier(ctx, articles[line.article_number], line) for line in data.lines]
    drafts = _drafts(ctx, suppliers, location)
    for line in data.lines:
        _require_unbought(ctx, articles[line.article_number], line)
    for line, supplier in zip(data.lines, suppliers, strict=True):
        _add(ctx, drafts[supplier.pk], articles[line.article_number], line.quantity)
    count = Counter(drafts[supplier.pk].number for supplier in suppliers)
    for number, lines in count.items():
        ctx.audit("purchasing.drafted", f"purchase_order:{number}", lines=lines)
    return tuple(count)


def _supplier(ctx: Context, article: Article, line: Wanted) -> Supplier:
    name = line.supplier.strip()
    return catalogue.suppliers_by_name([name])[name] if name else first_supplier(ctx, article)


def _drafts(ctx: Context, suppliers: Iterable[Supplier], location: Location) -> dict[int, PurchaseOrder]:
    """A draft to each supplier: those that wait are locked before any number is taken, so that two buyers never wait for each other."""
    wanted = {supplier.pk: supplier for supplier in suppliers}
    drafts = store.lock_drafts(ctx.viewer.centre_id, wanted, location)
    for pk in [pk for pk in wanted if pk not in drafts]:
        number = organisations.take_number(ctx.viewer.centre_id, "purchase_order")
        drafts[pk] = store.add_order(
            ctx.viewer.centre_id, number, wanted[pk], location, note="", drafted_at=ctx.now, drafted_by=ctx.viewer.code
        )
    return drafts


def _require_unbought(ctx: Context, article: Article, line: Wanted) -> None:
    """Asked when the drafts are locked or the number of a new one is taken: whoever was first is counted."""
    now = store.on_order(ctx.viewer.centre_id, article)
    if line.on_order is not None and now != line.on_order:
        raise Refused("purchasing.bought_meanwhile", field="lines", article=article.number, pieces=now - line.on_order)


def _add(ctx: Context, order: PurchaseOrder, article: Article, quantity: int) -> None:
    """A line more, or more on the line there is."""
    line = store.line_of(order, article)
    total = quantity + (line.quantity if line else 0)
    for pieces in (quantity, total):
        orders.require_quantity(article.number, pieces, MOST_PIECES)
    columns = {"quantity": total, **terms(ctx, order, article, total).columns}
    if line is None:
        store.add_line(order, article, **columns)
    else:
        store.change_line(line, **columns, **without_exception())
