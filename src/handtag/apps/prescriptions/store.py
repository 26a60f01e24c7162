"""Rows of prescriptions: the prescription, its decisions (never changed), its steps and its follow-ups."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Principal
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision, Step
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound


def lock_prescription(viewer: Viewer, key: UUID) -> Prescription:
    """The prescription, locked, with person, municipality and unit loaded. Raises NotFound, also when another unit's."""
    prescription: Prescription | None = (
        Prescription.objects.visible_to(viewer)
        .select_related("person__municipality", "unit__principal", "article", "payer")
        .select_for_update(of=("self",))
        .filter(key=key)
        .first()
    )
    if prescription is None:
        raise NotFound("prescribing.no_prescription")
    return prescription


def lock_again(prescription: Prescription) -> Prescription:
    """The row as it is now, locked: for who came to it through its order, with that order's scope."""
    locked: Prescription = Prescription.objects.select_for_update().get(pk=prescription.pk)
    return locked


def add_prescription(viewer: Viewer, person: Person, *, key: UUID, need: str, goal: str, priority: int, at: datetime) -> Prescription:
    prescription: Prescription = Prescription.objects.create(
        key=key, person=person, unit_id=viewer.unit_id, prescriber_id=viewer.assignment_id, need=need, goal=goal,
        priority=priority, started_at=at,
    )  # fmt: skip
    return prescription


def set_state(prescription: Prescription, state: str, **columns: Any) -> None:
    """Move the prescription on, with other columns if given."""
    for name, value in {"state": state, **columns}.items():
        setattr(prescription, name, value)
    prescription.save(update_fields=["state", *columns])


def set_answers(prescription: Prescription, answers: dict[str, object]) -> None:
    prescription.facts = answers
    prescription.save(update_fields=["facts"])


def add_decision(
    prescription: Prescription,
    *,
    article: Article,
    version_id: int,
    payer: Principal,
    rule: str,
    facts: dict[str, object],
    decision: dict[str, object],
    decided_by: str,
    at: datetime,
) -> PrescriptionDecision:
    return PrescriptionDecision.objects.create(
        prescription=prescription, article=article, agreement_version_id=version_id, payer=payer, rule=rule,
        facts=facts, decision=decision, decided_by=decided_by, decided_at=at,
    )  # fmt: skip


def latest_decision(prescription: Prescription) -> PrescriptionDecision | None:
    """The decision in force: the last one for the article that is chosen now."""
    decisions = PrescriptionDecision.objects.select_related("payer", "agreement_version")
    return decisions.filter(prescription=prescription, article=prescription.article).order_by("-pk").first()


def add_step(prescription: Prescription, *, kind: str, note: str, taken_by: str, on: date, at: datetime) -> Step:
    return Step.objects.create(prescription=prescription, kind=kind, note=note, taken_by=taken_by, taken_on=on, recorded_at=at)


def waiting_follow_up(prescription: Prescription) -> FollowUp | None:
    """The follow-up that is due next and not done."""
    waiting = FollowUp.objects.select_for_update().filter(prescription=prescription, done_on=None)
    found: FollowUp | None = waiting.order_by("due_on", "pk").first()
    return found


def add_follow_up(prescription: Prescription, due_on: date) -> FollowUp:
    follow_up: FollowUp = FollowUp.objects.create(prescription=prescription, due_on=due_on)
    return follow_up


def finish_follow_up(follow_up: FollowUp, *, done_on: date, result: str, note: str) -> None:
    follow_up.done_on, follow_up.result, follow_up.note = done_on, result, note
    follow_up.save(update_fields=["done_on", "result", "note"])


def payer_named(payer: str, viewer: Viewer, person: Person) -> Principal | None:
    """Who pays when the agreement says region (the county's) or municipality (the person's)."""
    if payer == "municipality":
        return person.municipality
    return Principal.objects.filter(county_id=viewer.county_id, kind="region").order_by("pk").first()
