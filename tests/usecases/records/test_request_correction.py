import pytest
from tests.support import register
from tests.support.prescribing import started
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.people.models import CorrectionRequest
from handtag.apps.people.queries_corrections import corrections_of
from handtag.apps.prescriptions.models import Prescription
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.records.request_correction import RequestCorrection, request_correction

pytestmark = pytest.mark.django_db


@pytest.mark.law("PDL 3 kap. 8 §")
def test_from_then_on_every_unit_that_reads_sees_that_it_is_questioned(world: World) -> None:
    register.asked(world, wanted="")
    for name in ("anna", "bo"):
        (one,) = corrections_of(world.viewer(name), world.key("bror"))
        assert (one.field, one.state, str(one.before), one.is_open) == ("family_name", "noted", "Björk", False)
    assert world.fresh(world.persons["bror"]).family_name == "Björk"


def test_what_the_person_says_stays_with_the_unit_that_wrote_it_down(world: World) -> None:
    register.asked(world)
    mine, others = (corrections_of(world.viewer(name), world.key("bror"))[0].words for name in ("anna", "bo"))
    assert (mine, others) == ("Det är fel", "")


def test_neither_values_nor_words_stand_in_the_log(world: World) -> None:
    register.asked(world)
    entry = AuditEntry.objects.get(action="records.correction_requested")
    assert entry.details == {"field": "family_name", "noted_only": False}
    stored = CorrectionRequest.objects.raw("SELECT id, wanted AS plain FROM people_correctionrequest")[0]
    assert "Berg" not in stored.plain


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_lived_before_is_not_shown(world: World) -> None:
    register.asked(world, field="address", wanted="Nya vägen 2", person="frida")
    (one,) = corrections_of(world.viewer("anna"), world.key("frida"))
    assert ("Furavägen" in str(one.before), "Nya" in str(one.wanted), one.unit) == (False, False, "")


def test_a_prescription_is_questioned_at_the_unit_that_wrote_it(world: World) -> None:
    prescription = Prescription.objects.get(key=started(world))
    data = RequestCorrection(prescription.person.key, "goal", "Så sa jag inte", "person", "Cykla", prescription.key)
    world.run(request_correction, data, "anna")
    with pytest.raises(NotFound):
        world.run(request_correction, RequestCorrection(world.key("gosta"), "goal", "Fel", "person", "Gå", prescription.key), "anna")
    assert CorrectionRequest.objects.get().before == prescription.goal


def test_one_correction_of_a_field_waits_at_a_time_and_a_strange_field_is_refused(world: World) -> None:
    register.asked(world)
    with pytest.raises(Refused, match=r"records\.asked_already"):
        register.asked(world, wanted="Borg")
    with pytest.raises(Refused, match=r"people\.unknown_choice"):
        register.asked(world, field="key")


def test_someone_the_unit_has_no_relation_to_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        register.asked(world, person="hilda")
