"""Take back a request for a right."""

from dataclasses import dataclass

from handtag.apps.rights import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TakeBackRequest:
    request_id: int


@use_case(Permission.PRESCRIBE, audits="rights.request_taken_back")
def take_back_request(ctx: Context, data: TakeBackRequest) -> None:
    """Whoever asked may take it back while nobody has answered. Raises NotFound."""
    request = store.lock_request(ctx.viewer, data.request_id)
    ctx.require(Permission.PRESCRIBE)
    if request.assignment.user_id != ctx.viewer.user_id:
        raise NotFound("rights.no_request", field="request_id")
    store.answer_request(request, "taken_back", answer="", by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.request_taken_back", f"right_request:{request.pk}")
