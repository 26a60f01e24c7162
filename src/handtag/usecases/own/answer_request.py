"""The unit or the desk answers what a person has asked about a device."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from handtag.apps.own import store
from handtag.domain import own
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AnswerRequest:
    """`on` is the day on which something happens; of what is fetched it is taken from the order. `words` are shown to the person."""

    request_key: UUID
    outcome: str
    on: date | None = None
    words: str = field(default="", repr=False)


@use_case(Permission.ANSWER_REQUEST, audits="own.request_answered")
def answer_request(ctx: Context, data: AnswerRequest) -> None:
    """The person is told what happens now and when; she waits for one answer and gets one. Raises NotFound, Refused."""
    request = store.lock_request(ctx.viewer, data.request_key)
    ctx.require(Permission.ANSWER_REQUEST)
    if store.is_answered(request):
        raise Refused("own.answered_already", field="request_key")
    line = store.fetching(request.device)
    own.require_answer(request.kind, data.outcome, data.on, today=ctx.today, is_fetched=line is not None)
    fetched = line if data.outcome == "collect" else None
    store.add_answer(
        request, outcome=data.outcome, on=fetched.promised_on if fetched else data.on,
        order_number=fetched.order.number if fetched else "", words=own.require_words(data.words) if data.words.strip() else "",
        unit_id=ctx.viewer.unit_id, answered_by=ctx.viewer.code, answered_at=ctx.now,
    )  # fmt: skip
    ctx.audit("own.request_answered", f"request:{request.key}", outcome=data.outcome)
