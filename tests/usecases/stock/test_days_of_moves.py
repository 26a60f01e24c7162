"""The day of every deed with goods: never to come, never before what was done before it, never in a month that is closed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.support import purchasing, stores
from tests.support.lending import at, close
from tests.support.valid_moves import DAY, MOVES, lent, returned
from tests.support.world import World

from handtag.domain.values.errors import Refused
from handtag.usecases.base import load_all
from handtag.usecases.stock.decommission_device import DecommissionDevice
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.move_device import MoveDevice
from handtag.usecases.stock.recondition_device import ReconditionDevice
from handtag.usecases.stock.return_device import ReturnDevice
from handtag.usecases.stores.approve_stocktake import ApproveStocktake
from handtag.usecases.stores.receive_transfer import ReceiveTransfer
from handtag.usecases.stores.send_transfer import SendTransfer

Valid = Callable[[World], tuple[Any, str]]
LATER = date(2026, 12, 10)
WITHOUT_A_DAY = {"block_device", "lift_device_block", "check_components", "set_return_rule"}


def inspected(world: World) -> World:
    world.run(inspect_device, InspectDevice("D1001", True, "", world.today), "filip") if returned(world) else None
    return world


MORE: dict[str, Valid] = {
    "decommission_device": lambda w: (DecommissionDevice("D1001", "Trasig", DAY), "filip"),
    "inspect_device": lambda w: (InspectDevice("D1001", True, "", returned(w) and DAY), "filip"),
    "recondition_device": lambda w: (ReconditionDevice("D1001", "A-01", inspected(w) and DAY), "filip"),
    "move_device": lambda w: (MoveDevice("D1001", "F", "", DAY), "filip"),
    "return_device": lambda w: (ReturnDevice("D1001", "C", lent(w) and DAY), "filip"),
    "take_in_stray": stores.VALID["take_in_stray"],
    "control_delivery": purchasing.VALID["control_delivery"],
}
DATED = {**{name: valid for name, valid in MOVES.items() if name not in WITHOUT_A_DAY}, **MORE}
dated = pytest.mark.parametrize("name", sorted(DATED))


def refused(world: World, name: str, data: Any, by: str, now: date) -> str:
    with pytest.raises(Refused) as refusal:
        world.run(load_all()[name], data, by, now=at(now))
    return refusal.value.code


@dated
def test_no_day_to_come(world: World, name: str) -> None:
    data, by = DATED[name](world)
    assert refused(world, name, replace(data, on=date(2026, 12, 11)), by, LATER) == "stock.day_in_future"


@dated
def test_no_day_before_what_was_done_before(world: World, name: str) -> None:
    data, by = DATED[name](world)
    assert refused(world, name, replace(data, on=date(2026, 1, 15)), by, LATER) == "stock.day_before_last_move"


@pytest.mark.parametrize("name", sorted(DATED.keys() - {"take_in_stray"}))
def test_no_day_in_a_closed_month(world: World, name: str) -> None:
    data, by = DATED[name](world)
    for month in ("2026-11", "2026-12"):
        close(world, month, now=date(2027, 1, 5))
    on = replace(data, on=date(2026, 12, 20))
    assert refused(world, name, on, by, date(2027, 1, 5)) == "billing.month_closed"


# What has no day of its own is done today, and another's midnight may have come first: today is then before the last move.
LATE: dict[str, Valid] = {
    "send_transfer": lambda w: (SendTransfer(stores.transfer(w, rollator=1), ("D1003",)), "filip"),
    "receive_transfer": lambda w: (ReceiveTransfer(stores.sent_transfer(w, "D1001")), "filip"),
    "send_home": stores.VALID["send_home"],
    "approve_stocktake": lambda w: (ApproveStocktake(a_missing_device(w)), "eva"),
}


def a_missing_device(world: World) -> int:
    stores.put(world, "F", "D1001")
    return stores.compared(world)


@pytest.mark.parametrize("name", sorted(LATE))
def test_no_deed_on_a_day_before_the_last_move(world: World, name: str) -> None:
    data, by = LATE[name](world)
    assert refused(world, name, data, by, date(2026, 9, 15)) == "stock.day_before_last_move"
