"""Having a device collected."""

from datetime import date

import pytest
from tests.support.lending import take_back
from tests.support.prescribing import lend, order, ordered
from tests.support.world import World
from tests.usecases.ordering.test_place_equipment_order import delivered, placed

from handtag.apps.orders.models import Order
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order


def lent(world: World) -> PlaceCollectionOrder:
    placed = ordered(world)
    lend(world, placed)
    return PlaceCollectionOrder("D1004", placed.delivery_point_id, "Ring på")


def test_a_collection_is_paid_by_who_pays_the_rent_and_has_its_day(world: World) -> None:
    number = world.run(place_collection_order, lent(world), "anna")
    placed = order(number)
    line = placed.lines.get()
    assert (placed.kind, placed.state, placed.payer, placed.person) == (
        "collection_order", "placed", world.region, world.persons["bror"],
    )  # fmt: skip
    assert (line.device, line.state, line.promised_on) == (world.devices["D1004"], "placed", date(2026, 11, 24))
    assert world.fresh(world.devices["D1004"]).state == "with_person"
    assert Move.objects.filter(order_number=number).count() == 0


def test_a_device_is_fetched_once(world: World) -> None:
    collect = lent(world)
    first = world.run(place_collection_order, collect, "anna")
    with pytest.raises(Refused) as refusal:
        world.run(place_collection_order, collect, "eva")
    assert (refusal.value.code, refusal.value.params["order"]) == ("ordering.collected_already", first)
    assert Order.objects.filter(kind="collection_order").count() == 1


def test_what_is_in_stock_is_not_fetched(world: World) -> None:
    with pytest.raises(Refused, match="not_with_person"):
        world.run(place_collection_order, PlaceCollectionOrder("D1001", world.points["health_centre"].pk), "eva")


def test_the_desk_has_it_fetched_where_the_unit_gets_its_goods_and_nowhere_else(world: World) -> None:
    collect = lent(world)
    with pytest.raises(NotFound, match="no_delivery_point"):
        world.run(place_collection_order, PlaceCollectionOrder("D1004", world.points["hospital"].pk), "eva")
    assert order(world.run(place_collection_order, collect, "eva")).unit == world.units["health_centre"]


def test_another_unit_finds_no_device_and_a_store_worker_orders_nothing(world: World) -> None:
    collect = lent(world)
    with pytest.raises(NotFound):
        world.run(place_collection_order, collect, "bo")
    with pytest.raises(NotAllowed):
        world.run(place_collection_order, collect, "filip")
    assert not Order.objects.filter(kind="collection_order").exists()


def at_the_unit(world: World) -> PlaceCollectionOrder:
    """A rollator that the health centre has for its own use."""
    start = date(2026, 11, 2)
    delivered(world, placed(world, ("rollator", 1), on=start), start)
    return PlaceCollectionOrder("D1004", world.points["health_centre"].pk)


def test_a_unit_has_its_own_equipment_fetched_and_its_rent_ends(world: World) -> None:
    found = order(world.run(place_collection_order, at_the_unit(world), "maj"))
    assert (found.person, found.prescription, found.unit, found.payer) == (None, None, world.units["health_centre"], world.region)
    take_back(world, "D1004", world.today)
    found.refresh_from_db()
    assert (found.state, Rental.objects.get().end_on) == ("collected", world.today)


def test_who_opens_no_person_has_no_persons_device_fetched(world: World) -> None:
    collect = lent(world)
    with pytest.raises(NotFound):
        world.run(place_collection_order, collect, "maj")
    assert not Order.objects.filter(kind="collection_order").exists()


def test_another_units_equipment_is_not_found(world: World) -> None:
    collect = at_the_unit(world)
    Device.objects.filter(number="D1004").update(unit=world.units["hospital"])
    with pytest.raises(NotFound):
        world.run(place_collection_order, collect, "maj")
    Device.objects.filter(number="D1004").update(unit=world.units["health_centre"])
    world.run(place_collection_order, collect, "eva")
