"""A request that is no longer wanted."""

import pytest
from tests.support.rights import asked, required
from tests.support.world import World

from handtag.apps.rights.models import RightRequest
from handtag.domain.values.errors import NotFound
from handtag.usecases.rights.take_back_request import TakeBackRequest, take_back_request


def test_who_asked_may_take_it_back_and_nobody_else(world: World) -> None:
    required(world)
    request = asked(world)
    with pytest.raises(NotFound):
        world.run(take_back_request, TakeBackRequest(request), "berit")
    world.run(take_back_request, TakeBackRequest(request), "anna")
    assert RightRequest.objects.get().state == "taken_back"
    with pytest.raises(NotFound):
        world.run(take_back_request, TakeBackRequest(request), "anna")
