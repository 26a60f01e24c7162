"""What a person has given she takes back when she wants; what rests on law is not hers to end."""

import pytest
from tests.support.own import guardian, power
from tests.support.world import World

from handtag.apps.own.models import RepresentationEnd
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.own.take_back_power import TakeBackPower, take_back_power


def test_it_is_over_at_once_and_once(world: World) -> None:
    key = power(world)
    with pytest.raises(NotFound):
        world.run(take_back_power, TakeBackPower(key), "bror")
    world.run(take_back_power, TakeBackPower(key), "asta")
    with pytest.raises(NotFound):
        world.run(take_back_power, TakeBackPower(key), "asta")
    assert RepresentationEnd.objects.count() == 1


def test_a_guardian_is_not_dismissed_here(world: World) -> None:
    key = guardian(world)
    with pytest.raises(Refused, match=r"own\.of_law"):
        world.run(take_back_power, TakeBackPower(key), "asta")
