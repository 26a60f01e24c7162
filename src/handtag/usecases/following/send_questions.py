"""Ask the person by letter how it goes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handtag.apps.people import store as people
from handtag.apps.prescriptions import store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case

DAYS_TO_ANSWER = 21


@dataclass(frozen=True)
class SendQuestions:
    prescription_key: UUID


@use_case(Permission.PRESCRIBE, audits="following.asked_by_letter")
def send_questions(ctx: Context, data: SendQuestions) -> UUID:
    """The person is asked in words she understands how the device works for her (Patientlagen 3 kap. 1 och 6 §§); what she answers is noted
    with the follow-up. Answers the letter's key. Raises NotFound, Refused before delivery.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    people.readable_person(ctx.viewer, prescription.person.key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_step(prescription.state, "followed_up")
    key = ctx.new_key()
    store.add_letter(prescription, key, answer_by=ctx.today + timedelta(days=DAYS_TO_ANSWER), by=ctx.viewer.code, at=ctx.now)
    store.add_step(prescription, kind="letter_sent", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("following.asked_by_letter", f"prescription:{prescription.key}", letter=str(key))
    return key
