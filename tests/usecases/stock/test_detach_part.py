"""Taken off: by its own move, and inspected before it is used again."""

import pytest
from tests.support.lending import lend
from tests.support.quicker import somebody_is_quicker
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.detach_part import DetachPart, detach_part
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.report_lost import ReportLost, report_lost


def test_it_is_among_the_returned_and_the_device_stays(world: World) -> None:
    world.run(mount_part, MountPart("D1002", "D1001", TODAY), "filip")
    lend(world, "D1001", on=TODAY)
    world.run(detach_part, DetachPart("D1002", "F", TODAY, "R-1", "Byttes hemma"), "filip")
    part = Device.objects.get(number="D1002")
    assert (part.state, part.parent, part.location, part.bin) == ("returned", None, world.locations["F"], "R-1")
    assert Device.objects.get(number="D1001").state == "with_person"


def test_what_is_not_mounted_is_not_taken_off(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(detach_part, DetachPart("D1002", "C", TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_part_of_a_lost_device_is_lost_with_it(world: World) -> None:
    world.run(mount_part, MountPart("D1002", "D1001", TODAY), "filip")
    world.run(report_lost, ReportLost("D1001", "Borta", TODAY), "filip")
    with pytest.raises(Refused) as refusal:
        world.run(detach_part, DetachPart("D1002", "C", TODAY), "filip")
    assert refusal.value.code == "stock.part_is_gone"


def test_a_prescriber_takes_nothing_off(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(detach_part, DetachPart("D1002", "C", TODAY), "anna")


@pytest.mark.damaged
def test_what_somebody_moved_to_another_device_meanwhile_is_not_taken_off_the_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run(mount_part, MountPart("D1005", "D1004", world.today), "filip")
    somebody_is_quicker(monkeypatch, lambda: Device.objects.filter(number="D1005").update(parent=world.devices["D1003"]))
    with pytest.raises(Refused, match="part_is_gone"):
        world.run(detach_part, DetachPart("D1005", "C", world.today), "filip")
