"""Invitations to a course."""

import pytest
from tests.support.rights import booked, planned
from tests.support.world import World

from handtag.apps.rights.models import Seat
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.invite_to_course import InviteToCourse, invite_to_course


def test_an_invitation_takes_no_seat_and_nobody_who_answered_is_asked_again(world: World) -> None:
    given = booked(world, "berit", seats=1)
    named = tuple(world.assignments[name].pk for name in ("anna", "berit", "cilla"))
    assert world.run(invite_to_course, InviteToCourse(given, named), "kim") == 2
    states = dict(Seat.objects.values_list("assignment__user__username", "state"))
    assert states == {"anna": "invited", "berit": "booked", "cilla": "invited"}
    with pytest.raises(Refused, match=r"rights\.nobody_named"):
        world.run(invite_to_course, InviteToCourse(given, named), "kim")


def test_only_who_prescribes_or_studies_is_invited(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(invite_to_course, InviteToCourse(planned(world), (world.assignments["eva"].pk,)), "kim")
