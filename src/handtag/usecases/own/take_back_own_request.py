"""A person takes back what she asked, before anybody has answered."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.own import store
from handtag.domain.access import Permission
from handtag.domain.own import WITHDRAWN
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TakeBackOwnRequest:
    request_key: UUID


@use_case(Permission.SEE_OWN, audits="own.request_withdrawn")
def take_back_own_request(ctx: Context, data: TakeBackOwnRequest) -> None:
    """What somebody has asked stays readable, and so does that it was taken back. Raises NotFound, Refused when it is answered."""
    request = store.lock_own_request(ctx.viewer, data.request_key)
    ctx.require(Permission.SEE_OWN)
    if store.is_answered(request):
        raise Refused("own.answered_already", field="request_key")
    store.add_answer(request, outcome=WITHDRAWN, answered_by=ctx.viewer.code, answered_at=ctx.now)
    ctx.audit("own.request_withdrawn", f"request:{request.key}")
