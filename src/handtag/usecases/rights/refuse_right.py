"""Say no to a request for a right, and why."""

from dataclasses import dataclass

from handtag.apps.rights import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RefuseRight:
    request_id: int
    reason: str


@use_case(Permission.MANAGE_RIGHTS, audits="rights.refused")
def refuse_right(ctx: Context, data: RefuseRight) -> None:
    """Whoever asked is told why, and what to do instead. Raises NotFound, Refused."""
    request = store.lock_request(ctx.viewer, data.request_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    if not data.reason.strip():
        raise Refused("rights.words_missing", field="reason")
    store.answer_request(request, "refused", answer=data.reason.strip(), by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.refused", f"right_request:{request.pk}", requirement=request.requirement_id)
