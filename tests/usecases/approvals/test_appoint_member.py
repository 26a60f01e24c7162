"""Seats in the special approval group."""

from datetime import timedelta

import pytest
from tests.support.strangers import add_strangers
from tests.support.world import TODAY, World

from handtag.apps.approvals.meetings import GroupMember
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.appoint_member import AppointMember, appoint_member


def appoint(world: World, name: str = "hanna", by: str = "kim", **fields: object) -> int:
    data = AppointMember(**{"user_id": world.assignments[name].user_id, "seat": "member", "valid_from": TODAY, **fields})  # type: ignore[arg-type]
    return world.run(appoint_member, data, by)


def test_who_has_a_seat_gets_another_instead(world: World) -> None:
    assert appoint(world) == appoint(world, seat="chair", valid_to=TODAY)
    (member,) = GroupMember.objects.all()
    assert (member.seat, member.valid_to, member.county) == ("chair", TODAY, world.county)


@pytest.mark.parametrize(("fields", "field"), [({"seat": "guest"}, "seat"), ({"valid_to": TODAY - timedelta(days=1)}, "valid_to")])
def test_a_seat_that_makes_no_sense_is_refused_at_its_field(world: World, fields: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        appoint(world, **fields)
    assert refusal.value.field == field


def test_only_who_works_in_the_county_sits_in_its_group(world: World) -> None:
    add_strangers(world)
    with pytest.raises(NotFound):
        appoint(world, "far_officer")


def test_other_roles_appoint_nobody(world: World) -> None:
    with pytest.raises(NotAllowed):
        appoint(world, by="gun")
