"""Write down what the special approval group decided about a request."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.approvals import store
from handtag.domain import approving
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DecideInMeeting:
    """`present` are those who took part, by user number; `reason` says why, also for a yes."""

    meeting_id: int
    approval_key: UUID
    verdict: str
    reason: str
    present: tuple[int, ...]


@use_case(Permission.LEAD_APPROVAL_GROUP, audits=("approvals.approved", "approvals.refused", "approvals.question"))
def decide_in_meeting(ctx: Context, data: DecideInMeeting) -> None:
    """The group decides at its meeting with more than half of its seats taken, by the same ethical platform over the whole county
    (Norrbotten final report 2021, "Länshjälpmedelsgruppens syfte"); every decision has its reason. Raises NotFound, Refused.
    """
    approval = store.lock_approval(ctx.viewer, data.approval_key)
    ctx.require(Permission.LEAD_APPROVAL_GROUP)
    meeting = store.lock_meeting(ctx.viewer, data.meeting_id)
    if data.verdict not in approving.VERDICTS:
        raise Refused("approvals.unknown_verdict", field="verdict", valid=approving.VERDICTS)
    if not data.reason.strip():
        raise Refused("approvals.reason_missing", field="reason")
    if ctx.today < meeting.held_on:
        raise Refused("approvals.meeting_not_yet", on=meeting.held_on)
    if not store.is_tabled(meeting, approval):
        raise Refused("approvals.not_tabled", case=str(approval))
    approving.require_quorum(store.seats(ctx.viewer.county_id, meeting.held_on), data.present)
    if approval.asked_by in {ctx.viewer.code, *(f"user:{pk}" for pk in data.present)}:
        raise Refused("approvals.own_request", field="present", case=str(approval))
    store.note_present(meeting, data.present)
    decided = {} if data.verdict == "question" else {"decided_by": ctx.viewer.code, "decided_at": ctx.now}
    store.note(approval, data.verdict, words=data.reason, by=ctx.viewer.code, at=ctx.now, **decided)
    ctx.audit(f"approvals.{data.verdict}", f"approval:{approval}", meeting=meeting.pk, ore=approval.total_ore)
