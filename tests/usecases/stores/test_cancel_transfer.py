"""A transfer that nothing has left on is taken back."""

import pytest
from tests.support.stores import add_store, level, refill_of, sent_transfer, transfer, wanted_at
from tests.support.world import World

from handtag.apps.stores.models import Transfer
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stores.cancel_transfer import CancelTransfer, cancel_transfer
from handtag.usecases.stores.refill_stores import RefillStores, refill_stores


def test_it_is_taken_back(world: World) -> None:
    world.run(cancel_transfer, CancelTransfer(transfer(world)), "filip")
    assert Transfer.objects.get().state == "cancelled"


def test_the_next_shortage_opens_a_refill_anew(world: World) -> None:
    add_store(world)
    level(world, "N", "gripper", 1, 4)
    first = refill_of("N")
    assert first is not None
    world.run(cancel_transfer, CancelTransfer(first.pk), "filip")
    world.run(refill_stores, RefillStores(), "filip")
    assert wanted_at("N") == {"60001": 4}


def test_what_has_left_is_not_taken_back(world: World) -> None:
    with pytest.raises(Refused, match="illegal_step"):
        world.run(cancel_transfer, CancelTransfer(sent_transfer(world)), "filip")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(cancel_transfer, CancelTransfer(transfer(world)), "inga")
