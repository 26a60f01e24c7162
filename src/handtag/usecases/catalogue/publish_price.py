"""A new price takes effect on a day; the former one holds until then."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.catalogue import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

KINDS = ("rent_per_month", "sale")


@dataclass(frozen=True)
class PublishPrice:
    """`amount_ore` per month (rent) or per piece (sale), excluding VAT; `purchase_ore` is the latest purchase price."""

    centre_id: int
    article_number: str
    kind: str
    amount_ore: int
    purchase_ore: int
    valid_from: date


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.price_published")
def publish_price(ctx: Context, data: PublishPrice) -> int:
    """A price version is never changed, only followed by another from a later day. Raises NotFound, Refused naming the field."""
    article = store.lock_article(data.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number")
    ctx.require(Permission.MANAGE_CATALOGUE, within=ctx.viewer.centre_id in {0, article.centre_id})
    if data.kind not in KINDS:
        raise Refused("catalogue.price_kind", field="kind", value=data.kind)
    if data.kind == "rent_per_month" and article.kind != "device":
        raise Refused("catalogue.only_marked_devices_are_rented", field="kind")
    if data.amount_ore < 0 or data.purchase_ore < 0:
        raise Refused("catalogue.negative_price", field="amount_ore")
    if store.price_starting(article, data.valid_from):
        raise Refused("catalogue.price_exists", field="valid_from", value=str(data.valid_from))
    price = store.add_price(
        article,
        kind=data.kind,
        amount_ore=data.amount_ore,
        purchase_ore=data.purchase_ore,
        valid_from=data.valid_from,
        at=ctx.now,
    )
    ctx.audit("catalogue.price_published", f"article:{article.number}", kind=data.kind, amount_ore=data.amount_ore)
    return price.pk
