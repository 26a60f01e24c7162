"""Decommissioned: for good, with a reason, never while someone has it."""

import pytest
from tests.support.lending import allocated_order, lend
from tests.support.stores import strayed
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.apps.stock.queries_handling import known
from handtag.domain.handling import possible
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.sell_device import SellDevice, sell_device


def test_it_leaves_its_shelf_for_good(world: World) -> None:
    world.run(decommission_device, DecommissionDevice("D1001", "Sprucken ram", TODAY), "filip")
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location, device.available_since) == ("decommissioned", None, None)
    assert device.moves.latest("pk").note == "Sprucken ram"
    with pytest.raises(Refused):
        world.run(move_device, MoveDevice("D1001", "C", "", TODAY), "filip")


def test_a_lent_or_promised_device_cannot_be_scrapped(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    allocated_order(world, "D1002")
    for number in ("D1001", "D1002"):
        with pytest.raises(Refused) as refusal:
            world.run(decommission_device, DecommissionDevice(number, "Skräp", TODAY), "filip")
        assert refusal.value.code == "stock.illegal_move"


def test_what_belongs_to_another_centre_goes_home_and_not_for_good(world: World) -> None:
    number = strayed(world)
    with pytest.raises(Refused, match=r"stock\.astray"):
        world.run(decommission_device, DecommissionDevice(number, "Skräp", TODAY), "filip")
    with pytest.raises(Refused, match=r"stock\.astray"):
        world.run(sell_device, SellDevice(number, "Auktionsverket AB", TODAY), "eva")
    assert not {"sell_device", "decommission_device"} & set(possible(known(Device.objects.get(number=number), TODAY).standing))


def test_a_reason_is_needed(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(decommission_device, DecommissionDevice("D1001", "  ", TODAY), "filip")
    assert (refusal.value.code, refusal.value.field) == ("stock.reason_missing", "reason")


def test_a_prescriber_scraps_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(decommission_device, DecommissionDevice("D1001", "x", TODAY), "anna")
