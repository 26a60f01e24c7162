"""Random lives of devices and pieces through the real use cases and the ledger's own door, against a model kept the slow way.

After each step everything that `handtag verify` asks about devices is asked.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.support.lending import at, lend
from tests.support.world import World

from handtag.apps.orders.checks import held_devices_off_their_lines
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.rentals import checks as rentals
from handtag.apps.stock import checks as stock
from handtag.apps.stock import store
from handtag.apps.stock.models import Device, Holding, Lot, PiecesHeld
from handtag.domain.stock import HANDED_OUT, HOLD_PIECES, PIECE_MOVES, PLACES, STORED, TRANSITIONS, next_state
from handtag.domain.values.errors import Refused
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

DEVICES = ("D1001", "D1002", "D1003", "D2001")
OUT = ("with_person", "with_unit")
AT_HOME = tuple(state for state, place in PLACES.items() if state not in OUT and place != "transit")
# command: the use case, who gives it, its data, the kind of move it makes, and the states that it keeps to beside the ledger's own
COMMANDS: dict[str, tuple[Any, str, Any, str, tuple[str, ...]]] = {
    "wash": (wash_device, "filip", WashDevice, "washed", ()),
    "quarantine": (quarantine_device, "filip", lambda n, on: QuarantineDevice(n, "Prov", on, "F", "K"), "quarantined", ()),
    "clear": (release_from_quarantine, "filip", lambda n, on: ReleaseFromQuarantine(n, True, on), "cleared", ()),
    "release": (release_from_quarantine, "filip", lambda n, on: ReleaseFromQuarantine(n, False, on), "quarantine_ended", ()),
    "workshop": (send_for_repair, "filip", lambda n, on: SendForRepair(n, "workshop", on), "sent_to_workshop", ()),
    "supplier": (send_for_repair, "filip", lambda n, on: SendForRepair(n, "supplier", on), "sent_to_supplier", ()),
    "from workshop": (receive_from_repair, "filip", lambda n, on: ReceiveFromRepair(n, "C", on), "came_from_workshop", ("at_workshop",)),
    "from supplier": (receive_from_repair, "filip", lambda n, on: ReceiveFromRepair(n, "C", on), "came_from_supplier", ("at_supplier",)),
    "move": (move_device, "filip", lambda n, on: MoveDevice(n, "F", "M-1", on), "moved", ()),
    "pass": (inspect_device, "filip", lambda n, on: InspectDevice(n, True, "", on, "worn"), "inspected", ()),
    "fail": (inspect_device, "filip", lambda n, on: InspectDevice(n, False, "", on, "damaged", 10), "rejected", ()),
    "recondition": (recondition_device, "filip", lambda n, on: ReconditionDevice(n, "A-01", on), "reconditioned", ()),
    "lose": (report_lost, "filip", lambda n, on: ReportLost(n, "Borta", on), "lost", AT_HOME),
    "lose outside": (report_lost_by_holder, "eva", lambda n, on: ReportLostByHolder(n, "Borta", on), "lost", OUT),
    "find": (register_found, "eva", lambda n, on: RegisterFound(n, "F", "Där", on), "found", ()),
    "sell": (sell_device, "eva", lambda n, on: SellDevice(n, "Kommunen", on), "sold", ()),
    "scrap": (decommission_device, "filip", lambda n, on: DecommissionDevice(n, "Trasig", on), "decommissioned", ()),
    "return": (return_device, "filip", lambda n, on: ReturnDevice(n, "C", on), "returned", ()),
}  # fmt: skip
BY_THE_DOOR = ("transferred_out", "transferred_in", "sent_home", "came_home", "changed_owner", "moved")
CHECKED = (
    stock.devices_off_their_moves, stock.holdings_off_their_moves, stock.owners_off_their_moves, stock.parts_of_parts,
    stock.blocks_off_their_devices, stock.moves_out_under_a_block, stock.moves_of_no_known_kind, stock.balances_off_their_rows,
    stock.pieces_off_their_rows, stock.pieces_below_nothing, rentals.rentals_off_their_moves, rentals.open_rentals_of_devices_at_home,
    held_devices_off_their_lines,
)  # fmt: skip
devices = st.sampled_from(DEVICES)
ago = st.sampled_from([0, 0, 0, 0, 1, 5])


@dataclass
class Model:
    today: date
    state: dict[str, str] = field(default_factory=lambda: dict.fromkeys(DEVICES, "in_stock"))
    moved: dict[str, date] = field(default_factory=lambda: dict.fromkeys(DEVICES, date(2026, 10, 20)))
    parent: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, set[str]] = field(default_factory=lambda: {number: set() for number in DEVICES})
    pieces: dict[tuple[str, str], int] = field(default_factory=dict)

    def is_stopped(self, number: str) -> bool:
        return any(self.blocks[one] for one in (number, *(part for part, carrier in self.parent.items() if carrier == number)))

    def may(self, number: str, kind: str, on: date) -> bool:
        legal = self.state[number] in TRANSITIONS[kind].from_states and self.moved[number] <= on <= self.today
        return legal and not (kind in HANDED_OUT and self.is_stopped(number))

    def go(self, number: str, kind: str, on: date) -> None:
        self.state[number], self.moved[number] = next_state(kind, self.state[number]), on


class Rollback(TestCase):
    """Only for its transactions, which the use cases take for a test's."""


