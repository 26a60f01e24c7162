"""Call the special approval group to a meeting."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.approvals import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CallMeeting:
    held_on: date
    place: str


@use_case(Permission.LEAD_APPROVAL_GROUP, audits="approvals.meeting_called")
def call_meeting(ctx: Context, data: CallMeeting) -> int:
    """A meeting is called for a day to come, one a day. Answers its number. Raises Refused naming the field."""
    ctx.require(Permission.LEAD_APPROVAL_GROUP)
    if not data.place.strip():
        raise Refused("approvals.place_missing", field="place")
    if data.held_on < ctx.today:
        raise Refused("approvals.day_passed", field="held_on", on=data.held_on)
    if store.meets_on(ctx.viewer.county_id, data.held_on):
        raise Refused("approvals.meeting_that_day", field="held_on", on=data.held_on)
    meeting = store.add_meeting(
        county_id=ctx.viewer.county_id, held_on=data.held_on, place=data.place.strip()[:120], called_by=ctx.viewer.code, called_at=ctx.now
    )
    ctx.audit("approvals.meeting_called", f"meeting:{meeting.pk}", on=data.held_on.isoformat())
    return meeting.pk
