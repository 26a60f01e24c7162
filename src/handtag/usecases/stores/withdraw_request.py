"""Take back what another centre has been asked for."""

from dataclasses import dataclass

from handtag.apps.stores.store import centres
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawRequest:
    request_id: int


@use_case(Permission.HANDLE_STOCK, audits="stores.request_withdrawn")
def withdraw_request(ctx: Context, data: WithdrawRequest) -> None:
    """By the centre that asked, before it is answered. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    request = centres.lock_request(ctx.viewer, data.request_id)
    if request.asker_id != ctx.viewer.centre_id:
        raise NotFound("stores.no_request", field="request_id")
    stores.require_answer(request.state, "withdrawn")
    centres.answer(request, "withdrawn", answered_at=ctx.now, answered_by=ctx.viewer.code)
    ctx.audit("stores.request_withdrawn", f"centre_request:{request.number}")
