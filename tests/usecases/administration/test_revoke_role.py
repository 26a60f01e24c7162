"""A role that ends has no effect afterwards."""

from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.organisations.queries import viewer_for_assignment
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.administration.grant_role import GrantRole, grant_role
from handtag.usecases.administration.revoke_role import RevokeRole, revoke_role
from handtag.usecases.base import execute


@pytest.mark.law("HSLF-FS 2016:40 4 kap. rights")
def test_a_role_holds_through_its_last_day_and_no_longer(world: World) -> None:
    anna = world.viewer("anna")
    execute(revoke_role, RevokeRole(anna.assignment_id, world.today), world.viewer("ivan"))
    assert viewer_for_assignment(anna.assignment_id, anna.user_id, world.today) is not None
    assert viewer_for_assignment(anna.assignment_id, anna.user_id, world.today + timedelta(days=1)) is None


def test_a_role_does_not_end_before_it_began(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(revoke_role, RevokeRole(world.viewer("anna").assignment_id, world.today - timedelta(days=9999)), world.viewer("ivan"))
    assert refusal.value.field == "last_day"


def test_an_unknown_assignment_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        execute(revoke_role, RevokeRole(0, world.today), world.viewer("ivan"))


def test_nobody_ends_their_own_role(world: World) -> None:
    anna = world.viewer("anna")
    with pytest.raises(NotAllowed):
        execute(revoke_role, RevokeRole(anna.assignment_id, world.today), anna)
    assert viewer_for_assignment(anna.assignment_id, anna.user_id, world.today + timedelta(days=1)) is not None


@pytest.mark.law("PDL 4 kap. 2 §")
def test_a_role_given_by_mistake_is_taken_away_the_same_day_and_ends_the_sessions(world: World) -> None:
    given = execute(
        grant_role, GrantRole("filip", world.units["hospital"].pk, "prescriber", world.today, "nurse"), world.viewer("timer"), now=world.now
    )
    filip = world.assignments["filip"].user_id
    assert viewer_for_assignment(given, filip, world.today) is not None
    execute(revoke_role, RevokeRole(given, world.today - timedelta(days=1)), world.viewer("ivan"), now=world.now)
    assert viewer_for_assignment(given, filip, world.today) is None
    assert User.objects.get(pk=filip).sessions_ended_at == world.now


def test_a_role_that_ends_later_leaves_the_sessions_alone(world: World) -> None:
    anna = world.viewer("anna")
    execute(revoke_role, RevokeRole(anna.assignment_id, world.today), world.viewer("ivan"), now=world.now)
    assert User.objects.get(pk=anna.user_id).sessions_ended_at is None
