"""The goods of a transfer leave."""

import pytest
from tests.support.centres import accept, ask, two_centres
from tests.support.lending import allocated_order
from tests.support.quicker import somebody_is_quicker
from tests.support.stores import device, pieces_at, send, transfer
from tests.support.world import World

from handtag.apps.stock.models import Move
from handtag.apps.stock.store import post_move
from handtag.apps.stores.models import Carried, Transfer, TransferLine
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer


def test_devices_and_pieces_are_on_their_way(world: World) -> None:
    made = transfer(world, rollator=2, gripper=5)
    assert send(world, made, "d1001", "D1002", gripper=4) == 6
    assert (device("D1001").state, device("D1001").location) == ("in_transfer", None)
    assert pieces_at(world, "C", "gripper") == 6
    assert list(TransferLine.objects.order_by("pk").values_list("wanted", "sent")) == [(2, 2), (5, 4)]
    found = Transfer.objects.get()
    assert (found.state, found.sent_by) == ("sent", world.viewer("filip").code)
    assert set(Move.objects.filter(kind="transferred_out").values_list("order_number", flat=True)) == {found.number}


def test_a_device_scanned_twice_goes_once(world: World) -> None:
    assert send(world, transfer(world, rollator=2), "D1001", "D1001") == 1
    assert Carried.objects.count() == 1


def test_what_is_not_free_there_stays(world: World) -> None:
    allocated_order(world, "D1002")
    made = transfer(world, rollator=2)
    for number in ("D1002", "777"):
        with pytest.raises(Refused, match="not_there"):
            send(world, made, "D1001", number)
    assert device("D1001").state == "in_stock"


@pytest.mark.parametrize(
    ("devices", "pieces", "code"),
    [
        ((), {}, "stores.nothing_sent"),
        (("D2001",), {}, "stores.not_wanted"),
        ((), {"catheter": 1}, "stores.not_wanted"),
        ((), {"gripper": 0}, "stores.bad_quantity"),
        ((), {"gripper": 11}, "stock.too_few"),
        ((), {"rollator": 1}, "stock.marked_one_by_one"),
    ],
)
def test_only_what_was_asked_for_and_is_there_is_sent(world: World, devices: tuple[str], pieces: dict[str, int], code: str) -> None:
    made = transfer(world, rollator=2, gripper=5)
    with pytest.raises(Refused) as refusal:
        send(world, made, *devices, **pieces)
    assert refusal.value.code == code
    assert Transfer.objects.get().state == "placed"


def test_what_is_loaded_goes_with_what_is_added_when_it_leaves(world: World) -> None:
    made = transfer(world, rollator=2, gripper=5)
    for data in (SendTransfer(made, ("D1001",), leaves=False), SendTransfer(made, pieces=(SentPieces("60001", 2),), leaves=False)):
        world.run(send_transfer, data, "filip")
    assert (Transfer.objects.get().state, Transfer.objects.get().sent_by) == ("placed", "")
    assert send(world, made, "D1002", gripper=1) == 5
    assert list(TransferLine.objects.order_by("pk").values_list("sent", flat=True)) == [2, 3]
    assert Transfer.objects.get().state == "sent"


def test_what_is_loaded_leaves_though_nothing_is_added_then(world: World) -> None:
    made = transfer(world, rollator=1)
    world.run(send_transfer, SendTransfer(made, ("D1001",), leaves=False), "filip")
    with pytest.raises(Refused, match="nothing_sent"):
        world.run(send_transfer, SendTransfer(made, leaves=False), "filip")
    assert send(world, made) == 1


def test_it_is_sent_once(world: World) -> None:
    made = transfer(world, gripper=2)
    send(world, made, gripper=2)
    with pytest.raises(Refused, match="illegal_step"):
        send(world, made, gripper=2)
    assert pieces_at(world, "C", "gripper") == 8


def test_strangers_send_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(send_transfer, SendTransfer(transfer(world), ("D1001",)), "anna")
    with pytest.raises(NotFound):
        send(world, 4711, "D1001")


def test_what_somebody_took_off_the_shelf_meanwhile_is_not_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = transfer(world, rollator=1)
    by = {"on": world.today, "recorded_at": world.now, "moved_by": "user:1"}
    deeds = {
        "D1001": lambda: post_move(device("D1001"), "reserved", "reserved", **by),
        "D1002": lambda: post_move(device("D1002"), "moved", "in_stock", location=world.locations["F"], **by),
    }
    for number, taken in deeds.items():
        somebody_is_quicker(monkeypatch, taken)
        with pytest.raises(Refused, match="not_there"):
            send(world, made, number)


def test_who_is_to_get_the_goods_does_not_send_them(world: World) -> None:
    """Both centres see the transfer; the one that the goods leave sends it."""
    two_centres(world)
    wanted = accept(world, ask(world, "loan"))
    with pytest.raises(NotFound, match="no_transfer"):
        world.run(send_transfer, SendTransfer(wanted, ("D8001",)), "filip")
    assert device("D8001").state == "in_stock"
