"""Rights are given per person, unit and task, from a day on."""

from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.organisations.queries import assignments_for_user, viewer_for_assignment
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.administration.grant_role import GrantRole, grant_role
from handtag.usecases.base import execute


def grant(world: World, **changes: object) -> GrantRole:
    values: dict[str, object] = {
        "username": "filip",
        "unit_id": world.viewer("anna").unit_id,
        "role": "prescriber",
        "valid_from": world.today,
        "profession": "physiotherapist",
    }
    return GrantRole(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.law("PDL 4 kap. 2 §, HSLF-FS 2016:40 4 kap. rights")
def test_a_role_works_at_its_unit_from_its_first_day(world: World) -> None:
    filip = world.viewer("filip").user_id
    given = execute(grant_role, grant(world, valid_from=world.today + timedelta(days=1)), world.viewer("timer"))
    assert viewer_for_assignment(given, filip, world.today) is None
    later = viewer_for_assignment(given, filip, world.today + timedelta(days=1))
    assert later is not None
    assert later.may(Permission.PRESCRIBE)
    assert later.unit_id == world.viewer("anna").unit_id
    assert len(assignments_for_user(filip, world.today + timedelta(days=1))) == 2


def test_an_assignment_is_no_use_to_another_user(world: World) -> None:
    given = execute(grant_role, grant(world), world.viewer("timer"))
    assert viewer_for_assignment(given, world.viewer("gun").user_id, world.today) is None


@pytest.mark.parametrize(
    ("changes", "field"), [({"profession": ""}, "profession"), ({"role": "timer"}, "role"), ({"role": "king"}, "role")]
)
def test_a_role_that_cannot_be_given_is_refused(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(grant_role, grant(world, **changes), world.viewer("ivan"))
    assert refusal.value.field == field


@pytest.mark.parametrize(("changes", "field"), [({"username": "ingen"}, "username"), ({"unit_id": 0}, "unit_id")])
def test_user_and_unit_must_exist(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(NotFound) as missing:
        execute(grant_role, grant(world, **changes), world.viewer("ivan"))
    assert missing.value.field == field


def test_nobody_but_the_administrator_gives_roles(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(grant_role, grant(world), world.viewer("filip"))


def test_nobody_gives_themselves_a_role(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(grant_role, grant(world, username="ivan"), world.viewer("ivan"))
    assert refusal.value.code == "administration.own_account"
