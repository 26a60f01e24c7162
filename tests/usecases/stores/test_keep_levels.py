"""Every night each store of each centre is filled up to its level, also what was taken by picking."""

import pytest
from tests.support.lending import allocated_order
from tests.support.stores import add_store, level, put, wanted_at
from tests.support.world import World

from handtag.apps.stock.models import Location
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stores.describe_store import DescribeStore, describe_store
from handtag.usecases.stores.keep_levels import KeepLevels, keep_levels


def test_the_timer_fills_up_what_nobody_has_asked_for(world: World) -> None:
    add_store(world)
    put(world, "N", "D1001")
    level(world, "N", "rollator", 1, 2)
    world.run(decommission_device, DecommissionDevice("D1001", "Trasig", world.today), "filip")
    assert wanted_at("N") == {}
    assert world.run(keep_levels, KeepLevels(), "timer") == 1
    assert wanted_at("N") == {"10001": 2}
    assert world.run(keep_levels, KeepLevels(), "timer") == 0


def test_what_is_picked_below_the_minimum_is_ordered_at_once(world: World) -> None:
    Location.objects.create(centre=world.centre, code="S", name="Sjukhuset", kind="branch_store")
    world.run(describe_store, DescribeStore("S", refilled_from="C"), "eva")
    put(world, "S", "D1001", "D1002", gripper=40)
    level(world, "S", "rollator", 2, 2)
    level(world, "S", "gripper", 40, 60)
    assert wanted_at("S") == {}
    order = allocated_order(world, "D1001", pieces={"gripper": 3})
    world.run(pick_line, PickLine(order.number, device_number="D1001"), "filip")
    assert wanted_at("S") == {"10001": 1}
    world.run(pick_line, PickLine(order.number, line_id=order.lines.get(device=None).pk), "filip")
    assert wanted_at("S") == {"10001": 1, "60001": 23}


def test_shelves_that_nobody_fills_are_left_alone(world: World) -> None:
    order = allocated_order(world, "D1001")
    world.run(pick_line, PickLine(order.number, device_number="D1001"), "filip")
    assert wanted_at("C") == {}


def test_who_does_not_set_levels_may_not(world: World) -> None:
    for name in ("filip", "anna"):
        with pytest.raises(NotAllowed):
            world.run(keep_levels, KeepLevels(), name)
