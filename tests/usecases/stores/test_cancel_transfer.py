"""A transfer that nothing has left on is taken back."""

import pytest
from tests.support.stores import add_store, device, level, neighbour, pieces_at, refill_of, send, sent_transfer, transfer, wanted_at
from tests.support.world import World

from handtag.apps.stores.checks import transfers_off_their_goods
from handtag.apps.stores.models import Carried, Transfer, TransferLine
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stores.cancel_transfer import CancelTransfer, cancel_transfer
from handtag.usecases.stores.refill_stores import RefillStores, refill_stores
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer


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


def loaded(world: World) -> int:
    made = transfer(world, rollator=2, gripper=5)
    goods = (SentPieces("60001", 3),)
    world.run(send_transfer, SendTransfer(made, ("D1001",), goods, leaves=False), "filip")
    return made


def test_what_was_loaded_is_in_its_store_again(world: World) -> None:
    made = loaded(world)
    assert list(transfers_off_their_goods()) == []
    world.run(cancel_transfer, CancelTransfer(made), "filip")
    assert (device("D1001").state, device("D1001").location) == ("in_stock", world.locations["C"])
    assert pieces_at(world, "C", "gripper") == 10
    assert Carried.objects.get().arrived
    assert list(TransferLine.objects.order_by("pk").values_list("sent", "received")) == [(1, 1), (3, 3)]
    assert list(transfers_off_their_goods()) == []
    assert send(world, transfer(world, rollator=1), "D1001") == 1


def test_only_who_loaded_it_unloads_it(world: World) -> None:
    neighbour(world)
    made = loaded(world)
    Transfer.objects.filter(pk=made).update(to_location=world.locations["X"])
    with pytest.raises(Refused, match="loading"):
        world.run(cancel_transfer, CancelTransfer(made), "nora")
    world.run(cancel_transfer, CancelTransfer(made), "filip")


def test_what_has_left_is_not_taken_back(world: World) -> None:
    with pytest.raises(Refused, match="illegal_step"):
        world.run(cancel_transfer, CancelTransfer(sent_transfer(world)), "filip")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(cancel_transfer, CancelTransfer(transfer(world)), "inga")
