"""Stores are filled up, whatever emptied them."""

import pytest
from tests.support.lending import allocated_order
from tests.support.stores import add_store, level, put, refill_of, wanted_at
from tests.support.world import World

from handtag.apps.stores.models import Transfer
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stores.refill_stores import RefillStores, refill_stores


def test_every_store_below_a_minimum_gets_one_refill(world: World) -> None:
    add_store(world)
    add_store(world, "B", "buffer_store", "lulea_care")
    put(world, "N", "D1001", "D1002", gripper=5)
    level(world, "N", "rollator", 2, 3)
    level(world, "N", "gripper", 2, 3)
    world.run(decommission_device, DecommissionDevice("D1001", "Trasig", world.today), "filip")
    assert wanted_at("N") == {}
    assert world.run(refill_stores, RefillStores(), "filip") == 1
    assert wanted_at("N") == {"10001": 2}
    assert world.run(refill_stores, RefillStores(), "filip") == 0
    assert Transfer.objects.count() == 1


def test_a_shortage_that_comes_later_joins_the_open_refill(world: World) -> None:
    add_store(world)
    level(world, "N", "rollator", 1, 2)
    first = refill_of("N")
    level(world, "N", "gripper", 1, 2)
    assert refill_of("N") == first
    assert wanted_at("N") == {"10001": 2, "60001": 2}


def test_a_reserved_device_is_not_there_to_be_taken(world: World) -> None:
    add_store(world)
    put(world, "N", "D1001")
    level(world, "N", "rollator", 1, 1)
    allocated_order(world, "D1001")
    world.run(refill_stores, RefillStores(), "filip")
    assert wanted_at("N") == {"10001": 1}


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(refill_stores, RefillStores(), "anna")
