"""Take a proposal back, approved or not."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.retention import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawCulling:
    proposal_key: UUID


@use_case(Permission.CULL, audits="retention.withdrawn")
def withdraw_culling(ctx: Context, data: WithdrawCulling) -> None:
    """Nothing more is removed under the proposal. One person alone may: to stop is never dangerous.

    What has been removed already stays removed. Raises NotFound, Refused("retention.withdrawn", "retention.finished").
    """
    ctx.require(Permission.CULL)
    proposal = store.lock_proposal(ctx.viewer, data.proposal_key)
    if proposal.finished_at is not None:
        raise Refused("retention.finished")
    if store.is_withdrawn(proposal):
        raise Refused("retention.withdrawn")
    store.withdraw(proposal, ctx.viewer, at=ctx.now)
    ctx.audit("retention.withdrawn", f"culling:{proposal.key}")
