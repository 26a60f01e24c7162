"""Mounted: a part is where its device is, until it is taken off."""

import pytest
from django.db import transaction
from tests.support.lending import lend
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.report_lost import ReportLost, report_lost


def test_a_part_follows_its_device_to_the_person_without_a_move_of_its_own(world: World) -> None:
    world.run(mount_part, MountPart("D1002", "D1001", TODAY), "filip")
    lend(world, "D1001", on=TODAY)
    part = Device.objects.get(number="D1002")
    assert (part.state, part.parent, part.location) == ("mounted", Device.objects.get(number="D1001"), None)
    assert part.holdings.get(until=None).place == "device"
    with pytest.raises(Refused) as refusal:
        world.run(move_device, MoveDevice("D1002", "F", "", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


@pytest.mark.parametrize(("part", "carrier"), [("D1001", "D1001"), ("D1003", "D1002"), ("D1001", "D1003")])
def test_parts_have_no_parts(world: World, part: str, carrier: str) -> None:
    world.run(mount_part, MountPart("D1002", "D1001", TODAY), "filip")
    with pytest.raises(Refused) as refusal:
        world.run(mount_part, MountPart(part, carrier, TODAY), "filip")
    assert refusal.value.code == "stock.not_a_carrier"


def test_nothing_is_mounted_on_what_is_gone(world: World) -> None:
    world.run(report_lost, ReportLost("D1001", "Borta", TODAY), "filip")
    with pytest.raises(Refused) as refusal:
        world.run(mount_part, MountPart("D1002", "D1001", TODAY), "filip")
    assert refusal.value.code == "stock.not_a_carrier"


def test_a_device_with_a_blocked_part_is_not_handed_out(world: World) -> None:
    world.run(mount_part, MountPart("D1002", "D1001", TODAY), "filip")
    world.run(block_device, BlockDevice("D1002", "recall"), "filip")
    with pytest.raises(Refused) as refusal, transaction.atomic():
        lend(world, "D1001", on=TODAY)
    assert (refusal.value.code, refusal.value.params["number"]) == ("stock.blocked", "D1002")


def test_a_prescriber_mounts_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(mount_part, MountPart("D1002", "D1001", TODAY), "anna")


def test_a_part_is_not_mounted_on_itself(world: World) -> None:
    with pytest.raises(Refused, match="not_a_carrier"):
        world.run(mount_part, MountPart("D1001", "D1001", TODAY), "filip")
