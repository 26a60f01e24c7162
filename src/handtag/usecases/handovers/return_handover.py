"""Send a handover back to the giver, with the reason."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.handovers import store
from handtag.domain import handing_over
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ReturnHandover:
    handover_key: UUID
    reason: str
    note: str = ""


@use_case(Permission.PRESCRIBE, audits="handovers.returned")
def return_handover(ctx: Context, data: ReturnHandover) -> None:
    """Who does not take over says why; the giver answers for it as before, and the receiver reads no more about the person.

    Raises NotFound, Refused.
    """
    handover = store.handover_by_key(ctx.viewer, data.handover_key)
    ctx.require(Permission.PRESCRIBE)
    if handover.to_unit_id != ctx.viewer.unit_id:
        raise NotFound("handovers.no_handover")
    handing_over.require_return_reason(data.reason)
    store.lock_given(handover)
    handing_over.require_open(store.outcome_of(handover))
    store.add_answer(ctx.viewer, handover, "returned", reason=data.reason, note=data.note, at=ctx.now)
    store.end_ground(ctx.viewer, handover, at=ctx.now)
    ctx.audit("handovers.returned", f"handover:{handover.key}", reason=data.reason)
