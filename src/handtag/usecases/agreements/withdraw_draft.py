"""A draft is taken back: from waiting for approval to being written, or from being written to nothing."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.agreements import store
from handtag.domain.access import Permission
from handtag.domain.agreement import drafting
from handtag.domain.values.errors import Conflict
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawDraft:
    """`revision` is the one that was read."""

    draft_key: UUID
    revision: int


@use_case(Permission.DRAFT_AGREEMENT, audits="agreements.draft_withdrawn")
def withdraw_draft(ctx: Context, data: WithdrawDraft) -> str:
    """A submitted draft can be written on again; one that is being written is put away for good, with its log.

    Answers the new state. Raises Conflict when it was changed since `revision`, Refused when it is finished.
    """
    draft = store.lock_draft(ctx.viewer, data.draft_key)
    ctx.require(Permission.DRAFT_AGREEMENT)
    state = drafting.next_state(draft.state, "withdraw")
    if draft.revision != data.revision:
        raise Conflict("agreements.draft_changed_meanwhile", who=store.latest_change(draft).by.name, revision=draft.revision)
    store.set_state(draft, state)
    revision = store.add_change(draft, ctx.viewer, "withdrawn", at=ctx.now)
    ctx.audit("agreements.draft_withdrawn", f"draft:{draft.key}", state=state, revision=revision)
    return state
