"""The goods of a transfer come."""

import pytest
from tests.support.stores import add_store, device, level, pieces_at, refill_of, send, sent_transfer, strayed, transfer, wanted_at
from tests.support.world import World

from handtag.apps.stock.models import CountedMove, Move
from handtag.apps.stores.models import Carried, Transfer, TransferLine
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.receive_transfer import MissingPieces, ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_home import SendHome, send_home


def test_everything_that_was_sent_has_come(world: World) -> None:
    made = sent_transfer(world, "D1001", gripper=3)
    assert world.run(receive_transfer, ReceiveTransfer(made), "filip") == 4
    assert (device("D1001").state, device("D1001").location) == ("in_stock", world.locations["F"])
    assert (pieces_at(world, "C", "gripper"), pieces_at(world, "F", "gripper")) == (7, 3)
    assert Transfer.objects.get().state == "received"
    assert Carried.objects.get().arrived


def test_a_device_keeps_its_place_in_the_queue_on_the_way(world: World) -> None:
    since = device("D1002").available_since
    made = sent_transfer(world, "D1002")
    world.run(receive_transfer, ReceiveTransfer(made), "filip")
    assert device("D1002").available_since == since


def test_what_did_not_come_is_lost_under_the_transfers_number(world: World) -> None:
    made = sent_transfer(world, "D1001", "D1002", gripper=3)
    data = ReceiveTransfer(made, ("d 1002",), (MissingPieces("60001", 1),))
    assert world.run(receive_transfer, data, "filip") == 3
    number = Transfer.objects.get().number
    assert (device("D1001").state, device("D1002").state) == ("in_stock", "lost")
    assert Move.objects.get(kind="lost").order_number == number
    assert pieces_at(world, "F", "gripper") == 2
    assert CountedMove.objects.get(kind="counted", order_number=number).quantity == -1
    assert list(TransferLine.objects.order_by("pk").values_list("sent", "received")) == [(2, 1), (3, 2)]


def test_a_refill_on_its_way_is_not_ordered_again_and_comes(world: World) -> None:
    add_store(world)
    level(world, "N", "gripper", 3, 6)
    found = refill_of("N")
    assert found is not None
    send(world, found.pk, gripper=6)
    level(world, "N", "gripper", 3, 6)
    assert wanted_at("N") == {}
    world.run(receive_transfer, ReceiveTransfer(found.pk), "filip")
    assert pieces_at(world, "N", "gripper") == 6


@pytest.mark.parametrize(
    ("devices", "pieces", "code"),
    [
        (("D2001",), (), "stores.not_carried"),
        ((), (MissingPieces("60001", 4),), "stores.bad_quantity"),
        ((), (MissingPieces("40001", 1),), "stores.not_wanted"),
    ],
)
def test_only_what_was_sent_can_be_missing(world: World, devices: tuple[str], pieces: tuple[MissingPieces], code: str) -> None:
    made = sent_transfer(world, "D1001", gripper=3)
    with pytest.raises(Refused) as refusal:
        world.run(receive_transfer, ReceiveTransfer(made, devices, pieces), "filip")
    assert refusal.value.code == code
    assert Transfer.objects.get().state == "sent"


def test_it_comes_once_and_not_before_it_was_sent(world: World) -> None:
    made = transfer(world)
    with pytest.raises(Refused, match="illegal_step"):
        world.run(receive_transfer, ReceiveTransfer(made), "filip")
    send(world, made, gripper=2)
    world.run(receive_transfer, ReceiveTransfer(made), "filip")
    with pytest.raises(Refused, match="illegal_step"):
        world.run(receive_transfer, ReceiveTransfer(made), "filip")


def test_strangers_receive_nothing(world: World) -> None:
    made = sent_transfer(world)
    with pytest.raises(NotAllowed):
        world.run(receive_transfer, ReceiveTransfer(made), "anna")
    with pytest.raises(NotFound):
        world.run(receive_transfer, ReceiveTransfer(made + 1), "filip")


def test_who_has_sent_goods_to_another_centre_does_not_receive_them(world: World) -> None:
    (made,) = world.run(send_home, SendHome((strayed(world),)), "filip")
    with pytest.raises(NotFound, match="no_transfer"):
        world.run(receive_transfer, ReceiveTransfer(made), "filip")
