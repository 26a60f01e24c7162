"""Sent: what is picked leaves, what is not waits."""

import pytest
from tests.support.lending import allocated_order
from tests.support.world import World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order


def test_a_sent_device_is_on_its_way_and_on_no_shelf(world: World) -> None:
    order = allocated_order(world, "D1001")
    world.run(pick_line, PickLine(order.number, device_number="D1001"), "filip")
    assert world.run(send_order, SendOrder(order.number), "filip") == "sent"
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location, device.bin, device.person) == ("in_transit", None, "", None)


def test_lines_that_are_not_picked_stay(world: World) -> None:
    order = allocated_order(world, "D1001", pieces={"tray": 1})
    world.run(pick_line, PickLine(order.number, device_number="D1001"), "filip")
    assert world.run(send_order, SendOrder(order.number), "filip") == "allocated"
    assert sorted(order.lines.values_list("state", flat=True)) == ["allocated", "sent"]


def test_nothing_picked_is_nothing_sent(world: World) -> None:
    order = allocated_order(world, "D1001")
    with pytest.raises(Refused) as refusal:
        world.run(send_order, SendOrder(order.number), "filip")
    assert refusal.value.code == "ordering.nothing_picked"
    assert Device.objects.get(number="D1001").state == "reserved"


def test_a_prescriber_does_not_send(world: World) -> None:
    order = allocated_order(world, "D1001")
    with pytest.raises(NotAllowed):
        world.run(send_order, SendOrder(order.number), "cilla")
