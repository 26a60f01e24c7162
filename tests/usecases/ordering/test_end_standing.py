"""Ending a standing prescription."""

import pytest
from tests.support.world import World
from tests.usecases.ordering.test_start_standing import standing, terms

from handtag.apps.orders.models import Standing
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.ordering.end_standing import EndStanding, end_standing
from handtag.usecases.ordering.start_standing import start_standing


def test_it_ends_once_and_can_be_prescribed_anew(world: World) -> None:
    key = standing(world)
    world.run(end_standing, EndStanding(key), "anna")
    ended = Standing.objects.get(key=key)
    assert ended.ended_on == world.today
    with pytest.raises(Refused, match="standing_ended"):
        world.run(end_standing, EndStanding(key), "anna")
    again = world.run(start_standing, terms(world, ended.prescription.key), "nils")
    assert again != key


def test_another_unit_does_not_end_it(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(end_standing, EndStanding(standing(world)), "bo")
