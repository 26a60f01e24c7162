"""Undoing an order."""

import pytest
from tests.support.prescribing import lend, ordered, prescription
from tests.support.world import World

from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order


def cancel(placed: Order, reason: str = "need_changed") -> CancelOrder:
    return CancelOrder(placed.number, reason)


@pytest.mark.parametrize("name", ["anna", "eva"])
def test_a_cancelled_order_gives_its_device_back_and_opens_the_prescription_again(world: World, name: str) -> None:
    placed = ordered(world, "rollator", ("tray", 1))
    since = world.devices["D1004"].available_since
    world.run(cancel_order, cancel(placed), name)
    assert world.fresh(placed).state == "cancelled"
    assert set(placed.lines.values_list("state", flat=True)) == {"cancelled"}
    device = world.fresh(world.devices["D1004"])
    assert (device.state, device.available_since) == ("in_stock", since)
    assert prescription(placed.prescription.key).state == "article_chosen"


@pytest.mark.parametrize("state", ["picked", "sent", "delivered"])
@pytest.mark.damaged
def test_what_somebody_has_begun_to_pick_is_not_cancelled(world: World, state: str) -> None:
    placed = ordered(world, "rollator", ("tray", 1))
    OrderLine.objects.filter(order=placed, is_accessory=True).update(state=state)
    with pytest.raises(Refused) as refusal:
        world.run(cancel_order, cancel(placed), "anna")
    assert (refusal.value.code, refusal.value.params["state"]) == ("ordering.not_cancellable", state)
    assert Device.objects.get(number="D1004").state == "reserved"


def test_a_cancelled_order_is_not_cancelled_again(world: World) -> None:
    placed = ordered(world)
    world.run(cancel_order, cancel(placed), "anna")
    with pytest.raises(Refused, match="not_cancellable"):
        world.run(cancel_order, cancel(placed), "anna")


def test_a_cancelled_collection_leaves_the_device_with_the_person(world: World) -> None:
    placed = ordered(world)
    lend(world, placed)
    number = world.run(place_collection_order, PlaceCollectionOrder("D1004", placed.delivery_point_id), "anna")
    world.run(cancel_order, CancelOrder(number, "need_changed"), "anna")
    assert Device.objects.get(number="D1004").state == "with_person"
    assert prescription(placed.prescription.key).state == "delivered"
    assert world.run(place_collection_order, PlaceCollectionOrder("D1004", placed.delivery_point_id), "anna") != number


def test_a_reason_outside_the_list_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(cancel_order, cancel(ordered(world), "bored"), "anna")
    assert refusal.value.field == "reason"


def test_another_unit_finds_no_order_and_a_store_worker_cancels_none(world: World) -> None:
    placed = ordered(world)
    with pytest.raises(NotFound):
        world.run(cancel_order, cancel(placed), "bo")
    with pytest.raises(NotAllowed):
        world.run(cancel_order, cancel(placed), "filip")
    assert world.fresh(placed).state == "allocated"
