"""Roles follow what the employer's directory says now; what an administrator gave is left alone."""

from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.organisations.models import Assignment
from handtag.apps.organisations.queries import assignments_for_user, system_viewer
from handtag.domain.attribute_mapping import Grant
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.administration.sign_in_from_provider import ProviderAnswer, SignInFromProvider, sign_in_from_provider
from handtag.usecases.base import execute

HSA = "SE2321000131-P900"
STORE = Grant("store_worker", "SE2321000131-U004")
NURSE = Grant("prescriber", "SE2321000131-U001", "nurse")


def come(world: World, *grants: Grant, days: int = 0, subject: str = HSA) -> ProviderAnswer:
    now = world.now + timedelta(days=days)
    return execute(sign_in_from_provider, SignInFromProvider(subject, "Kajsa Kvist", grants), system_viewer(now.date()), now=now)


def roles(world: World, user_id: int | None, days: int = 0) -> list[tuple[str, str]]:
    assert user_id is not None
    held = assignments_for_user(user_id, world.today + timedelta(days=days))
    return [(viewer.role.value, viewer.profession) for viewer in held]


@pytest.mark.law("PDL 4 kap. 2 §")
def test_roles_come_and_go_with_what_is_said(world: World) -> None:
    first = come(world, STORE, NURSE)
    assert roles(world, first.user_id) == [("store_worker", ""), ("prescriber", "nurse")]
    assert come(world, NURSE, days=3) == first
    assert roles(world, first.user_id, 3) == [("prescriber", "nurse")]
    assert roles(world, first.user_id, 2) == [("prescriber", "nurse")], "what was withdrawn opens nothing, whatever the day"
    assert come(world, STORE, NURSE, days=4) == first
    assert Assignment.objects.filter(user_id=first.user_id).count() == 3, "a role that comes back is a new one"


def test_a_role_goes_on_the_day_it_came(world: World) -> None:
    first = come(world, STORE, NURSE)
    come(world, NURSE)
    assert roles(world, first.user_id) == [("prescriber", "nurse")]


def test_when_nothing_is_left_what_ended_stays_ended_and_nobody_comes_in(world: World) -> None:
    first = come(world, STORE)
    assert come(world) == ProviderAnswer(None, "no_roles")
    assert roles(world, first.user_id) == []
    assert User.objects.get(pk=first.user_id).sessions_ended_at == world.now


def test_an_unknown_unit_gives_no_role(world: World) -> None:
    assert come(world, Grant("store_worker", "SE2321000131-XXXX")) == ProviderAnswer(None, "no_unit")
    assert not User.objects.filter(subject=HSA).exists()


def test_the_unit_is_found_however_its_hsa_id_is_written(world: World) -> None:
    unit = world.units["store"]
    unit.hsa_id = "se2321000131-u004"
    unit.save()
    first = come(world, STORE)
    assert come(world, STORE, days=1) == first
    assert Assignment.objects.filter(user_id=first.user_id).count() == 1


def test_what_an_administrator_gave_is_never_ended(world: World) -> None:
    filip = world.assignments["filip"].user
    User.objects.filter(pk=filip.pk).update(subject=HSA)
    come(world, NURSE)
    come(world)
    assert roles(world, filip.pk) == [("store_worker", "")]


def test_a_name_that_somebody_has_is_not_taken_over(world: World) -> None:
    assert come(world, STORE, subject="ivan") == ProviderAnswer(None, "name_taken")


def test_a_closed_account_is_not_opened(world: World) -> None:
    first = come(world, STORE)
    User.objects.filter(pk=first.user_id).update(is_active=False)
    assert come(world, STORE) == ProviderAnswer(None, "closed")


@pytest.mark.parametrize("name", ["filip", "ivan"])
def test_nobody_signs_others_in(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        execute(sign_in_from_provider, SignInFromProvider(HSA, "K", (STORE,)), world.viewer(name))
