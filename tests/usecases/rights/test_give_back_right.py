"""A withdrawn right that is given back."""

from datetime import timedelta

import pytest
from tests.support.prescribing import chosen
from tests.support.rights import withdrawn
from tests.support.world import NOW, World

from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.give_back_right import GiveBackRight, give_back_right


def test_from_the_moment_it_is_given_back_it_is_there_again(world: World) -> None:
    taken = withdrawn(world, now=NOW - timedelta(days=3))
    with pytest.raises(Refused, match=r"rights\.words_missing"):
        world.run(give_back_right, GiveBackRight(taken, ""), "rakel")
    with pytest.raises(NotFound):
        world.run(give_back_right, GiveBackRight(taken, "Förnyad"), "karin")
    world.run(give_back_right, GiveBackRight(taken, "Kursen är förnyad"), "rakel")
    chosen(world)
    with pytest.raises(NotFound):
        world.run(give_back_right, GiveBackRight(taken, "Igen"), "rakel")
