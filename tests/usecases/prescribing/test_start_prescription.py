"""Beginning a prescription."""

from dataclasses import replace

import pytest
from tests.support.prescribing import prescription
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.prescriptions.models import Prescription, Step
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription


def need(world: World) -> StartPrescription:
    return StartPrescription(world.key("asta"), "Svårt att gå", "Kan gå till affären", 1)


@pytest.mark.law("HSLF-FS 2021:52 prescription, PDL 3 kap. 1–5 §§")
def test_a_prescription_begins_with_its_assessment(world: World) -> None:
    key = world.run(start_prescription, need(world), "anna")
    found = prescription(key)
    assert (found.state, found.goal, found.priority) == ("started", "Kan gå till affären", 1)
    assert found.prescriber == world.assignments["anna"]
    assert found.unit == world.units["health_centre"]
    assert Step.objects.get().kind == "assessment"
    assert "Svårt" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("wrong", "field"), [({"need": "  "}, "need"), ({"goal": ""}, "goal"), ({"priority": 4}, "priority"), ({"priority": 0}, "priority")]
)
def test_what_is_missing_is_named(world: World, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(start_prescription, replace(need(world), **wrong), "anna")  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Prescription.objects.exists()


def test_nobody_prescribes_for_a_person_outside_the_care_of_the_unit(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(start_prescription, replace(need(world), person_key=world.key("hilda")), "anna")


def test_a_desk_prescribes_nothing_even_with_a_relation(world: World) -> None:
    world.run(state_care_relation, StateCareRelation(world.key("asta"), "order_case"), "eva")
    with pytest.raises(NotAllowed):
        world.run(start_prescription, need(world), "eva")
    assert not Prescription.objects.exists()
