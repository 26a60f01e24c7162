"""A proposed article is not taken in, and who asked is told why."""

from dataclasses import dataclass

from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import require_request_step
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DeclineArticleRequest:
    request_id: int
    reason: str


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.article_declined")
def decline_article_request(ctx: Context, data: DeclineArticleRequest) -> None:
    """Until it is published a request can be declined, with the reason. Raises NotFound, Refused."""
    request = store_details.lock_request(ctx.viewer.centre_id, data.request_id)
    if request is None:
        raise NotFound("catalogue.no_request", field="request_id")
    ctx.require(Permission.MANAGE_CATALOGUE)
    require_request_step(request.state, "declined")
    if not data.reason.strip():
        raise Refused("catalogue.decline_reason_missing", field="reason")
    store_details.change_request(request, state="declined", declined_reason=data.reason.strip()[:200])
    ctx.audit("catalogue.article_declined", f"article_request:{request.pk}")
