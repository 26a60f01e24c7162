"""Noting steps of the process."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.support.prescribing import started
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.prescriptions.models import Step
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.record_step import RecordStep, record_step


@pytest.mark.law("PDL 3 kap. 1–5 §§, PDL 3 kap. 10 §")
def test_a_step_says_who_did_what_and_when_and_is_never_changed(world: World) -> None:
    key = started(world)
    world.run(record_step, RecordStep(key, "trial", " Provade två höjder ", date(2026, 11, 20)), "anna")
    step = Step.objects.get(kind="trial")
    assert (step.note, step.taken_by, step.taken_on) == ("Provade två höjder", world.viewer("anna").code, date(2026, 11, 20))
    assert "Provade" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(DatabaseError), transaction.atomic():
        Step.objects.update(note="x")


@pytest.mark.law("HSLF-FS 2021:52 prescription")
@pytest.mark.parametrize(
    ("kind", "on", "field"), [("surgery", TODAY, "kind"), ("ordered", TODAY, "kind"), ("trial", TODAY + timedelta(days=1), "on")]
)
def test_a_step_outside_the_list_or_to_come_is_refused(world: World, kind: str, on: date, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(record_step, RecordStep(started(world), kind, "", on), "anna")
    assert refusal.value.field == field


def test_a_step_is_planned_then_done_and_what_was_done_is_not_planned_away(world: World) -> None:
    key, later = started(world), TODAY + timedelta(days=7)
    world.run(record_step, RecordStep(key, "training", "", later, "planned"), "anna")
    with pytest.raises(Refused, match="planned_in_past"):
        world.run(record_step, RecordStep(key, "training", "", TODAY - timedelta(days=1), "planned"), "anna")
    world.run(record_step, RecordStep(key, "training", "", TODAY), "anna")
    with pytest.raises(Refused) as refusal:
        world.run(record_step, RecordStep(key, "training", "", TODAY, "not_needed"), "anna")
    assert refusal.value.field == "state"
    assert [(step.state, step.taken_on) for step in Step.objects.filter(kind="training").order_by("pk")] == [
        ("planned", later), ("done", TODAY),
    ]  # fmt: skip


def test_an_ended_prescription_takes_no_more_steps(world: World) -> None:
    key = started(world)
    world.run(end_prescription, EndPrescription(key, "declined"), "anna")
    with pytest.raises(Refused, match="wrong_state"):
        world.run(record_step, RecordStep(key, "trial", "", TODAY), "anna")


def test_another_unit_finds_no_prescription(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(record_step, RecordStep(started(world), "trial", "", TODAY), "cilla")
