"""Reserving what has come in."""

import pytest
from tests.support.lending import lend
from tests.support.prescribing import ordered
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.ordering.allocate_order import AllocateOrder, allocate_order
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods


def test_what_has_come_in_is_reserved_for_the_line_that_waits(world: World) -> None:
    placed = ordered(world, "shower_chair")
    allocate = AllocateOrder(placed.number)
    assert world.run(allocate_order, allocate, "filip") == 0
    world.run(receive_goods, ReceiveGoods("30001", "C", world.today, (NewDevice("D3001"),)), "filip")
    device = Device.objects.get(number="D3001")
    assert world.run(allocate_order, allocate, "filip") == 1
    line = placed.lines.get()
    assert (line.state, line.device, world.fresh(device).state) == ("allocated", device, "reserved")
    assert world.fresh(placed).state == "allocated"
    assert Move.objects.filter(kind="reserved", order_number=placed.number).count() == 1
    assert AuditEntry.objects.filter(action="ordering.allocated").order_by("-pk")[0].details == {"devices": ["D3001"], "waiting": 0}


def test_an_order_that_waits_for_nothing_is_refused(world: World) -> None:
    placed = ordered(world)
    with pytest.raises(Refused, match="nothing_to_allocate"):
        world.run(allocate_order, AllocateOrder(placed.number), "eva")


def test_a_prescriber_does_not_handle_stock(world: World) -> None:
    placed = ordered(world, "shower_chair")
    with pytest.raises(NotAllowed):
        world.run(allocate_order, AllocateOrder(placed.number), "anna")
    assert placed.lines.get().state == "placed"


def test_what_is_to_be_fetched_is_given_no_device(world: World) -> None:
    lend(world, "D1001", on=world.today)
    number = world.run(place_collection_order, PlaceCollectionOrder("D1001", world.points["lulea_care"].pk), "cilla")
    with pytest.raises(Refused, match="nothing_to_allocate"):
        world.run(allocate_order, AllocateOrder(number), "filip")
