"""Signing what a colleague has prepared."""

from datetime import timedelta

import pytest
from tests.support.prescribing import chosen, started
from tests.support.rights import certified, ready_to_sign, required, sign_off, withdrawn
from tests.support.world import NOW, World

from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.rights.models import RightUsed, SignOff
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.rights.sign_prescription import SignPrescription, sign_prescription


def sign(world: World, key: object, by: str = "berit", *, followed: bool = True) -> None:
    world.run(sign_prescription, SignPrescription(key, followed), by)  # type: ignore[arg-type]


@pytest.mark.law("HSLF-FS 2021:52 competence")
def test_who_signs_is_the_one_who_prescribes(world: World) -> None:
    sign(world, ready_to_sign(world))
    found = SignOff.objects.get()
    decision = PrescriptionDecision.objects.get()
    assert (found.state, found.decision, decision.decided_by) == ("signed", decision, f"user:{world.assignments['berit'].user_id}")
    assert (found.prescription.prescriber, found.prescription.state) == (world.assignments["berit"], "article_chosen")
    assert RightUsed.objects.get().assignment == world.assignments["berit"]
    world.run(place_order, PlaceOrder(found.prescription.key, world.points["health_centre"].pk), "anna")


def test_only_who_was_asked_signs_and_on_a_right_of_their_own(world: World) -> None:
    key = ready_to_sign(world)
    for other in ("anna", "nils"):
        with pytest.raises(NotFound):
            sign(world, key, other)
    withdrawn(world, "berit")
    with pytest.raises(Refused, match=r"rights\.withdrawn"):
        sign(world, key)
    assert SignOff.objects.get().state == "waiting"


def test_enough_supervised_cases_earn_the_right(world: World) -> None:
    required(world, cases=2)
    certified(world, "berit")
    for followed in (True, False, True):
        with pytest.raises(Refused, match=r"rights\.missing"):
            chosen(world, "wheelchair")
        sign(world, sign_off(world), followed=followed)
    chosen(world, "wheelchair")
    assert RightUsed.objects.latest("pk").bases[0]["kind"] == "cases"


def test_it_is_signed_once(world: World) -> None:
    key = ready_to_sign(world)
    sign(world, key)
    with pytest.raises(NotFound):
        sign(world, key)


def test_the_right_is_asked_about_on_the_day_it_is_signed(world: World) -> None:
    key = ready_to_sign(world)
    required(world, title="Nytt krav", course_code="ny", since=world.today + timedelta(days=1))
    with pytest.raises(Refused, match=r"rights\.missing"):
        world.run(sign_prescription, SignPrescription(key), "berit", now=NOW + timedelta(days=1))
    assert started(world)
