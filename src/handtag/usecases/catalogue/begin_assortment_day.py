"""A day begins: the county's decisions that take effect today are in the articles."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class BeginAssortmentDay:
    """Nothing to say: the day is today."""


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.assortment_began")
def begin_assortment_day(ctx: Context, data: BeginAssortmentDay) -> int:
    """Every article's assortment is the county's decision in force today; asked again the same day it changes nothing. Answers with how
    many articles changed place.
    """
    ctx.require(Permission.MANAGE_CATALOGUE)
    decided = store_details.county_decisions_through(ctx.today)
    moved = store_details.articles_to_move(decided)
    for article in moved:
        store_details.change_article(article, {"assortment": decided[article.pk]})
    for centre_id in sorted({article.centre_id for article in moved}):
        store.changed(centre_id)
    ctx.audit("catalogue.assortment_began", "articles", articles=len(moved))
    return len(moved)
