"""What is in the assortment from a day: kept in stock, ordered when needed, or being phased out."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.apps.organisations.models import Principal
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DecideAssortment:
    """`principal_id` none: for the whole county; otherwise that principal's own decision, which holds until its next one."""

    article_numbers: tuple[str, ...]
    assortment: str
    valid_from: date
    reason: str
    principal_id: int | None = None


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.assortment_decided")
def decide_assortment(ctx: Context, data: DecideAssortment) -> int:
    """A decision is never changed, only followed by another, and never begins in the past. Answers with how many articles it is about.

    Raises NotFound, Refused naming the field; then nothing is decided.
    """
    numbers = tuple(dict.fromkeys(data.article_numbers))
    articles = store_details.lock_articles(ctx.viewer.centre_id, numbers)
    missing = [number for number in numbers if number not in articles]
    if missing or not numbers:
        raise NotFound("catalogue.no_article" if missing else "catalogue.no_articles", field="article_numbers")
    ctx.require(Permission.MANAGE_CATALOGUE)
    principal = _principal(ctx, data)
    catalogue.require_among(data.assortment, catalogue.ASSORTMENT, "catalogue.unknown_assortment", "assortment")
    if data.valid_from < ctx.today:
        raise Refused("catalogue.decision_in_the_past", field="valid_from")
    taken = store_details.decided_on(articles.values(), principal, data.valid_from)
    if taken:
        raise Refused("catalogue.decision_exists", field="valid_from", articles=", ".join(taken[:5]))
    store_details.add_decisions(
        articles.values(), assortment=data.assortment, valid_from=data.valid_from, decided_by=ctx.viewer.code, at=ctx.now,
        principal=principal, reason=data.reason.strip(),
    )  # fmt: skip
    if principal is None and data.valid_from == ctx.today:
        for article in articles.values():
            store_details.change_article(article, {"assortment": data.assortment})
    store.changed(ctx.viewer.centre_id)
    ctx.audit(
        "catalogue.assortment_decided", f"centre:{ctx.viewer.centre_id}", articles=len(articles), assortment=data.assortment,
        valid_from=str(data.valid_from), principal=data.principal_id,
    )  # fmt: skip
    return len(articles)


def _principal(ctx: Context, data: DecideAssortment) -> Principal | None:
    if data.principal_id is None:
        return None
    found = store_details.principal_of_county(ctx.viewer.county_id, data.principal_id)
    if found is None:
        raise Refused("catalogue.no_principal", field="principal_id")
    return found
