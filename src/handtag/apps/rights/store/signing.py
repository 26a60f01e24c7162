"""Rows of what colleagues are asked to sign."""

from datetime import date, datetime
from uuid import UUID

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.rights.models import SignOff
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound


def waiting(prescription: Prescription) -> SignOff | None:
    found: SignOff | None = SignOff.objects.filter(prescription=prescription, state="waiting").first()
    return found


def ask(
    prescription: Prescription, article: Article, asked_by: Assignment, asked_of: Assignment, *, key: UUID, note: str, at: datetime
) -> SignOff:
    made: SignOff = SignOff.objects.create(
        key=key, prescription=prescription, article=article, asked_by=asked_by, asked_of=asked_of, note=note, asked_at=at
    )
    return made


def lock_waiting(viewer: Viewer, key: UUID) -> SignOff:
    """One of the viewer's unit that nobody has answered. Raises NotFound."""
    rows = SignOff.objects.visible_to(viewer).select_related("prescription", "article", "asked_by", "asked_of")
    found: SignOff | None = rows.select_for_update(of=("self",)).filter(key=key, state="waiting").first()
    if found is None:
        raise NotFound("rights.no_sign_off", field="sign_off_key")
    return found


def lock_asked_of(viewer: Viewer, key: UUID) -> SignOff:
    """One that the viewer has been asked to sign. Raises NotFound, also when a colleague was asked."""
    found = lock_waiting(viewer, key)
    if found.asked_of.user_id != viewer.user_id:
        raise NotFound("rights.no_sign_off", field="sign_off_key")
    return found


def sign(sign_off: SignOff, decision: PrescriptionDecision, *, answer: str, followed: bool, at: datetime, on: date) -> None:
    sign_off.decision, sign_off.followed = decision, followed
    close(sign_off, "signed", answer=answer, at=at, on=on)


def close(sign_off: SignOff, state: str, *, answer: str, at: datetime, on: date) -> None:
    sign_off.state, sign_off.answer, sign_off.answered_at, sign_off.answered_on = state, answer, at, on
    sign_off.save(update_fields=["state", "answer", "answered_at", "answered_on", "decision", "followed"])


def take_over(prescription: Prescription, assignment: Assignment) -> None:
    """From now on the prescription is somebody else's."""
    prescription.prescriber = assignment
    prescription.save(update_fields=["prescriber"])
