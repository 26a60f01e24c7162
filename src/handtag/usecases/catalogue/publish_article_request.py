"""An approved article comes into the catalogue."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import require_request_step
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class PublishArticleRequest:
    request_id: int


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.article_published")
def publish_article_request(ctx: Context, data: PublishArticleRequest) -> str:
    """Only an approved article is published, once, as it was approved; its price is published by itself. Answers with its number.

    Raises NotFound, Refused when the number or the GTIN has been used meanwhile.
    """
    request = store_details.lock_request(ctx.viewer.centre_id, data.request_id)
    if request is None:
        raise NotFound("catalogue.no_request", field="request_id")
    ctx.require(Permission.MANAGE_CATALOGUE)
    require_request_step(request.state, "published")
    if store.articles_by_number(request.centre_id, [request.number]):
        raise Refused("catalogue.number_taken", field="number", row=1, value=request.number)
    other = store_details.article_with_gtin(request.centre_id, request.gtin)
    if other is not None:
        raise Refused("catalogue.gtin_taken", field="gtin", article=other.number)
    plain = ("number", "name", "iso_code", "kind", "supplier_number", "gtin", "lead_time_days", "assortment")
    row: dict[str, object] = {name: getattr(request, name) for name in plain}
    row["supplier"] = store.suppliers_by_name([request.supplier_name])[request.supplier_name]
    [article] = store.add_articles(request.centre, [row])
    store_details.add_decisions(
        [article], assortment=request.assortment, valid_from=ctx.today, decided_by=request.approved_by, at=ctx.now
    )  # fmt: skip
    store_details.change_request(request, state="published", article=article)
    store.changed(request.centre_id)
    ctx.audit("catalogue.article_published", f"article:{article.number}", request=request.pk)
    return article.number
