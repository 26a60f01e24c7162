"""Nothing is left without somebody who follows it up: whatever ends a role, the unit is told."""

from datetime import timedelta

import pytest
from tests.support.following import out
from tests.support.lending import at
from tests.support.prescribing import started
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import Responsible
from handtag.apps.prescriptions.queries_follow_ups import CaseFilter, cases_for_list, counts
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.usecases.administration.revoke_role import RevokeRole, revoke_role
from handtag.usecases.administration.sign_in_from_provider import SignInFromProvider, sign_in_from_provider
from handtag.usecases.following.flag_ownerless import FlagOwnerless, flag_ownerless
from handtag.usecases.following.reassign_cases import ReassignCases, reassign_cases

TOMORROW = TODAY + timedelta(days=1)


def flagged(world: World) -> list[object]:
    return [one.key for one in cases_for_list(world.viewer("maj"), TODAY, CaseFilter("flagged"))]


def test_a_role_that_is_taken_away_flags_what_was_followed_up_in_it(world: World) -> None:
    case, other = out(world), started(world, "elis", "nils")
    world.run(revoke_role, RevokeRole(world.assignments["anna"].pk, TODAY - timedelta(days=1)), "ivan")
    assert flagged(world) == [case.key]
    assert counts(world.viewer("maj"), TODAY)["flagged"] == 1
    assert not Responsible.objects.filter(prescription__key=other).exists()


def test_whoever_leaves_the_organisation_leaves_nothing_unseen(world: World) -> None:
    case = out(world)
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    assert flagged(world) == [case.key]


def test_a_directory_that_no_longer_gives_the_role_flags_too(world: World) -> None:
    case, assignment = out(world), world.assignments["anna"]
    type(assignment).objects.filter(pk=assignment.pk).update(by_provider=True)
    type(assignment.user).objects.filter(pk=assignment.user_id).update(subject="SE-ANNA")
    world.run(sign_in_from_provider, SignInFromProvider("SE-ANNA", "Anna", ()), "timer")
    assert flagged(world) == [case.key]


def test_a_role_that_comes_to_its_last_day_is_found_by_the_timer(world: World) -> None:
    case = out(world)
    world.run(revoke_role, RevokeRole(world.assignments["anna"].pk, TODAY), "ivan")
    assert world.run(flag_ownerless, FlagOwnerless(), "timer") == 0
    assert flagged(world) == []
    assert world.run(flag_ownerless, FlagOwnerless(), "timer", now=at(TOMORROW)) == 1
    assert world.run(flag_ownerless, FlagOwnerless(), "timer", now=at(TOMORROW)) == 0
    assert flagged(world) == [case.key]


def test_the_one_who_took_over_is_the_one_whose_leaving_counts(world: World) -> None:
    case = out(world)
    world.run(reassign_cases, ReassignCases((case.key,), world.assignments["nils"].pk), "maj")
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    assert flagged(world) == []
    world.run(close_user, CloseUser(world.assignments["nils"].user_id), "ivan")
    assert flagged(world) == [case.key]


def test_a_flag_is_gone_when_somebody_has_taken_over(world: World) -> None:
    case = out(world)
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    world.run(reassign_cases, ReassignCases((case.key,), world.assignments["nils"].pk), "maj")
    assert flagged(world) == []


def test_only_the_system_itself_looks_everywhere(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(flag_ownerless, FlagOwnerless(), "maj")
