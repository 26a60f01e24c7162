"""Following up."""

from datetime import date

import pytest
from tests.support.prescribing import lend, ordered, prescription
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import FollowUp as Row
from handtag.apps.prescriptions.queries import follow_ups_due
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.follow_up import FollowUp, follow_up


@pytest.fixture
def delivered(world: World) -> World:
    placed = ordered(world)
    lend(world, placed)
    Row.objects.update(due_on=date(2026, 11, 20))
    return world


def only() -> Row:
    found: Row = Row.objects.order_by("pk")[0]
    return found


def test_the_waiting_follow_up_is_done_and_the_next_has_its_day(delivered: World) -> None:
    key = only().prescription.key
    delivered.run(follow_up, FollowUp(key, "goal_partly_reached", "Höjden justerad", date(2027, 2, 1)), "anna")
    done, waiting = Row.objects.order_by("pk")
    assert (done.done_on, done.result, done.note) == (TODAY, "goal_partly_reached", "Höjden justerad")
    assert (waiting.due_on, waiting.done_on) == (date(2027, 2, 1), None)
    assert prescription(key).state == "followed_up"
    assert [row.pk for row in follow_ups_due(delivered.viewer("anna"), TODAY)] == [waiting.pk]


def test_one_that_nobody_planned_counts_from_today(delivered: World) -> None:
    key = only().prescription.key
    for _ in range(2):
        delivered.run(follow_up, FollowUp(key, "goal_reached", "", None), "anna")
    assert [row.done_on for row in Row.objects.all()] == [TODAY, TODAY]


@pytest.mark.parametrize(
    ("result", "due", "field"),
    [
        ("fine", None, "result"),
        ("goal_reached", TODAY, "next_due_on"),
        ("goal_reached", date(2020, 1, 1), "next_due_on"),
    ],
)
def test_a_wrong_result_or_a_day_gone_by_is_refused(delivered: World, result: str, due: date | None, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        delivered.run(follow_up, FollowUp(only().prescription.key, result, "", due), "anna")
    assert refusal.value.field == field
    assert only().done_on is None


def test_nothing_is_followed_up_before_delivery(world: World) -> None:
    key = ordered(world).prescription.key
    with pytest.raises(Refused, match="wrong_state"):
        world.run(follow_up, FollowUp(key, "goal_reached", "", None), "anna")


def test_another_unit_finds_no_prescription(delivered: World) -> None:
    with pytest.raises(NotFound):
        delivered.run(follow_up, FollowUp(only().prescription.key, "goal_reached", "", None), "bo")
