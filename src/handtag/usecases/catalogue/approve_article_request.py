"""A second pair of eyes says yes to an article."""

from dataclasses import dataclass

from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import require_another_approver, require_request_step
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ApproveArticleRequest:
    request_id: int


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.article_approved")
def approve_article_request(ctx: Context, data: ApproveArticleRequest) -> None:
    """Who approves has neither proposed nor validated the article. Raises NotFound, Refused."""
    request = store_details.lock_request(ctx.viewer.centre_id, data.request_id)
    if request is None:
        raise NotFound("catalogue.no_request", field="request_id")
    ctx.require(Permission.MANAGE_CATALOGUE)
    require_request_step(request.state, "approved")
    require_another_approver(ctx.viewer.code, (request.proposed_by, request.validated_by))
    store_details.change_request(request, state="approved", approved_by=ctx.viewer.code, approved_at=ctx.now)
    ctx.audit("catalogue.article_approved", f"article_request:{request.pk}", number=request.number)