class Moves(RuleBasedStateMachine):
    """Every rule does a thing for real and in the model; what one refuses the other must refuse."""

    world: World

    @initialize()
    def begin(self) -> None:
        self.atomics = Rollback._enter_atomics()  # type: ignore[attr-defined]
        self.model = Model(date(2026, 11, 12))
        article = self.world.articles["catheter"]
        last_days = {"L2": date(2028, 1, 1), "L1": date(2027, 1, 1)}
        self.lots = [Lot.objects.create(article=article, code=code, expires_on=day) for code, day in last_days.items()]
        self.model.pieces = {("", "C"): 500}
        self.other = DeviceCentre.objects.create(county=self.world.county, run_by=self.world.centre.run_by, name="Andra centralen")

    def teardown(self) -> None:
        if hasattr(self, "atomics"):
            Rollback._rollback_atomics(self.atomics)  # type: ignore[attr-defined]

    def attempt(self, allowed: bool, act: Any) -> bool:
        try:
            act()
        except Refused:
            assert not allowed
            return False
        assert allowed
        return True

    def run(self, case: Any, data: Any, by: str) -> Any:
        return lambda: self.world.run(case, data, by, now=at(self.model.today))

    @rule(days=st.sampled_from([1, 3, 9]))
    def days_pass(self, days: int) -> None:
        self.model.today += timedelta(days=days)

    @rule(number=devices, name=st.sampled_from(sorted(COMMANDS)), back=ago)
    def command(self, number: str, name: str, back: int) -> None:
        case, by, data, kind, only = COMMANDS[name]
        on = self.model.today - timedelta(days=back)
        allowed = self.model.may(number, kind, on) and (not only or self.model.state[number] in only)
        if self.attempt(allowed, self.run(case, data(number, on), by)):
            self.model.go(number, kind, on)

    @rule(number=devices, kind=st.sampled_from(BY_THE_DOOR))
    def through_the_door(self, number: str, kind: str) -> None:
        """What use cases of stores and centres post, straight at the ledger's door."""
        m = self.model
        device = Device.objects.get(number=number)
        owner = self.other if kind == "changed_owner" and device.centre_id == self.world.centre.pk else self.world.centre

        @transaction.atomic
        def act() -> None:
            to_state = next_state(kind, device.state)
            store.post_move(
                device, kind, to_state, on=m.today, recorded_at=at(m.today), moved_by="user:1",
                location=self.world.locations["F"] if to_state in STORED else None, new_owner=owner if kind == "changed_owner" else None,
            )  # fmt: skip

        if m.may(number, kind, m.today) and self.attempt(True, act):
            m.go(number, kind, m.today)
            if kind == "changed_owner":  # and home again, so that its centre's people can go on handling it
                device.refresh_from_db()
                store.post_move(
                    device, kind, device.state, on=m.today, recorded_at=at(m.today), moved_by="user:1", new_owner=self.world.centre
                )

    @rule(number=devices)
    def go_out(self, number: str) -> None:
        m = self.model
        allowed = m.may(number, "reserved", m.today)
        if self.attempt(allowed, lambda: lend(self.world, number, on=m.today) if allowed else self._reserve(number)):
            m.state[number], m.moved[number] = "with_person", m.today

    @transaction.atomic
    def _reserve(self, number: str) -> None:
        device = Device.objects.get(number=number)
        to_state = next_state("reserved", device.state)
        store.post_move(device, "reserved", to_state, on=self.model.today, recorded_at=at(self.model.today), moved_by="user:1")

    @rule(part=devices, carrier=devices)
    def mount(self, part: str, carrier: str) -> None:
        m = self.model
        has_parts = part in m.parent.values()
        allowed = (
            part != carrier and m.may(part, "mounted", m.today) and not has_parts
            and m.state[carrier] not in ("decommissioned", "sold", "lost", "mounted")
        )  # fmt: skip
        if self.attempt(allowed, self.run(mount_part, MountPart(part, carrier, m.today), "filip")):
            m.go(part, "mounted", m.today)
            m.parent[part] = carrier

    @rule(part=devices)
    def detach(self, part: str) -> None:
        m = self.model
        allowed = m.may(part, "detached", m.today) and m.state[m.parent[part]] not in ("lost", "sold")
        if self.attempt(allowed, self.run(detach_part, DetachPart(part, "F", m.today), "filip")):
            m.go(part, "detached", m.today)
            del m.parent[part]

    @rule(number=devices, reason=st.sampled_from(["recall", "incident"]), lift=st.booleans())
    def stop(self, number: str, reason: str, lift: bool) -> None:
        m = self.model
        if lift:
            allowed = reason in m.blocks[number]
            if self.attempt(allowed, self.run(lift_device_block, LiftDeviceBlock(number, reason, "Klar"), "eva")):
                m.blocks[number].discard(reason)
        elif self.attempt(True, self.run(block_device, BlockDevice(number, reason), "filip")):
            m.blocks[number].add(reason)

    @rule(
        kind=st.sampled_from(sorted(PIECE_MOVES)), quantity=st.integers(1, 300), lot=st.sampled_from([None, 0, 1]),
        who=st.sampled_from(["", "person", "unit", "device"]), less=st.booleans(),
    )  # fmt: skip
    def pieces(self, kind: str, quantity: int, lot: int | None, who: str, less: bool) -> None:
        against = PIECE_MOVES[kind].against
        place = who if who in against else against[0] if against[0] != "device" else "device"
        signed = quantity * (PIECE_MOVES[kind].sign or (-1 if less else 1))
        held = self.model.pieces
        other = f"{place}:1"
        source = "C" if signed < 0 else other if place in HOLD_PIECES else ""
        parts = self.expected_parts(signed, None if lot is None else self.lots[lot].code, source)
        fits = parts is not None and all(place not in HOLD_PIECES or held.get((code, other), 0) - n >= 0 for code, n in parts)
        holder: dict[str, Any] = {
            "person": {"person": self.world.persons["asta"]}, "unit": {"unit": self.world.units["lulea_care"]},
            "device": {"device": self.world.devices["D2001"]},
        }.get(place, {})  # fmt: skip

        @transaction.atomic
        def act() -> None:
            store.change_balance(
                self.world.articles["catheter"], self.world.locations["C"], signed, kind=kind, lot=None if lot is None else self.lots[lot],
                on=self.model.today, recorded_at=at(self.model.today), moved_by="user:1", **holder,
            )  # fmt: skip

        if self.attempt(fits, act):
            for code, n in parts or ():
                held[code, "C"] = held.get((code, "C"), 0) + n
                if place in HOLD_PIECES:
                    held[code, other] = held.get((code, other), 0) - n

    def expected_parts(self, signed: int, lot: str | None, source: str) -> list[tuple[str, int]] | None:
        """Lot and pieces, as they must be taken; None when there are too few. Nothing is kept of where there is no source."""
        held, sign = self.model.pieces, 1 if signed > 0 else -1
        if not source:
            return [(lot or "", signed)]
        if lot is not None:
            return [(lot, signed)] if held.get((lot, source), 0) >= abs(signed) else None
        parts, left = [], abs(signed)
        for code in ("L1", "L2", ""):  # the one that expires first
            n = min(left, held.get((code, source), 0))
            if n:
                parts.append((code, sign * n))
                left -= n
        return None if left else parts

    @invariant()
    def everything_is_where_the_model_says(self) -> None:
        if not hasattr(self, "atomics"):
            return
        rows = Device.objects.filter(number__in=DEVICES).select_related("parent")
        assert {device.number: device.state for device in rows} == self.model.state
        assert {device.number: device.parent.number for device in rows if device.parent} == self.model.parent
        open_rows = Holding.objects.filter(device__number__in=DEVICES, until=None).values_list("device__number", "place")
        assert dict(open_rows) == {number: PLACES[state] for number, state in self.model.state.items()}
        held = PiecesHeld.objects.filter(article=self.world.articles["catheter"], quantity__gt=0)
        found = {
            (h.lot.code if h.lot else "", "C" if h.place == "store" else f"{h.place}:1"): h.quantity for h in held.select_related("lot")
        }
        assert found == {key: n for key, n in self.model.pieces.items() if n}
        assert [row for check in CHECKED for row in check()] == []


@pytest.mark.law("MDR art. 25")
def test_no_life_of_a_device_makes_the_ledger_disagree(world: World) -> None:
    machine = type("MovesOfTheWorld", (Moves,), {"world": world})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)),
    )
