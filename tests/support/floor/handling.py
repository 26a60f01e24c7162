"""Devices handled one by one at the centre: washed, stopped, mounted, lost and found, as the machine of the floor does them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.test import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize
from tests.support.floor.model import OURS, STORES, THEIRS, Floor, Thing
from tests.support.floor.steps import any_number, several, step
from tests.support.lending import at
from tests.support.world import World

from handtag.domain.stock import TRANSITIONS
from handtag.domain.values.errors import HandtagError
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.detach_part import DetachPart, detach_part
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.lift_device_block import LiftDeviceBlock, lift_device_block
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device
from handtag.usecases.stock.receive_from_repair import ReceiveFromRepair, receive_from_repair
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.register_found import RegisterFound, register_found
from handtag.usecases.stock.release_from_quarantine import ReleaseFromQuarantine, release_from_quarantine
from handtag.usecases.stock.report_lost import ReportLost, report_lost
from handtag.usecases.stock.report_lost_by_holder import ReportLostByHolder, report_lost_by_holder
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.usecases.stock.sell_device import SellDevice, sell_device
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair
from handtag.usecases.stock.wash_device import WashDevice, wash_device

OUT = ("with_person", "with_unit")
UNDER_WAY = ("in_transit", "in_transfer", "going_home")
# deed: the use case, who does it, its data, the kind of move it makes
DEEDS: dict[str, tuple[Any, str, Any, str]] = {
    "wash": (wash_device, "filip", WashDevice, "washed"),
    "quarantine": (quarantine_device, "filip", lambda n, on: QuarantineDevice(n, "Prov", on), "quarantined"),
    "clear": (release_from_quarantine, "filip", lambda n, on: ReleaseFromQuarantine(n, True, on), "cleared"),
    "release": (release_from_quarantine, "filip", lambda n, on: ReleaseFromQuarantine(n, False, on), "quarantine_ended"),
    "to workshop": (send_for_repair, "filip", lambda n, on: SendForRepair(n, "workshop", on), "sent_to_workshop"),
    "to supplier": (send_for_repair, "filip", lambda n, on: SendForRepair(n, "supplier", on), "sent_to_supplier"),
    "from workshop": (receive_from_repair, "filip", lambda n, on: ReceiveFromRepair(n, "F", on), "came_from_workshop"),
    "from supplier": (receive_from_repair, "filip", lambda n, on: ReceiveFromRepair(n, "F", on), "came_from_supplier"),
    "detach": (detach_part, "filip", lambda n, on: DetachPart(n, "F", on), "detached"),
    "move": (move_device, "filip", lambda n, on: MoveDevice(n, "F", "M-1", on), "moved"),
    "pass": (inspect_device, "filip", lambda n, on: InspectDevice(n, True, "", on, "worn"), "inspected"),
    "fail": (inspect_device, "filip", lambda n, on: InspectDevice(n, False, "", on, "damaged", 10), "rejected"),
    "recondition": (recondition_device, "filip", lambda n, on: ReconditionDevice(n, "A-01", on), "reconditioned"),
    "lose": (report_lost, "filip", lambda n, on: ReportLost(n, "Borta", on), "lost"),
    "lose outside": (report_lost_by_holder, "eva", lambda n, on: ReportLostByHolder(n, "Borta", on), "lost"),
    "find": (register_found, "eva", lambda n, on: RegisterFound(n, "F", "Där", on), "found"),
    "sell": (sell_device, "eva", lambda n, on: SellDevice(n, "Kommunen", on), "sold"),
    "scrap": (decommission_device, "filip", lambda n, on: DecommissionDevice(n, "Trasig", on), "decommissioned"),
    "return": (return_device, "filip", lambda n, on: ReturnDevice(n, "F", on), "returned"),
}  # fmt: skip
BRING_TO_F = ("from workshop", "from supplier", "detach", "move", "find", "return")


class Rollback(TestCase):
    """Only for its transactions, which the use cases take for a test's."""


