"""A delegation ends with a last day; afterwards nothing is approved under it."""

from datetime import timedelta

import pytest
from tests.support.approvals import asked, delegated
from tests.support.world import NOW, TODAY, World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.decide_approvals import DecideApprovals, decide_approvals
from handtag.usecases.approvals.end_delegation import EndDelegation, end_delegation


def test_after_the_last_day_nobody_approves_under_it(world: World) -> None:
    given, approval = delegated(world), asked(world)
    world.run(end_delegation, EndDelegation(given.pk, TODAY), "siv")
    with pytest.raises(Refused, match="not_delegated"):
        world.run(decide_approvals, DecideApprovals((approval.key,), "approved"), "gun", now=NOW + timedelta(days=1))
    assert world.run(decide_approvals, DecideApprovals((approval.key,), "approved"), "gun") == 1


def test_it_does_not_end_in_the_past_nor_twice(world: World) -> None:
    given = delegated(world)
    with pytest.raises(Refused, match="day_passed"):
        world.run(end_delegation, EndDelegation(given.pk, TODAY - timedelta(days=1)), "siv")
    world.run(end_delegation, EndDelegation(given.pk, TODAY), "siv")
    with pytest.raises(Refused, match="delegation_over"):
        world.run(end_delegation, EndDelegation(given.pk, TODAY + timedelta(days=5)), "siv", now=NOW + timedelta(days=2))


def test_another_principals_is_not_found_and_other_roles_end_none(world: World) -> None:
    given = delegated(world)
    with pytest.raises(NotFound):
        world.run(end_delegation, EndDelegation(given.pk, TODAY), "sten")
    with pytest.raises(NotAllowed):
        world.run(end_delegation, EndDelegation(given.pk, TODAY), "filip")
