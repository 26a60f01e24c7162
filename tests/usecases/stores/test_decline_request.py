"""The centre that is asked says no, and why."""

import pytest
from tests.support.centres import accept, ask, request, two_centres
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.decline_request import DeclineRequest, decline_request


def test_the_reason_is_kept_for_who_asked(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    world.run(decline_request, DeclineRequest(wanted, " Vi har inga själva "), "nadja")
    found = request(wanted)
    assert (found.state, found.answer, found.answered_by) == ("declined", "Vi har inga själva", world.viewer("nadja").code)
    with pytest.raises(Refused, match="request_answered"):
        accept(world, wanted)


def test_only_the_asked_centre_says_no_and_says_why(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    with pytest.raises(Refused, match=r"stock\.why"):
        world.run(decline_request, DeclineRequest(wanted, " "), "nadja")
    with pytest.raises(NotFound, match="no_request"):
        world.run(decline_request, DeclineRequest(wanted, "Nej"), "eva")
    with pytest.raises(NotAllowed):
        world.run(decline_request, DeclineRequest(wanted, "Nej"), "nora")
    assert request(wanted).state == "asked"
