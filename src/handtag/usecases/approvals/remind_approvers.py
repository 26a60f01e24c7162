"""Remind whoever decides of what falls due or has."""

from dataclasses import dataclass

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case

BEFORE_DAYS = 2
EVERY_DAYS = 3


@dataclass(frozen=True)
class RemindApprovers:
    pass


@use_case(Permission.DELIVER_EFFECTS, audits="approvals.reminded")
def remind_approvers(ctx: Context, data: RemindApprovers) -> int:
    """Two days before the day and every third day after it, the request is marked as reminded, until somebody decides or asks back.

    Answers how many.
    """
    ctx.require(Permission.DELIVER_EFFECTS)
    due = store.to_remind(ctx.today, before_days=BEFORE_DAYS, every_days=EVERY_DAYS, now=ctx.now)
    for approval in due:
        store.note(approval, "reminded", words="", by=ctx.viewer.code, at=ctx.now)
    ctx.audit("approvals.reminded", "approvals", count=len(due))
    return len(due)
