"""The buyer decides an article's reorder point, safety stock, pack and smallest order."""

from dataclasses import dataclass

from handtag.apps.catalogue import store as catalogue
from handtag.apps.purchasing import store
from handtag.domain.access import Permission
from handtag.domain.purchasing.need import MOST_PIECES, Rule
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetReorderRule:
    """A reorder point or safety stock of None is computed from how the article is used."""

    article_number: str
    reorder_point: int | None = None
    safety_stock: int | None = None
    pack_size: int = 1
    smallest_order: int = 1


@use_case(Permission.PURCHASE, audits="purchasing.rule_set")
def set_reorder_rule(ctx: Context, data: SetReorderRule) -> None:
    """The buyer optimises the stock: reorder points, safety stock and fixed quantities (Norrbotten final report 2021, "6 Inköp").

    Raises NotFound, Refused naming the number that cannot be.
    """
    ctx.require(Permission.PURCHASE)
    article = catalogue.lock_article(ctx.viewer.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number", article=data.article_number)
    for name, least in (("reorder_point", 0), ("safety_stock", 0), ("pack_size", 1), ("smallest_order", 1)):
        value = getattr(data, name)
        if value is not None and not least <= value <= MOST_PIECES:
            raise Refused("purchasing.bad_number", field=name, least=least, most=MOST_PIECES)
    store.set_rule(article, Rule(data.reorder_point, data.safety_stock, data.pack_size, data.smallest_order))
    ctx.audit(
        "purchasing.rule_set", f"article:{article.number}", reorder_point=data.reorder_point, safety_stock=data.safety_stock,
        pack_size=data.pack_size, smallest_order=data.smallest_order,
    )  # fmt: skip
