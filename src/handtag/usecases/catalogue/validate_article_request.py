"""Whoever looks after the catalogue completes a proposed article and checks it."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.models import ArticleRequest
from handtag.apps.catalogue.store import details as store_details
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ValidateArticleRequest:
    """The article as it is to stand in the catalogue."""

    request_id: int
    number: str
    name: str
    kind: str
    supplier: str
    supplier_number: str
    gtin: str
    lead_time_days: int
    assortment: str


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.article_validated")
def validate_article_request(ctx: Context, data: ValidateArticleRequest) -> None:
    """Number and GTIN are free, the name keeps to the rule, everything an article needs is there. Raises NotFound, Refused."""
    request = store_details.lock_request(ctx.viewer.centre_id, data.request_id)
    if request is None:
        raise NotFound("catalogue.no_request", field="request_id")
    ctx.require(Permission.MANAGE_CATALOGUE)
    catalogue.require_request_step(request.state, "validated")
    gtin = _checked(request, data)
    store_details.change_request(
        request, state="validated", number=data.number.strip(), name=data.name, kind=data.kind, supplier_name=data.supplier.strip(),
        supplier_number=data.supplier_number.strip(), gtin=gtin, lead_time_days=data.lead_time_days, assortment=data.assortment,
        validated_by=ctx.viewer.code, validated_at=ctx.now,
    )  # fmt: skip
    ctx.audit("catalogue.article_validated", f"article_request:{request.pk}", number=data.number.strip())


def _checked(request: ArticleRequest, data: ValidateArticleRequest) -> str:
    """The GTIN in fourteen digits."""
    catalogue.require_name(data.name)
    catalogue.require_among(data.kind, catalogue.KINDS, "catalogue.unknown_kind", "kind")
    catalogue.require_among(data.assortment, catalogue.ASSORTMENT, "catalogue.unknown_assortment", "assortment")
    catalogue.require_lead_time(data.lead_time_days)
    if not data.supplier.strip():
        raise Refused("catalogue.supplier_missing", field="supplier")
    number = data.number.strip()
    if not number or store.articles_by_number(request.centre_id, [number]):
        raise Refused("catalogue.number_taken", field="number", row=1, value=number)
    gtin = catalogue.gtin14(data.gtin)
    other = store_details.article_with_gtin(request.centre_id, gtin)
    if other is not None:
        raise Refused("catalogue.gtin_taken", field="gtin", article=other.number)
    return gtin
