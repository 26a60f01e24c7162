"""Someone no longer approves costs."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndDelegation:
    """`last_day` is the last day it holds (inclusive)."""

    delegation_id: int
    last_day: date


@use_case(Permission.DELEGATE_APPROVALS, audits="approvals.delegation_ended")
def end_delegation(ctx: Context, data: EndDelegation) -> None:
    """What was approved under it stands. Raises NotFound, Refused for a day that is past."""
    delegation = store.lock_delegation(ctx.viewer, data.delegation_id)
    ctx.require(Permission.DELEGATE_APPROVALS)
    if data.last_day < ctx.today or data.last_day < delegation.valid_from:
        raise Refused("approvals.day_passed", field="last_day", on=data.last_day)
    if delegation.valid_to is not None and delegation.valid_to < ctx.today:
        raise Refused("approvals.delegation_over", field="last_day", on=delegation.valid_to)
    store.end_delegation(delegation, data.last_day)
    ctx.audit("approvals.delegation_ended", f"user:{delegation.user_id}", last_day=data.last_day.isoformat())
