"""Take back a handover that nobody has answered."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.handovers import store
from handtag.domain import handing_over
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawHandover:
    handover_key: UUID


@use_case(Permission.PRESCRIBE, audits="handovers.withdrawn")
def withdraw_handover(ctx: Context, data: WithdrawHandover) -> None:
    """Until it is answered the giver may change her mind. Raises NotFound, Refused("handovers.answered")."""
    handover = store.handover_by_key(ctx.viewer, data.handover_key)
    ctx.require(Permission.PRESCRIBE)
    if handover.from_unit_id != ctx.viewer.unit_id:
        raise NotFound("handovers.no_handover")
    store.lock_given(handover)
    handing_over.require_open(store.outcome_of(handover))
    store.add_answer(ctx.viewer, handover, "withdrawn", at=ctx.now)
    store.end_ground(ctx.viewer, handover, at=ctx.now)
    ctx.audit("handovers.withdrawn", f"handover:{handover.key}")
