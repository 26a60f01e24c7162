"""Whoever was to approve a draft sends it back with a reason."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.agreements import store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RejectDraft:
    """`reason` is read by those who write the draft."""

    draft_key: UUID
    reason: str


@use_case(Permission.APPROVE_AGREEMENT, audits="agreements.draft_rejected")
def reject_draft(ctx: Context, data: RejectDraft) -> int:
    """A submitted draft goes back to those who write it, with the reason why. Answers the new revision. Raises Refused without one."""
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.APPROVE_AGREEMENT)
    state = drafting.next_state(draft.state, "reject")
    if not data.reason.strip():
        raise Refused("agreements.reason_missing", field="reason")
    store.set_state(draft, state)
    revision = store.add_change(draft, ctx.viewer, "rejected", at=ctx.now, comment=data.reason.strip())
    ctx.audit("agreements.draft_rejected", f"draft:{draft.key}", revision=revision)
    return revision
