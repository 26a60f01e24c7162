"""Asking a colleague to sign."""

import pytest
from tests.support.prescribing import ordered
from tests.support.rights import certified, ready_to_sign, required, sign_off
from tests.support.world import World

from handtag.apps.rights.models import SignOff
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.ask_sign_off import AskSignOff, ask_sign_off


def test_a_colleague_with_the_right_is_asked_and_nothing_is_decided_yet(world: World) -> None:
    ready_to_sign(world)
    found = SignOff.objects.get()
    assert (found.state, found.asked_of, found.asked_by) == ("waiting", world.assignments["berit"], world.assignments["anna"])
    assert found.prescription.article is None


def test_a_nurse_asks_the_occupational_therapist_whom_the_agreement_names(world: World) -> None:
    sign_off(world, by="nils", of="anna")


def test_a_colleague_who_may_not_either_is_not_asked(world: World) -> None:
    required(world)
    for of in ("berit", "nils"):
        with pytest.raises(Refused, match=r"rights\.colleague_may_not"):
            sign_off(world, of=of)
    certified(world, "bo")
    with pytest.raises(NotFound):
        sign_off(world, of="bo")  # of another unit
    assert not SignOff.objects.exists()


def test_it_is_asked_once_at_a_time_and_before_anything_is_ordered(world: World) -> None:
    found = SignOff.objects.get(key=ready_to_sign(world))
    of = world.assignments["berit"].pk
    with pytest.raises(Refused, match=r"rights\.sign_off_waits"):
        world.run(ask_sign_off, AskSignOff(found.prescription.key, "20001", of), "anna")
    placed = ordered(world)
    assert placed.prescription is not None
    with pytest.raises(Refused, match=r"prescribing\.wrong_state"):
        world.run(ask_sign_off, AskSignOff(placed.prescription.key, "20001", of), "anna")
