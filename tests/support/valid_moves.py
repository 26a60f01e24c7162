"""One valid command for every use case that moves, stops or judges a device: what it needs made ready, and who may give it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.support import lending
from tests.support.world import NOW, World

from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.check_components import CheckComponents
from handtag.usecases.stock.detach_part import DetachPart
from handtag.usecases.stock.lift_device_block import LiftDeviceBlock
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device
from handtag.usecases.stock.receive_from_repair import ReceiveFromRepair
from handtag.usecases.stock.register_found import RegisterFound
from handtag.usecases.stock.release_from_quarantine import ReleaseFromQuarantine
from handtag.usecases.stock.report_lost import ReportLost, report_lost
from handtag.usecases.stock.report_lost_by_holder import ReportLostByHolder
from handtag.usecases.stock.sell_device import SellDevice
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair
from handtag.usecases.stock.set_return_rule import SetReturnRule
from handtag.usecases.stock.wash_device import WashDevice

DAY = (NOW + timedelta(days=12)).date()


def lent(world: World) -> World:
    lending.lend(world, "D1001", on=date(2026, 11, 11))
    return world


def returned(world: World) -> World:
    lending.take_back(lent(world), "D1001", world.today)
    return world


def done(world: World, case: Any, data: Any, by: str = "filip") -> date:
    """The command is given first; the day of those that follow."""
    world.run(case, data, by)
    return DAY


MOVES: dict[str, Callable[[World], tuple[Any, str]]] = {
    "wash_device": lambda w: (WashDevice("D1001", returned(w) and DAY), "filip"),
    "quarantine_device": lambda w: (QuarantineDevice("D1001", "Vägglöss", DAY), "filip"),
    "release_from_quarantine": lambda w: (
        ReleaseFromQuarantine("D1001", True, done(w, quarantine_device, QuarantineDevice("D1001", "Vägglöss", w.today))), "filip"
    ),
    "send_for_repair": lambda w: (SendForRepair("D1001", "workshop", DAY), "filip"),
    "receive_from_repair": lambda w: (
        ReceiveFromRepair("D1001", "C", done(w, send_for_repair, SendForRepair("D1001", "supplier", w.today))), "filip"
    ),
    "report_lost": lambda w: (ReportLost("D1001", "Finns inte på hyllan", DAY), "filip"),
    "report_lost_by_holder": lambda w: (ReportLostByHolder("D1001", "Stulen, polisanmäld", lent(w) and DAY), "eva"),
    "register_found": lambda w: (
        RegisterFound("D1001", "C", "Bakom pallen", done(w, report_lost, ReportLost("D1001", "Borta", w.today))), "eva"
    ),
    "sell_device": lambda w: (SellDevice("D1001", "Luleå kommun", DAY), "eva"),
    "mount_part": lambda w: (MountPart("D1002", "D1001", DAY), "filip"),
    "detach_part": lambda w: (DetachPart("D1002", "C", done(w, mount_part, MountPart("D1002", "D1001", w.today))), "filip"),
    "block_device": lambda w: (BlockDevice("D1001", "recall", "FSN 2026-4"), "filip"),
    "lift_device_block": lambda w: (
        done(w, block_device, BlockDevice("D1001", "recall")) and LiftDeviceBlock("D1001", "recall", "Åtgärdad"), "eva"
    ),
    "check_components": lambda w: (CheckComponents("D1001", returned(w) and "Bricka saknas"), "filip"),
    "set_return_rule": lambda w: (SetReturnRule("1206", 96, 50, DAY, 120), "eva"),
}  # fmt: skip
