"""What every use case that buys shares: which offer a line is called off from, at what price, and why it is stopped."""

from dataclasses import dataclass

from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.procurement import queries as procurement
from handtag.apps.purchasing import store
from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder
from handtag.domain.procurement.offers import Offer, why_stopped
from handtag.usecases.base import Context


@dataclass(frozen=True)
class Terms:
    """Öre a piece, the framework agreement it is called off from (None: none), and why it is stopped (empty: it is not)."""

    price_ore: int
    agreement_id: int | None = None
    stop: str = ""

    @property
    def columns(self) -> dict[str, object]:
        return vars(self)


def terms(
    ctx: Context, order: PurchaseOrder, article: Article, quantity: int, *, price_ore: int | None = None, so_far_ore: int = 0
) -> Terms:
    """What buying an article of the order's supplier means today. Without a price it is the agreement's, or what it last cost.

    `so_far_ore` is what lines before it on the same order call off from the same agreement.
    """
    offers = procurement.offers_for([article.pk], ctx.today)[article.pk]
    own = next((offer for offer in offers if offer.supplier_id == order.supplier_id), None)
    price = price_ore if price_ore is not None else own.amount_ore if own else store.latest_purchase_ore(article, ctx.today)
    called_off = so_far_ore + store.called_off_ore(own.agreement_id, but=order.pk) if own else 0
    stop = why_stopped(offers, supplier_id=order.supplier_id, quantity=quantity, amount_ore=price, called_off_ore=called_off)
    return Terms(price, own.agreement_id if own else None, stop.code if stop else "")


def first_supplier(ctx: Context, article: Article) -> Supplier:
    """From whom an article is bought: who the agreements rank first, else its supplier in the catalogue."""
    offer: Offer | None = procurement.agreement_price(article.pk, ctx.today)
    return store.supplier(offer.supplier_id) if offer else article.supplier


def is_allowed(line: PurchaseLine) -> bool:
    """The agreements let it be bought, or someone else than who asked has approved that it is bought beside them."""
    return not line.stop or bool(line.approved_by)


def without_exception() -> dict[str, object]:
    """What a line looks like when nobody has asked for an exception: an approval is for what was asked, not for what it became."""
    return {"outside_reason": "", "outside_note": "", "asked_by": "", "approved_by": "", "approved_at": None}
