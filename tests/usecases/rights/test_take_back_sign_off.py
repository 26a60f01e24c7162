"""Taking back that a colleague was asked."""

import pytest
from tests.support.rights import ready_to_sign
from tests.support.world import World

from handtag.apps.rights.models import SignOff
from handtag.domain.values.errors import NotFound
from handtag.usecases.rights.take_back_sign_off import TakeBackSignOff, take_back_sign_off


def test_anybody_at_the_unit_who_prepares_may_and_another_unit_may_not(world: World) -> None:
    key = ready_to_sign(world)
    with pytest.raises(NotFound):
        world.run(take_back_sign_off, TakeBackSignOff(key), "cilla")
    world.run(take_back_sign_off, TakeBackSignOff(key), "nils")
    assert SignOff.objects.get().state == "taken_back"
