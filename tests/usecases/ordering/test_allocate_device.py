"""Choosing a device by hand."""

import pytest
from django.db import IntegrityError, transaction
from tests.support.centres import borrowed
from tests.support.lending import sent_order
from tests.support.prescribing import ordered
from tests.support.stores import neighbour
from tests.support.world import World

from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.ordering.allocate_device import AllocateDevice, allocate_device
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray


def by_hand(placed: Order, device: str, line: int | None = None) -> AllocateDevice:
    return AllocateDevice(placed.number, line or placed.lines.order_by("pk")[0].pk, device)


def test_another_device_takes_the_place_of_the_first_which_is_in_stock_again(world: World) -> None:
    placed = ordered(world)
    since = world.devices["D1004"].available_since
    world.run(allocate_device, by_hand(placed, "D1001"), "filip")
    assert placed.lines.get().device == world.devices["D1001"]
    back = world.fresh(world.devices["D1004"])
    assert (back.state, back.available_since) == ("in_stock", since)
    assert world.fresh(world.devices["D1001"]).state == "reserved"


def test_two_orders_on_one_device_the_second_is_refused_and_told_what_happened(world: World) -> None:
    first, second = ordered(world), ordered(world, person="asta")
    with pytest.raises(Refused) as refusal:
        world.run(allocate_device, by_hand(second, "D1004"), "filip")
    assert refusal.value.code == "ordering.device_taken"
    assert refusal.value.params["order"] == first.number
    assert str(refusal.value.params["since"]) == "2026-11-23"
    assert first.number in sentence(refusal.value)
    assert second.lines.get().device.number == "D1002"


def test_the_database_itself_refuses_two_living_lines_with_one_device(world: World) -> None:
    ordered(world)
    other = ordered(world, person="asta").lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderLine.objects.filter(pk=other.pk).update(device=world.devices["D1004"])


@pytest.mark.parametrize(("device", "code"), [("D2001", "ordering.not_equivalent"), ("D1007", "ordering.not_equivalent")])
def test_a_device_that_cannot_stand_in_is_refused(world: World, device: str, code: str) -> None:
    placed = ordered(world)
    with pytest.raises(Refused) as refusal:
        world.run(allocate_device, by_hand(placed, device), "filip")
    assert (refusal.value.code, refusal.value.field) == (code, "device_number")
    assert placed.lines.get().device.number == "D1004"


def test_a_device_that_stands_at_another_centre_goes_to_no_order_before_it_is_home(world: World) -> None:
    neighbour(world)
    for number in ("D1001", "D1004"):
        world.run(take_in_stray, TakeInStray(number, "X", world.today), "nora")
    placed = ordered(world)
    assert placed.lines.get().device.number == "D1002"
    with pytest.raises(Refused, match="device_not_in_stock"):
        world.run(allocate_device, by_hand(placed, "D1001"), "filip")


def test_what_is_borrowed_is_bought_before_it_is_handed_out_and_the_refusal_says_of_whom(world: World) -> None:
    number = borrowed(world)
    placed = ordered(world)
    with pytest.raises(Refused, match="owned_elsewhere") as refusal:
        world.run(allocate_device, by_hand(placed, number), "filip")
    assert "Kommunernas central" in sentence(refusal.value)
    assert placed.lines.get().device.number == "D1004"


def test_a_device_with_a_part_that_is_stopped_stands_in_nobodys_way(world: World) -> None:
    world.run(mount_part, MountPart("D1005", "D1004", world.today), "filip")
    world.run(block_device, BlockDevice("D1005", "recall"), "filip")
    placed = ordered(world)
    assert placed.lines.get().device.number == "D1002"
    with pytest.raises(Refused, match=r"stock\.blocked"):
        world.run(allocate_device, by_hand(placed, "D1004"), "filip")


@pytest.mark.law("HSLF-FS 2021:52 hand-out")
@pytest.mark.damaged
def test_a_device_that_is_not_in_stock_is_refused(world: World) -> None:
    placed = ordered(world)
    Device.objects.filter(number="D1001").update(state="returned")
    with pytest.raises(Refused, match="not_in_stock"):
        world.run(allocate_device, by_hand(placed, "D1001"), "filip")


def test_counted_goods_and_unknown_lines_get_no_device(world: World) -> None:
    placed = ordered(world, "rollator", ("tray", 1))
    counted = placed.lines.get(is_accessory=True)
    with pytest.raises(Refused, match="not_marked"):
        world.run(allocate_device, by_hand(placed, "D1001", counted.pk), "filip")
    with pytest.raises(NotFound, match="no_such_line"):
        world.run(allocate_device, by_hand(placed, "D1001", 10**6), "filip")


@pytest.mark.damaged
def test_what_is_picked_is_not_exchanged(world: World) -> None:
    placed = ordered(world)
    OrderLine.objects.filter(order=placed).update(state="sent")
    with pytest.raises(Refused, match="illegal_step"):
        world.run(allocate_device, by_hand(placed, "D1001"), "filip")


def test_a_prescriber_does_not_handle_stock(world: World) -> None:
    placed = ordered(world)
    with pytest.raises(NotAllowed):
        world.run(allocate_device, by_hand(placed, "D1001"), "anna")


def test_a_line_that_has_left_gets_no_other_device(world: World) -> None:
    placed = sent_order(world, "D1001")
    with pytest.raises(Refused, match="illegal_step"):
        world.run(allocate_device, by_hand(placed, "D1002"), "filip")
    assert placed.lines.get().device.number == "D1001"
