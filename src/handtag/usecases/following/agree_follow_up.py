"""Agree with the person on the day of the next follow-up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import following_up, prescribing
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AgreeFollowUp:
    prescription_key: UUID
    due_on: date


@use_case(Permission.PRESCRIBE, audits="following.agreed")
def agree_follow_up(ctx: Context, data: AgreeFollowUp) -> None:
    """What prescriber and person agree on goes before the rule of the division (Patientlagen 5 kap. 1 §): care is planned with her.

    Raises NotFound, Refused before delivery or for a day that is not to come.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_step(prescription.state, "followed_up")
    following_up.require_day(data.due_on, ctx.today, "due_on")
    waiting = store.waiting_follow_up(prescription)
    if waiting is None:
        store.add_follow_up(prescription, data.due_on, "agreed")
    else:
        store.set_due(waiting, data.due_on, "agreed")
    ctx.audit("following.agreed", f"prescription:{prescription.key}", due_on=data.due_on.isoformat())
