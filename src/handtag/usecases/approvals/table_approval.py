"""Put a request on the agenda of the special approval group."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TableApproval:
    meeting_id: int
    approval_key: UUID


@use_case(Permission.LEAD_APPROVAL_GROUP, audits="approvals.tabled")
def table_approval(ctx: Context, data: TableApproval) -> None:
    """What waits for the group is tried at a meeting to come, and whoever asked sees which day. Raises NotFound, Refused."""
    approval = store.lock_approval(ctx.viewer, data.approval_key)
    ctx.require(Permission.LEAD_APPROVAL_GROUP)
    meeting = store.lock_meeting(ctx.viewer, data.meeting_id)
    if meeting.held_on < ctx.today:
        raise Refused("approvals.meeting_over", on=meeting.held_on)
    if store.is_tabled(meeting, approval):
        raise Refused("approvals.tabled_already", case=str(approval))
    store.note(approval, "tabled", words=meeting.held_on.isoformat(), by=ctx.viewer.code, at=ctx.now)
    store.table(meeting, approval, by=ctx.viewer.code, at=ctx.now)
    ctx.audit("approvals.tabled", f"approval:{approval}", meeting=meeting.pk)
