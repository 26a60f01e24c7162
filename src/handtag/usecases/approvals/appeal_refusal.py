"""Take a refused approval to the next level."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AppealRefusal:
    """`why` is read by who tries it: nothing that tells who it is for."""

    approval_key: UUID
    why: str


@use_case(Permission.PRESCRIBE, audits="approvals.appealed")
def appeal_refusal(ctx: Context, data: AppealRefusal) -> int:
    """A refusal can be appealed, level by level, to whom the county says, and their clock begins (Stockholm agreement 6.4).

    Answers the level. Raises NotFound, Refused: not refused, no words, no level left.
    """
    approval = store.lock_approval(ctx.viewer, data.approval_key)
    ctx.require(Permission.PRESCRIBE)
    if not data.why.strip():
        raise Refused("approvals.why_missing", field="why")
    tried = store.levels_tried(approval)
    level = store.levels(approval.county_id).get(tried + 1)
    if level is None:
        raise Refused("approvals.no_level_left" if tried else "approvals.no_levels", case=str(approval))
    due = ctx.today + timedelta(days=level.days)
    store.note(approval, "appealed", words=data.why, by=ctx.viewer.code, at=ctx.now, due_on=due)
    store.add_appeal(approval, level, due_on=due, appealed_by=ctx.viewer.code, appealed_at=ctx.now)
    ctx.audit("approvals.appealed", f"approval:{approval}", level=level.level, due=due.isoformat())
    return level.level
