"""The second person agrees to a proposal."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handtag.apps.retention import store
from handtag.domain.access import Permission
from handtag.domain.retention import APPROVAL_DAYS
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ApproveCulling:
    """`contents_hash` is that of the proposal as it was read."""

    proposal_key: UUID
    contents_hash: str


@use_case(Permission.APPROVE_CULLING, audits="retention.approved")
def approve_culling(ctx: Context, data: ApproveCulling) -> None:
    """What cannot be undone needs two persons: who proposed it never approves it, in whatever role. Holds for fourteen days.

    Raises NotFound, Refused("retention.…").
    """
    ctx.require(Permission.APPROVE_CULLING)
    proposal = store.lock_proposal(ctx.viewer, data.proposal_key)
    if store.is_withdrawn(proposal):
        raise Refused("retention.withdrawn")
    if proposal.approved_by:
        raise Refused("retention.approved_already")
    if proposal.proposed_by == ctx.viewer.code:
        raise Refused("retention.same_person")
    if ctx.now >= proposal.expires_at:
        raise Refused("retention.expired")
    if data.contents_hash != proposal.contents_hash:
        raise Refused("retention.changed")
    store.approve(proposal, ctx.viewer, at=ctx.now, expires_at=ctx.now + timedelta(days=APPROVAL_DAYS))
    ctx.audit("retention.approved", f"culling:{proposal.key}", contents=proposal.contents_hash)
