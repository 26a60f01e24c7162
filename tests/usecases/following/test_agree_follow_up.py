"""The day of the next follow-up as agreed with the person."""

from datetime import timedelta

import pytest
from tests.support.following import out
from tests.support.prescribing import ordered
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import FollowUp
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.following.agree_follow_up import AgreeFollowUp, agree_follow_up

LATER = TODAY + timedelta(days=100)


def test_what_is_agreed_moves_the_one_that_waits(world: World) -> None:
    world.run(agree_follow_up, AgreeFollowUp(out(world).key, LATER), "anna")
    assert list(FollowUp.objects.values_list("due_on", "ground")) == [(LATER, "agreed")]


def test_where_none_waits_one_is_set(world: World) -> None:
    case = out(world)
    FollowUp.objects.filter(prescription=case).update(done_on=TODAY, result="used")
    world.run(agree_follow_up, AgreeFollowUp(case.key, LATER), "anna")
    assert FollowUp.objects.get(done_on=None).due_on == LATER


@pytest.mark.parametrize("days", [0, -1, 1099])
def test_a_day_gone_by_or_years_away_is_refused_at_its_field(world: World, days: int) -> None:
    case = out(world)
    with pytest.raises(Refused) as refusal:
        world.run(agree_follow_up, AgreeFollowUp(case.key, TODAY + timedelta(days=days)), "anna")
    assert refusal.value.field == "due_on"


def test_nothing_is_agreed_before_delivery(world: World) -> None:
    with pytest.raises(Refused, match="wrong_state"):
        world.run(agree_follow_up, AgreeFollowUp(ordered(world).prescription.key, LATER), "anna")


def test_another_unit_finds_no_prescription(world: World) -> None:
    case = out(world)
    with pytest.raises(NotFound):
        world.run(agree_follow_up, AgreeFollowUp(case.key, LATER), "bo")
