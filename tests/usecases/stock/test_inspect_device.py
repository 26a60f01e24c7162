"""Inspected: fit to be reconditioned, or back to the pile."""

import pytest
from tests.support.lending import lend, take_back
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device


@pytest.fixture
def returned(world: World) -> World:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    return world


def test_what_passes_is_inspected(returned: World) -> None:
    assert returned.run(inspect_device, InspectDevice("D1001", passed=True, note="Hel", on=TODAY), "filip") == "inspected"
    assert Device.objects.get(number="D1001").moves.latest("pk").note == "Hel"


@pytest.mark.law("HSLF-FS 2021:52 hand-out")
def test_what_fails_stays_returned_and_may_be_inspected_again(returned: World) -> None:
    assert returned.run(inspect_device, InspectDevice("D1001", passed=False, note="Broms", on=TODAY), "filip") == "returned"
    assert returned.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "filip") == "inspected"


def test_only_a_returned_device_is_inspected(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_controller_inspects_nothing(returned: World) -> None:
    with pytest.raises(NotAllowed):
        returned.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "gun")
