"""How a trial ends: kept or back."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests.support.prescribing import lend, ordered, prescription, started
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.prescriptions.process import Trial
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.end_trial import EndTrial, end_trial
from handtag.usecases.prescribing.start_trial import StartTrial, start_trial


@pytest.fixture
def tried(world: World) -> UUID:
    """Anna's rollator for Bror, delivered, on trial for two weeks."""
    placed = ordered(world)
    lend(world, placed)
    assert placed.prescription is not None
    key: UUID = placed.prescription.key
    world.run(start_trial, StartTrial(key, TODAY + timedelta(days=14)), "anna")
    return key


def test_what_suits_is_kept_and_stays_a_prescription(world: World, tried: UUID) -> None:
    world.run(end_trial, EndTrial(tried, "kept", "Går bra"), "anna")
    one = Trial.objects.get()
    assert (one.outcome, one.note, one.ended_on, one.ended_by) == ("kept", "Går bra", TODAY, world.viewer("anna").code)
    assert prescription(tried).state == "delivered"
    assert PrescriptionDecision.objects.count() == 1


def test_what_was_let_through_as_a_short_trial_is_decided_anew_when_kept(world: World, tried: UUID) -> None:
    Prescription.objects.filter(key=tried).update(facts={"short_trial": True})
    world.run(end_trial, EndTrial(tried, "kept"), "anna")
    decisions = list(PrescriptionDecision.objects.order_by("pk"))
    assert [one.facts.get("short_trial") for one in decisions] == [None, False]
    assert prescription(tried).facts == {"short_trial": False}


@pytest.mark.damaged
def test_what_another_would_pay_for_is_not_kept(world: World, tried: UUID) -> None:
    Prescription.objects.filter(key=tried).update(facts={"short_trial": True}, payer=world.principals["lulea"])
    with pytest.raises(Refused, match="trial_other_payer"):
        world.run(end_trial, EndTrial(tried, "kept"), "anna")
    assert Trial.objects.get().ended_on is None
    assert prescription(tried).facts == {"short_trial": True}
    world.run(end_trial, EndTrial(tried, "returned"), "anna")


@pytest.mark.damaged
def test_what_the_agreement_carries_only_as_a_trial_comes_back(world: World, tried: UUID) -> None:
    Prescription.objects.filter(key=tried).update(facts={"short_trial": True}, article=world.articles["gripper"])
    with pytest.raises(Refused, match="own_responsibility"):
        world.run(end_trial, EndTrial(tried, "kept"), "anna")
    assert Trial.objects.get().ended_on is None


def test_an_outcome_outside_the_list_or_before_delivery_is_refused(world: World, tried: UUID) -> None:
    with pytest.raises(Refused, match="trial_outcome"):
        world.run(end_trial, EndTrial(tried, "lost"), "anna")
    early = started(world, "asta")
    with pytest.raises(Refused, match="no_trial"):
        world.run(end_trial, EndTrial(early, "kept"), "anna")
    world.run(start_trial, StartTrial(early, TODAY + timedelta(days=1)), "anna")
    with pytest.raises(Refused, match="trial_not_delivered"):
        world.run(end_trial, EndTrial(early, "kept"), "anna")


def test_another_unit_finds_nothing(world: World, tried: UUID) -> None:
    with pytest.raises(NotFound):
        world.run(end_trial, EndTrial(tried, "kept"), "bo")
