"""The pages of handovers and moves: what waits, one handover from offer to answer, a case, and the move assistant that shows first."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from tests.support.handovers import a_case, handover, lent, moved_in, offered
from tests.support.pages import persons_in, signed_in
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.handovers.models import Case, CaseEnd, Handover
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals.models import Rental


def command(**fields: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **fields}


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_one_prescriber_hands_over_and_another_takes_over(world: World) -> None:
    found = lent(world)
    anna, cilla = signed_in(world, "anna"), signed_in(world, "cilla")
    unit = world.units["lulea_care"].hsa_id
    said = {"to_unit": unit, "reason": "discharged", "what": "Går tio meter", "goal": "Till affären", "disclosure": "consented"}
    answer = anna.post(f"/overlamningar/ny/{found.key}/", command(**said, next_follow_up_on=TODAY + timedelta(days=60)))
    key = Handover.objects.get().key
    assert answer["Location"] == f"/overlamningar/{key}/"
    assert "Går tio meter" in page(cilla, f"/overlamningar/{key}/")
    assert f"/overlamningar/{key}/" in page(cilla, "/overlamningar/")
    cilla.post(f"/overlamningar/{key}/", command(care_setting="home_visit"))
    assert Rental.objects.get(end_on=None).payer == world.principals["lulea"]
    assert Prescription.objects.get(came_by__isnull=False).unit == world.units["lulea_care"]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_sent(world: World) -> None:
    found = lent(world)
    anna = signed_in(world, "anna")
    said = {"to_unit": world.units["lulea_care"].hsa_id, "reason": "discharged", "what": "x", "goal": "x"}
    answer = anna.post(f"/overlamningar/ny/{found.key}/", command(**said, next_follow_up_on=TODAY + timedelta(days=60)))
    assert "25 kap. 1 §" in answer.content.decode()
    assert not Handover.objects.exists()


def test_it_is_returned_with_a_reason_or_taken_back(world: World) -> None:
    found = lent(world)
    key = offered(world, found)
    cilla = signed_in(world, "cilla")
    cilla.post(f"/overlamningar/{key}/tillbaka/", command(reason="more_needed", note="Vilken sida?"))
    assert handover(key).answer.outcome == "returned"
    again = offered(world, found)
    signed_in(world, "anna").post(f"/overlamningar/{again}/angra/", command())
    assert handover(again).answer.outcome == "withdrawn"


def test_who_is_shown_is_logged_and_strangers_are_shown_nothing(world: World) -> None:
    key = offered(world, lent(world))
    assert signed_in(world, "dag").get(f"/overlamningar/{key}/").status_code == 404
    before = AccessEntry.objects.count()
    shown = page(signed_in(world, "cilla"), "/overlamningar/")
    assert persons_in(shown) == ["bror"]
    assert AccessEntry.objects.count() == before + 1


def test_a_case_is_shown_with_what_to_do_and_its_payer_changed(world: World) -> None:
    moved_in(world)
    case = Case.objects.create(
        key=uuid4(), prescription=Prescription.objects.get(), kind="housing_changed", happens_on=TODAY, found_by="system:timer",
        found_at=world.now,
    )  # fmt: skip
    anna = signed_in(world, "anna")
    assert f'/overlamningar/andring/{case.key}/betalare/"' in page(anna, f"/overlamningar/andring/{case.key}/")
    anna.post(f"/overlamningar/andring/{case.key}/betalare/", command(on=TODAY))
    assert Rental.objects.get(end_on=None).payer == world.principals["lulea"]
    assert CaseEnd.objects.get().case == case


def test_a_case_is_closed_with_why(world: World) -> None:
    case = a_case(world)
    anna = signed_in(world, "anna")
    address = f"/overlamningar/andring/{case.key}/"
    assert not CaseEnd.objects.exists()
    anna.post(address, command(outcome="nothing_to_do"))
    assert not CaseEnd.objects.exists()
    anna.post(address, command(outcome="nothing_to_do", note="Kommer hem i maj"))
    assert CaseEnd.objects.get().note == "Kommer hem i maj"


def test_a_move_is_shown_before_it_is_done(world: World) -> None:
    lent(world)
    anna = signed_in(world, "anna")
    address = f"/overlamningar/flytt/{world.key('bror')}/"
    given = {"on": TODAY, "municipality_code": "2581", "housing": "special_housing_sol", "home_health_care_enrolled": "no"}
    assert "Piteå kommun</" not in page(anna, address).split("<option")[0]
    shown = anna.post(address, command(**given)).content.decode()
    assert "Region Prov → Piteå kommun" in shown
    assert Rental.objects.get().end_on is None
    assert Person.objects.get(key=world.key("bror")).housing == "ordinary"
    anna.post(address, command(**given, do="1"))
    assert Rental.objects.get(end_on=None).payer == world.principals["pitea"]


def test_a_death_is_told_from_the_same_page(world: World) -> None:
    lent(world)
    signed_in(world, "anna").post(f"/overlamningar/handelse/{world.key('bror')}/", command(kind="deceased", on=TODAY))
    assert Case.objects.get().kind == "deceased"
