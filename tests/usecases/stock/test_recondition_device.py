"""Reconditioned: ready for the next person, last in the queue."""

import pytest
from tests.support.lending import lend, make_ready, take_back
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.apps.stock.store import candidates_for
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device


def test_it_is_in_stock_again_and_counts_its_rounds(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    make_ready(world, "D1001", TODAY)
    device = Device.objects.get(number="D1001")
    assert (device.state, device.bin, device.times_reconditioned, device.available_since) == ("in_stock", "A-01", 1, TODAY)


def test_the_queue_takes_reconditioned_before_new_and_the_longest_waiting_first(world: World) -> None:
    queue = [device.number for device in candidates_for(world.articles["rollator"])]
    assert queue == ["D1004", "D1002", "D1008", "D1006", "D1001"]  # never D1007: another six digits


@pytest.mark.law("HSLF-FS 2021:52 hand-out")
def test_only_an_inspected_device_is_reconditioned(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    with pytest.raises(Refused) as refusal:
        world.run(recondition_device, ReconditionDevice("D1001", "", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_prescriber_reconditions_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(recondition_device, ReconditionDevice("D1001", "", TODAY), "anna")
