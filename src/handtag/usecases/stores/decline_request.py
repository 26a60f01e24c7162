"""Say no to another centre that asks for goods."""

from dataclasses import dataclass

from handtag.apps.stores.store import centres
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case
from handtag.usecases.moving import required_reason


@dataclass(frozen=True)
class DeclineRequest:
    request_id: int
    reason: str


@use_case(Permission.DECIDE_DEVICE, audits="stores.request_declined")
def decline_request(ctx: Context, data: DeclineRequest) -> None:
    """By the people of the centre that was asked, with a reason that the other reads. Raises NotFound, Refused."""
    ctx.require(Permission.DECIDE_DEVICE)
    request = centres.lock_request(ctx.viewer, data.request_id)
    if request.asked_id != ctx.viewer.centre_id:
        raise NotFound("stores.no_request", field="request_id")
    stores.require_answer(request.state, "declined")
    centres.answer(request, "declined", answer=required_reason(data.reason), answered_at=ctx.now, answered_by=ctx.viewer.code)
    ctx.audit("stores.request_declined", f"centre_request:{request.number}", centre=request.asker_id)
