"""Who does not take over says why; the giver answers for it meanwhile and afterwards."""

from datetime import timedelta

import pytest
from tests.support.handovers import lent, offered
from tests.support.prescribing import prescription
from tests.support.proof import assert_nothing_lost
from tests.support.world import TODAY, World

from handtag.apps.people.grounds import grounds_by_key
from handtag.apps.rentals.models import Rental
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.handovers.accept_handover import AcceptHandover, accept_handover
from handtag.usecases.handovers.return_handover import ReturnHandover, return_handover
from handtag.usecases.handovers.withdraw_handover import WithdrawHandover, withdraw_handover

LATER = TODAY + timedelta(days=5)


def test_until_it_is_accepted_the_giver_answers_for_everything(world: World) -> None:
    given = lent(world)
    key = offered(world, given)
    assert prescription(given.key).state == "delivered"
    assert Rental.objects.get().unit == given.unit
    world.run(return_handover, ReturnHandover(key, "more_needed", "Vilken sida är svag?"), "cilla")
    assert prescription(given.key).prescriber == given.prescriber
    assert Rental.objects.get().end_on is None
    assert_nothing_lost()


def test_who_is_asked_reads_about_the_person_until_it_is_returned(world: World) -> None:
    given = lent(world)
    key = offered(world, given)
    assert grounds_by_key(world.viewer("cilla"), [given.person.key]) == {given.person.key: "referral"}
    world.run(return_handover, ReturnHandover(key, "wrong_receiver"), "cilla")
    assert grounds_by_key(world.viewer("cilla"), [given.person.key]) == {}


def test_only_the_receiver_answers_and_only_the_giver_takes_back(world: World) -> None:
    key = offered(world, lent(world))
    for case, data, by in (
        (accept_handover, AcceptHandover(key), "anna"),
        (accept_handover, AcceptHandover(key), "dag"),
        (return_handover, ReturnHandover(key, "more_needed"), "anna"),
        (withdraw_handover, WithdrawHandover(key), "cilla"),
    ):
        with pytest.raises(NotFound):
            world.run(case, data, by)
    with pytest.raises(NotAllowed):
        world.run(accept_handover, AcceptHandover(key), "eva")
