"""A new price takes effect on a day; the former one holds until then."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.agreements.queries import compiled_for
from handtag.apps.billing import store as billing
from handtag.apps.catalogue import store
from handtag.apps.catalogue.models import Article
from handtag.domain.access import Permission
from handtag.domain.billing import price_kind, price_kind_rule, sale_price
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.period import Month
from handtag.usecases.base import Context, use_case

KINDS = ("rent_per_month", "sale")


@dataclass(frozen=True)
class PublishPrice:
    """`amount_ore` per month (rent) or per piece (sale), excluding VAT; `purchase_ore` is the latest purchase price.

    What is sold takes `markup_percent` instead of an amount: the price is then worked out. `exception` says why the article is priced
    in another way than the agreement's rule; empty when it follows it.
    """

    centre_id: int
    article_number: str
    kind: str
    amount_ore: int | None
    purchase_ore: int
    valid_from: date
    exception: str = ""
    markup_percent: int | None = None


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.price_published")
def publish_price(ctx: Context, data: PublishPrice) -> int:
    """A price version is never changed, only followed by another, and never begins in a closed month.

    Whether it is rent or sale follows the agreement (Norrbotten final report 2021, "Försäljning av hjälpmedel") unless an exception
    is stated. Raises NotFound, Refused naming the field.
    """
    closed_through = billing.lock_books(data.centre_id, min(data.valid_from, ctx.today), ctx.today)
    article = store.lock_article(data.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number")
    ctx.require(Permission.MANAGE_CATALOGUE, within=ctx.viewer.centre_id in {0, article.centre_id})
    if closed_through is not None and Month.of(data.valid_from) <= closed_through:
        raise Refused("catalogue.price_in_closed_month", field="valid_from", month=str(closed_through))
    amount_ore = _amount(data)
    _refuse_unreadable(article, data)
    _refuse_other_kind(article, data)
    price = store.add_price(
        article,
        kind=data.kind,
        amount_ore=amount_ore,
        purchase_ore=data.purchase_ore,
        valid_from=data.valid_from,
        at=ctx.now,
    )
    store.changed(article.centre_id)
    ctx.audit(
        "catalogue.price_published",
        f"article:{article.number}",
        kind=data.kind,
        amount_ore=amount_ore,
        markup_percent=data.markup_percent,
        exception=data.exception.strip(),
    )
    return price.pk


def _amount(data: PublishPrice) -> int:
    """The amount that is given, or for a sale the purchase price with markup; one of the two, never both."""
    if data.kind not in KINDS:
        raise Refused("catalogue.price_kind", field="kind", value=data.kind)
    if (data.amount_ore is None) == (data.markup_percent is None) or (data.markup_percent is not None and data.kind != "sale"):
        raise Refused("catalogue.amount_or_markup", field="amount_ore")
    amount = data.amount_ore if data.amount_ore is not None else sale_price(data.purchase_ore, data.markup_percent or 0)
    if amount < 0 or data.purchase_ore < 0 or (data.markup_percent or 0) < 0:
        raise Refused("catalogue.negative_price", field="amount_ore")
    return amount


def _refuse_unreadable(article: Article, data: PublishPrice) -> None:
    if data.kind == "rent_per_month" and article.kind != "device":
        raise Refused("catalogue.only_marked_devices_are_rented", field="kind")
    if store.price_starting(article, data.valid_from):
        raise Refused("catalogue.price_exists", field="valid_from", value=str(data.valid_from))


def _refuse_other_kind(article: Article, data: PublishPrice) -> None:
    """Components are always sold; of devices the agreement says which are rented, when it says anything."""
    if article.kind != "device" or data.exception.strip():
        return
    try:
        document = compiled_for(article.centre.county.agreement_id, data.valid_from).document
    except NotFound:
        return
    rule = price_kind_rule(document, data.valid_from)
    if rule is not None and price_kind(data.purchase_ore, article.iso_code, rule) != data.kind:
        raise Refused("catalogue.kind_differs", field="kind", limit=rule.rent_above_ore // 100)
