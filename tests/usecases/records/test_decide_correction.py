from uuid import uuid4

import pytest
from tests.support import register
from tests.support.prescribing import started
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.people.models import CorrectionDecision
from handtag.apps.people.queries_corrections import corrections_of, corrections_of_prescription
from handtag.apps.prescriptions.models import Prescription
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.records.decide_correction import DecideCorrection, decide_correction
from handtag.usecases.records.request_correction import RequestCorrection, request_correction

pytestmark = pytest.mark.django_db


@pytest.mark.law("PDL 3 kap. 14 §, GDPR art. 16")
def test_what_is_corrected_says_so_and_what_stood_there_remains(world: World) -> None:
    world.run(decide_correction, DecideCorrection(register.asked(world), corrected=True, reason="Enligt legitimation"), "asa")
    assert world.fresh(world.persons["bror"]).family_name == "Berg"
    (one,) = corrections_of(world.viewer("bo"), world.key("bror"))
    assert (one.state, str(one.before), str(one.wanted), one.decided_at) == ("corrected", "Björk", "Berg", world.now)
    assert CorrectionDecision.objects.get().decided_by == world.viewer("asa").code
    assert AuditEntry.objects.get(action="records.corrected").details == {"field": "family_name"}


@pytest.mark.law("PDL 3 kap. 8 §")
def test_what_is_refused_stands_and_the_note_remains(world: World) -> None:
    world.run(decide_correction, DecideCorrection(register.asked(world), corrected=False, reason="Folkbokfört namn"), "anna")
    assert world.fresh(world.persons["bror"]).family_name == "Björk"
    (one,) = corrections_of(world.viewer("anna"), world.key("bror"))
    assert (one.state, one.reason) == ("refused", "Folkbokfört namn")
    assert register.asked(world, wanted="Borg")  # the person may ask again


def test_the_prescribing_unit_corrects_its_prescription(world: World) -> None:
    prescription = Prescription.objects.get(key=started(world))
    person = prescription.person.key
    data = RequestCorrection(person, "goal", "Så sa jag inte", "person", "Cykla", prescription.key)
    key = world.run(request_correction, data, "anna")
    with pytest.raises(NotAllowed):
        world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "asa")
    world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "anna")
    assert world.fresh(prescription).goal == "Cykla"
    (one,) = corrections_of_prescription(world.viewer("anna"), person, prescription.key)
    assert (one.state, str(one.before)) == ("corrected", prescription.goal)


def test_protection_is_corrected_as_yes_or_no(world: World) -> None:
    key = register.asked(world, field="protected_identity", wanted="true")
    world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "anna")
    assert world.fresh(world.persons["bror"]).protected_identity is True


def test_a_value_changed_meanwhile_is_not_overwritten(world: World) -> None:
    key = register.asked(world)
    person = world.persons["bror"]
    person.family_name = "Brink"
    person.save()
    with pytest.raises(Refused, match=r"records\.changed_meanwhile"):
        world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "anna")
    assert world.fresh(person).family_name == "Brink"
    assert not CorrectionDecision.objects.exists()


def test_it_is_decided_once_by_who_may_and_may_read(world: World) -> None:
    key = register.asked(world)
    with pytest.raises(NotFound, match=r"records\.no_correction"):
        world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "dag")
    world.run(state_care_relation, StateCareRelation(world.key("bror"), "order_case"), "kim")
    with pytest.raises(NotAllowed):
        world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "kim")
    world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "anna")
    with pytest.raises(NotFound):
        world.run(decide_correction, DecideCorrection(key, corrected=True, reason="Ja"), "anna")
    with pytest.raises(NotFound):
        world.run(decide_correction, DecideCorrection(uuid4(), corrected=True, reason="Ja"), "anna")
