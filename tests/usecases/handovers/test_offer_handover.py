"""What the receiver is told, to whom it can be offered, and on which ground it goes to another care provider."""

from datetime import timedelta

import pytest
from tests.support.handovers import handover, lent, offered
from tests.support.prescribing import ordered
from tests.support.world import TODAY, World

from handtag.domain.values.errors import NotFound, Refused

LATER = TODAY + timedelta(days=5)


def test_it_is_offered_to_one_at_a_time(world: World) -> None:
    given = lent(world)
    offered(world, given)
    with pytest.raises(Refused, match="offered_already"):
        offered(world, given, "hospital")


def test_another_care_provider_gets_it_only_on_a_ground(world: World) -> None:
    given = lent(world)
    with pytest.raises(Refused, match="disclosure_missing"):
        offered(world, given, disclosure="")
    assert handover(offered(world, given, "hospital", disclosure="")).disclosure == ""


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("what", " ", "nothing_said"),
        ("goal", "", "nothing_said"),
        ("reason", "because", "unknown_reason"),
        ("next_follow_up_on", TODAY, "due_in_past"),
        ("what", "x" * 2001, "too_long"),
    ],
)
def test_the_next_prescriber_is_told_goal_and_day(world: World, field: str, value: object, code: str) -> None:
    given = lent(world)
    with pytest.raises(Refused) as refusal:
        offered(world, given, **{field: value})
    assert refusal.value.code == f"handovers.{code}"
    assert refusal.value.field == field


def test_nobody_gets_what_is_on_its_way(world: World) -> None:
    placed = ordered(world)
    with pytest.raises(Refused, match="order_under_way"):
        offered(world, placed.prescription)


def test_to_oneself_or_to_nobody_is_no_handover(world: World) -> None:
    given = lent(world)
    with pytest.raises(Refused, match="who_here"):
        offered(world, given, "health_centre", "anna")
    with pytest.raises(NotFound):
        offered(world, given, "store")
    with pytest.raises(NotFound):
        offered(world, given, "lulea_care", "dag")
