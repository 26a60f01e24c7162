"""Say how many of an article a store keeps: below the minimum it is filled up to the target."""

from dataclasses import dataclass

from handtag.apps.catalogue import store as catalogue
from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case
from handtag.usecases.refilling import Refilling


@dataclass(frozen=True)
class SetLevel:
    """Both levels 0: the article is no longer kept there. `bin` is where counted pieces lie."""

    location_code: str
    article_number: str
    minimum: int
    target: int
    bin: str = ""


@use_case(Permission.MANAGE_CATALOGUE, audits="stores.level_set")
def set_level(ctx: Context, data: SetLevel) -> int:
    """Local stores hold a base of simple, often used devices, and are filled up by themselves (Norrbotten final report 2021, "Närförråd").

    Answers how many were ordered to the store at once. Raises NotFound, Refused naming the level.
    """
    ctx.require(Permission.MANAGE_CATALOGUE)
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.article_number]).get(data.article_number)
    if article is None or article.kind == "service":
        raise NotFound("catalogue.no_article", field="article_number", article=data.article_number)
    stores.check_levels(data.minimum, data.target)
    refilling = Refilling.opened(location)
    if data.target:
        store.set_level(refilling.store, article, minimum=data.minimum, target=data.target, bin=data.bin)
    else:
        store.remove_level(refilling.store, article)
    filled = refilling.fill(ctx, [article.pk])
    ctx.audit("stores.level_set", f"location:{location.code}", article=article.number, minimum=data.minimum, fill_to=data.target)
    return len(filled)