class Handling(RuleBasedStateMachine):
    """Every rule does a thing for real and in the model; what one refuses the other must refuse."""

    world: World

    @initialize()
    def begin(self) -> None:
        self.atomics = Rollback._enter_atomics()  # type: ignore[attr-defined]
        self.floor = self.first_floor()
        self.set_out()

    def set_out(self) -> None:
        """What else there is before the first step."""

    def teardown(self) -> None:
        if hasattr(self, "atomics"):
            Rollback._rollback_atomics(self.atomics)  # type: ignore[attr-defined]

    def first_floor(self) -> Floor:
        things = {
            "D1001": Thing("rollator"), "D1002": Thing("rollator"), "D1004": Thing("rollator_plus"), "D1007": Thing("frame"),
            "D8001": Thing("their_rollator", store="X", owner=THEIRS, moved_on=self.world.today),
        }  # fmt: skip
        floor = Floor(self.world.today, things)
        floor.pieces["", "C"] = 500
        return floor

    def run(self, case: Any, data: Any, by: str) -> Any:
        return self.world.run(case, data, by, now=at(self.floor.today))

    def does(self, allowed: bool, act: Callable[[], Any]) -> bool:
        """Do it; the model said whether it must succeed or be refused. What it answered is kept."""
        try:
            self.answer = act()
        except HandtagError:
            if allowed:
                raise
            return False
        assert allowed, f"should have been refused, but answered {self.answer}"
        return True

    def device(self, which: int) -> str:
        return sorted(self.floor.things)[which % len(self.floor.things)]

    @step(days=[1, 3])
    def days_pass(self, days: int) -> None:
        self.floor.today += timedelta(days=days)

    @step(8, which=any_number, whats=several)
    def handle(self, which: int, whats: list[int]) -> None:
        """One thing after another with a device: mostly what its state allows, now and then anything."""
        number = self.device(which)
        for what in whats:
            state = self.floor.things[number].state
            legal = sorted(name for name, (_, _, _, kind) in DEEDS.items() if state in TRANSITIONS[kind].from_states)
            names = legal if legal and what % 7 else sorted(DEEDS)
            self.do(number, names[what // 7 % len(names)])
            self.look()

    def look(self) -> None:
        """Everything is as the model says."""

    def do(self, number: str, name: str) -> None:
        floor, thing = self.floor, self.floor.things[number]
        case, by, data, kind = DEEDS[name]
        if name == "from workshop" and thing.state == "at_supplier":
            kind = "came_from_supplier"  # the use case sees where it comes from
        if name == "from supplier" and thing.state != "at_supplier":
            kind = "came_from_workshop"
        allowed = floor.may(number, kind) and floor.is_seen_by(OURS, number) and self.is_sensible(name, number)
        if self.does(allowed, lambda: self.run(case, data(number, floor.today), by)):
            floor.go(number, kind, "F" if name in BRING_TO_F else "")
            thing.collection = ""

    def is_sensible(self, name: str, number: str) -> bool:
        """What each deed asks for beside the state of the device."""
        thing = self.floor.things[number]
        if name == "detach":
            return bool(thing.parent) and self.floor.things[thing.parent].state not in ("lost", "sold")
        if name == "move":
            return thing.owner == OURS
        if name == "lose":  # what is under way is said to be missing when the rest of it comes
            return thing.state not in (*OUT, *UNDER_WAY)
        if name == "lose outside":
            return thing.state in OUT and not thing.collection
        if name in ("sell", "scrap") and STORES.get(thing.store, thing.owner) != thing.owner:
            return False  # a device gone astray goes home first
        return name != "sell" or not thing.collection

    @step(part=any_number, carrier=any_number)
    def mount(self, part: int, carrier: int) -> None:
        floor, one, other = self.floor, self.device(part), self.device(carrier)
        allowed = (
            one != other and floor.may(one, "mounted") and not floor.parts(one) and floor.carries(other)
            and floor.is_seen_by(OURS, one) and floor.is_seen_by(OURS, other)
        )  # fmt: skip
        if self.does(allowed, lambda: self.run(mount_part, MountPart(one, other, floor.today), "filip")):
            floor.go(one, "mounted", parent=other)

    @step(which=any_number, reason=["recall", "incident"], lift=(False, True))
    def stop(self, which: int, reason: str, lift: bool) -> None:
        number = self.device(which)
        seen, blocks = self.floor.is_seen_by(OURS, number), self.floor.things[number].blocks
        if lift or blocks:  # most of the time nothing is stopped, or nothing would happen
            for one in (reason, *blocks - {reason}):
                lifting = LiftDeviceBlock(number, one, "Klar")
                if self.does(seen and one in blocks, lambda data=lifting: self.run(lift_device_block, data, "eva")):  # type: ignore[misc]
                    blocks.discard(one)
        elif self.does(seen, lambda: self.run(block_device, BlockDevice(number, reason), "filip")):
            blocks.add(reason)


def pick(known: Mapping[Any, Any], which: int) -> Any:
    """One of the keys, whichever the number says; the later ones as often as the earlier."""
    return sorted(known)[which % len(known)]
