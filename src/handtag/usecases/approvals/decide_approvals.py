"""Approve, refuse or ask back: one request or several at once."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.approvals import store
from handtag.apps.approvals.models import Approval
from handtag.domain import approving
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DecideApprovals:
    """`verdict` is approved, refused or question; all of the requests get it, or none. `reason` is needed unless it is a yes."""

    approval_keys: tuple[UUID, ...]
    verdict: str
    reason: str = ""


@use_case(Permission.APPROVE_COST, audits=("approvals.approved", "approvals.refused", "approvals.question"))
def decide_approvals(ctx: Context, data: DecideApprovals) -> int:
    """Who answers for the cost approves it in a trust prescription (Stockholm 2.3.1), within the amount and the days delegated to them.

    Answers how many were decided. Raises NotFound, Refused: not delegated, above the limit, own request, no reason.
    """
    approvals = store.lock_approvals(ctx.viewer, data.approval_keys)
    ctx.require(Permission.APPROVE_COST)
    if data.verdict not in approving.VERDICTS:
        raise Refused("approvals.unknown_verdict", field="verdict", valid=approving.VERDICTS)
    if data.verdict != "approved" and not data.reason.strip():
        raise Refused("approvals.reason_missing", field="reason")
    held = store.delegations_of(ctx.viewer.user_id, ctx.viewer.principal_id)
    for approval in approvals:
        _decide(ctx, approval, data, held)
    return len(approvals)


def _decide(ctx: Context, approval: Approval, data: DecideApprovals, held: list[approving.Delegation]) -> None:
    if approval.asked_by == ctx.viewer.code:
        raise Refused("approvals.own_request", case=str(approval))
    approving.require_delegated(held, approval.total_ore, ctx.today)
    decided = {} if data.verdict == "question" else {"decided_by": ctx.viewer.code, "decided_at": ctx.now}
    store.note(approval, data.verdict, words=data.reason, by=ctx.viewer.code, at=ctx.now, **decided)
    ctx.audit(f"approvals.{data.verdict}", f"approval:{approval}", ore=approval.total_ore)
