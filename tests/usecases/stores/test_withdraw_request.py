"""The centre that asked takes its request back, until it is answered."""

import pytest
from tests.support.centres import accept, ask, request, two_centres
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.accept_request import AcceptRequest, accept_request
from handtag.usecases.stores.withdraw_request import WithdrawRequest, withdraw_request


def test_what_is_withdrawn_is_not_accepted(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    world.run(withdraw_request, WithdrawRequest(wanted), "filip")
    assert request(wanted).state == "withdrawn"
    with pytest.raises(Refused, match="request_answered"):
        accept(world, wanted)


def test_what_is_accepted_is_not_withdrawn(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    accept(world, wanted)
    with pytest.raises(Refused, match="request_answered"):
        world.run(withdraw_request, WithdrawRequest(wanted), "filip")


def test_only_who_asked_takes_it_back(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    with pytest.raises(NotFound, match="no_request"):
        world.run(withdraw_request, WithdrawRequest(wanted), "nora")
    with pytest.raises(NotAllowed):
        world.run(withdraw_request, WithdrawRequest(wanted), "anna")
    with pytest.raises(NotFound, match="no_request"):
        world.run(accept_request, AcceptRequest(wanted + 1, "X"), "nadja")
