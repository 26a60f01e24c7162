"""Reminders by the clock: before the day, and every third day after it, until somebody answers."""

from datetime import timedelta

import pytest
from tests.support.approvals import asked, decided, kinds, needed
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed
from handtag.usecases.approvals.remind_approvers import RemindApprovers, remind_approvers


def remind(world: World, days: int, by: str = "timer") -> int:
    return world.run(remind_approvers, RemindApprovers(), by, now=world.now + timedelta(days=days))


def test_nobody_is_reminded_long_before_the_day(world: World) -> None:
    asked(world)
    assert remind(world, 11) == 0


def test_two_days_before_it_is_and_not_twice_the_same_day(world: World) -> None:
    approval = asked(world)
    assert (remind(world, 12), remind(world, 12)) == (1, 0)
    assert kinds(approval) == ["raised", "asked", "reminded"]


@pytest.mark.parametrize("verdict", ["approved", "refused", "question"])
def test_nobody_is_reminded_of_what_is_answered(world: World, verdict: str) -> None:
    decided(world, verdict)
    assert remind(world, 60) == 0


def test_nobody_is_reminded_of_what_nobody_asked_for(world: World) -> None:
    needed(world)
    assert remind(world, 60) == 0


def test_only_the_system_reminds(world: World) -> None:
    with pytest.raises(NotAllowed):
        remind(world, 60, "gun")
