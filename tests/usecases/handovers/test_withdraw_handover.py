"""Until it is answered the giver may take it back; it is answered once."""

from datetime import timedelta

import pytest
from tests.support.handovers import lent, offered
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import HandoverAnswer
from handtag.apps.people.grounds import grounds_by_key
from handtag.apps.people.models import CareRelation
from handtag.domain.values.errors import Refused
from handtag.usecases.handovers.accept_handover import AcceptHandover, accept_handover
from handtag.usecases.handovers.return_handover import ReturnHandover, return_handover
from handtag.usecases.handovers.withdraw_handover import WithdrawHandover, withdraw_handover

LATER = TODAY + timedelta(days=5)


def test_a_ground_of_its_own_is_left_alone(world: World) -> None:
    given = lent(world)
    relations = CareRelation.objects.count()
    key = offered(world, given, "hospital")
    assert CareRelation.objects.count() == relations
    world.run(withdraw_handover, WithdrawHandover(key), "anna")
    assert grounds_by_key(world.viewer("bo"), [given.person.key]) != {}


def test_it_is_answered_once(world: World) -> None:
    key = offered(world, lent(world))
    world.run(accept_handover, AcceptHandover(key), "cilla")
    for again, data, by in (
        (accept_handover, AcceptHandover(key), "cilla"),
        (return_handover, ReturnHandover(key, "more_needed"), "cilla"),
        (withdraw_handover, WithdrawHandover(key), "anna"),
    ):
        with pytest.raises(Refused, match="answered"):
            world.run(again, data, by)
    assert HandoverAnswer.objects.count() == 1
