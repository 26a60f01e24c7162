"""Give a prescriber, for a time, a right that was asked for."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.rights import store
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class GrantRight:
    """Both days inclusive; `reason` says what the right rests on, for whoever asks later."""

    request_id: int
    valid_from: date
    valid_to: date
    reason: str


@use_case(Permission.MANAGE_RIGHTS, audits="rights.granted")
def grant_right(ctx: Context, data: GrantRight) -> int:
    """The principal answers for the competence of its prescribers (HSL 5 kap. 2 §, HSLF-FS 2021:52 3 kap.) and may approve one who knows
    the product without the course, for a time. Nobody approves their own request. Answers the right's number. Raises NotFound, Refused.
    """
    request = store.lock_request(ctx.viewer, data.request_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    if request.assignment.user_id == ctx.viewer.user_id:
        raise Refused("rights.own_request")
    if not data.reason.strip():
        raise Refused("rights.words_missing", field="reason")
    rights.require_grant("approved", data.valid_from, data.valid_to, today=ctx.today)
    grant = store.give(
        request.assignment, request.requirement, "approved", first=data.valid_from, last=data.valid_to, reason=data.reason.strip(),
        by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
    store.answer_request(request, "granted", answer=data.reason.strip(), by=ctx.viewer.code, at=ctx.now, grant=grant)
    ctx.audit("rights.granted", f"user:{request.assignment.user_id}", requirement=request.requirement_id, grant=grant.pk)
    return grant.pk
