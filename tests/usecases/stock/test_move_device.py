"""Moved: another place, the same state."""

from datetime import date, timedelta

import pytest
from tests.support.lending import allocated_order, at, close, lend
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.move_device import MoveDevice, move_device


def test_a_device_in_stock_is_put_elsewhere(world: World) -> None:
    since = Device.objects.get(number="D1001").available_since
    world.run(move_device, MoveDevice("D1001", "F", "B-07", TODAY), "filip")
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location, device.bin) == ("in_stock", world.locations["F"], "B-07")
    assert device.available_since == since
    move = device.moves.latest("pk")
    assert (move.kind, move.to_location, move.to_bin, move.moved_by) == ("moved", device.location, "B-07", world.viewer("filip").code)


def test_a_device_that_is_promised_or_lent_stays(world: World) -> None:
    allocated_order(world, "D1001")
    lend(world, "D2001", on=TODAY)
    for number in ("D1001", "D2001"):
        with pytest.raises(Refused) as refusal:
            world.run(move_device, MoveDevice(number, "F", "", TODAY), "filip")
        assert refusal.value.code == "stock.illegal_move"


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (TODAY + timedelta(days=1), "stock.day_in_future"),
        (TODAY - timedelta(days=1), "stock.day_before_last_move"),
        (date(2026, 10, 31), "billing.month_closed"),
    ],
)
def test_a_day_that_cannot_be_is_refused(world: World, on: date, code: str) -> None:
    close(world, "2026-10", now=TODAY)
    world.run(move_device, MoveDevice("D1001", "C", "A-02", TODAY), "filip", now=at(TODAY))
    with pytest.raises(Refused) as refusal:
        world.run(move_device, MoveDevice("D1001", "F", "", on), "filip", now=at(TODAY))
    assert refusal.value.code == code
    assert Device.objects.get(number="D1001").location == world.locations["C"]


def test_unknown_things_are_named(world: World) -> None:
    for data, field in ((MoveDevice("?", "F", "", TODAY), "device_number"), (MoveDevice("D1001", "?", "", TODAY), "to_location")):
        with pytest.raises(NotFound) as refusal:
            world.run(move_device, data, "filip")
        assert refusal.value.field == field


def test_a_prescriber_moves_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(move_device, MoveDevice("D1001", "F", "", TODAY), "anna")
