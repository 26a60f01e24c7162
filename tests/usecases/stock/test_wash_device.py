"""Washed: what has come back, and only that."""

import pytest
from tests.support.lending import lend, take_back
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.wash_device import WashDevice, wash_device


def test_what_came_back_is_washed_and_then_inspected(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    world.run(wash_device, WashDevice("D1001", TODAY, "Högtryck"), "filip")
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location) == ("washed", world.locations["C"])
    assert world.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "filip") == "inspected"


def test_what_is_in_stock_is_clean(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(wash_device, WashDevice("D1001", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_prescriber_washes_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(wash_device, WashDevice("D1001", TODAY), "anna")
