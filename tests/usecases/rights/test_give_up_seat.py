"""A seat that is given up."""

import pytest
from tests.support.rights import booked
from tests.support.world import World

from handtag.apps.rights.models import Seat
from handtag.domain.values.errors import NotFound
from handtag.usecases.rights.give_up_seat import GiveUpSeat, give_up_seat


def test_it_goes_to_who_has_waited_longest(world: World) -> None:
    given = booked(world, "anna", "berit", "nils", seats=1)
    assert world.run(give_up_seat, GiveUpSeat(given), "anna") == 1
    states = dict(Seat.objects.values_list("assignment__user__username", "state"))
    assert states == {"anna": "declined", "berit": "booked", "nils": "waiting"}


def test_who_waits_gives_up_a_place_in_the_line_and_nobody_comes_in(world: World) -> None:
    given = booked(world, "anna", "berit", "nils", seats=1)
    assert world.run(give_up_seat, GiveUpSeat(given), "berit") == 0
    with pytest.raises(NotFound):
        world.run(give_up_seat, GiveUpSeat(given), "berit")
