"""Lifted: with why, and free when no other block stands."""

import pytest
from tests.support.lending import lend
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.lift_device_block import LiftDeviceBlock, lift_device_block


def test_it_is_free_when_no_other_block_stands(world: World) -> None:
    for reason in ("recall", "overdue_service"):
        world.run(block_device, BlockDevice("D1001", reason), "filip")
    world.run(lift_device_block, LiftDeviceBlock("D1001", "recall", "Bytt del"), "eva")
    assert Device.objects.get(number="D1001").blocked
    world.run(lift_device_block, LiftDeviceBlock("D1001", "overdue_service", "Servad"), "eva")
    assert not Device.objects.get(number="D1001").blocked
    lend(world, "D1001", on=TODAY)


def test_only_a_block_that_stands_is_lifted_and_with_a_reason(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(lift_device_block, LiftDeviceBlock("D1001", "recall", "Klar"), "eva")
    assert refusal.value.code == "stock.no_such_block"
    with pytest.raises(Refused) as refusal:
        world.run(lift_device_block, LiftDeviceBlock("D1001", "recall", ""), "eva")
    assert (refusal.value.code, refusal.value.field) == ("stock.why", "note")


def test_a_store_worker_lifts_nothing(world: World) -> None:
    world.run(block_device, BlockDevice("D1001", "recall"), "filip")
    with pytest.raises(NotAllowed):
        world.run(lift_device_block, LiftDeviceBlock("D1001", "recall", "x"), "filip")
