"""A device on trial has a last day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.prescribing import started
from tests.support.world import NOW, TODAY, World

from handtag.apps.prescriptions.process import Trial
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.start_trial import StartTrial, start_trial

LATER = TODAY + timedelta(days=14)


def test_a_trial_is_begun_once_and_then_prolonged(world: World) -> None:
    key = started(world)
    first = world.run(start_trial, StartTrial(key, LATER), "anna")
    assert world.run(start_trial, StartTrial(key, LATER + timedelta(days=7)), "anna") == first
    assert [one.until for one in Trial.objects.visible_to(world.viewer("anna"))] == [date(2026, 12, 14)]
    assert not Trial.objects.visible_to(world.viewer("bo"))


def test_the_database_itself_takes_no_second_trial(world: World) -> None:
    world.run(start_trial, StartTrial(started(world), LATER), "anna")
    one = Trial.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.create(prescription=one.prescription, until=LATER, started_by="user:1", started_at=NOW)


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=181)])
def test_a_day_that_is_no_last_day_is_refused(world: World, until: date) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(start_trial, StartTrial(started(world), until), "anna")
    assert refusal.value.field == "until"


def test_another_unit_finds_nothing_and_what_has_ended_is_not_tried(world: World) -> None:
    key = started(world)
    with pytest.raises(NotFound):
        world.run(start_trial, StartTrial(key, LATER), "bo")
    world.run(start_trial, StartTrial(key, LATER), "anna")
    world.run(end_prescription, EndPrescription(key, "declined"), "anna")
    assert Trial.objects.get().outcome == "returned"
    with pytest.raises(Refused, match="wrong_state"):
        world.run(start_trial, StartTrial(key, LATER), "anna")
