"""Follow up a delivered device against the goal, and say when the next time is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class FollowUp:
    """`next_due_on` None = no more follow-up is needed."""

    prescription_key: UUID
    result: str
    note: str
    next_due_on: date | None


@use_case(Permission.PRESCRIBE, audits="prescribing.followed_up")
def follow_up(ctx: Context, data: FollowUp) -> None:
    """The prescriber follows up until the need ends (HSLF-FS 2021:52 3 kap.). Does the follow-up that waits, else one made today.

    Raises NotFound, Refused before delivery, for a result outside the list or a next day that is not to come.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_step(prescription.state, "followed_up")
    if data.result not in prescribing.RESULTS:
        raise Refused("prescribing.unknown_result", field="result", valid=prescribing.RESULTS)
    if data.next_due_on is not None and data.next_due_on <= ctx.today:
        raise Refused("prescribing.due_in_past", field="next_due_on", on=data.next_due_on)
    waiting = store.waiting_follow_up(prescription) or store.add_follow_up(prescription, ctx.today)
    store.finish_follow_up(waiting, done_on=ctx.today, result=data.result, note=data.note.strip())
    if data.next_due_on is not None:
        store.add_follow_up(prescription, data.next_due_on)
    store.set_state(prescription, "followed_up")
    due = data.next_due_on.isoformat() if data.next_due_on else ""
    ctx.audit("prescribing.followed_up", f"prescription:{prescription.key}", next_due_on=due)
