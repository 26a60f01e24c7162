"""Other centres' devices are sent home, and received there as what they are."""

import pytest
from tests.support.lending import lend
from tests.support.quicker import somebody_is_quicker
from tests.support.stores import device, neighbour, strayed
from tests.support.world import World

from handtag.apps.stock.models import Location
from handtag.apps.stock.store import post_move
from handtag.apps.stores.models import Transfer
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.receive_transfer import ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_home import SendHome, send_home
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray


def test_ready_goods_come_home_ready(world: World) -> None:
    (made,) = world.run(send_home, SendHome((strayed(world),)), "filip")
    found = Transfer.objects.get(pk=made)
    assert (found.kind, found.state, found.from_location, found.to_location) == (
        "home", "sent", world.locations["C"], world.locations["X"],
    )  # fmt: skip
    assert device("D8001").state == "in_transfer"
    with pytest.raises(NotFound):  # only its owner receives it
        world.run(receive_transfer, ReceiveTransfer(made), "filip")
    assert world.run(receive_transfer, ReceiveTransfer(made), "nora") == 1
    assert (device("D8001").state, device("D8001").location) == ("in_stock", world.locations["X"])


def test_used_goods_come_home_to_be_taken_care_of(world: World) -> None:
    neighbour(world)
    lend(world, "D1001", on=world.today)
    world.run(take_in_stray, TakeInStray("D1001", "X", world.today), "nora")
    (made,) = world.run(send_home, SendHome(("D1001", "d1001")), "nora")
    assert device("D1001").state == "going_home"
    world.run(receive_transfer, ReceiveTransfer(made), "filip")
    assert (device("D1001").state, device("D1001").location) == ("returned", world.locations["C"])


def test_what_is_no_stray_stays(world: World) -> None:
    strayed(world)
    for number in ("D1001", "777"):
        with pytest.raises(NotFound, match="no_stray"):
            world.run(send_home, SendHome(("D8001", number)), "filip")
    with pytest.raises(Refused, match="nothing_wanted"):
        world.run(send_home, SendHome(()), "filip")
    assert device("D8001").state == "in_stock"


def test_a_centre_without_a_central_store_is_asked_to_have_one(world: World) -> None:
    strayed(world)
    Location.objects.filter(code="X").update(kind="branch_store")
    with pytest.raises(Refused, match="no_home"):
        world.run(send_home, SendHome(("D8001",)), "filip")


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(send_home, SendHome((strayed(world),)), "anna")


def test_what_somebody_sent_home_meanwhile_is_not_sent_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    strayed(world)
    gone = {"on": world.today, "recorded_at": world.now, "moved_by": "user:1"}
    somebody_is_quicker(monkeypatch, lambda: post_move(device("D8001"), "transferred_out", "in_transfer", **gone))
    with pytest.raises(Refused, match="no_stray"):
        world.run(send_home, SendHome(("D8001",)), "filip")


def test_what_is_this_centres_own_since_a_moment_is_not_sent_home(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    strayed(world)
    bought = {"on": world.today, "recorded_at": world.now, "moved_by": "user:1", "new_owner": world.centre}
    somebody_is_quicker(monkeypatch, lambda: post_move(device("D8001"), "changed_owner", "in_stock", **bought))
    with pytest.raises(Refused, match="no_stray"):
        world.run(send_home, SendHome(("D8001",)), "filip")
