"""Several processes give commands about the same twenty devices, as they come, while months are closed and invoiced around them."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from tests.battery.crew import FORK, together, wrongs

HOT = 20
START = date(2026, 11, 23)
PRESCRIBER, UNIT, PERSON = "anna", "health_centre", "bror"
ONE_DAY = timedelta(days=1)
# What is mostly tried with a device in a state; now and then something else is.
LIKELY = {
    "in_stock": ("move", "order", "allocate", "allocate_best"),
    "reserved": ("pick", "pick", "cancel"),
    "picked": ("send",),
    "in_transit": ("deliver",),
    "with_person": ("collect", "give_back", "give_back"),
    "returned": ("inspect", "move"),
    "inspected": ("recondition",),
}
ANY = sorted({deed for deeds in LIKELY.values() for deed in deeds} | {"close", "invoice", "credit"})


def run(world: Any, commands: int, workers: int, seed: int, seconds: float = float("inf"), mutant: str = "") -> dict[str, Any]:
    """How many commands were given within the seconds, how they ended, and what is wrong afterwards."""
    add_hot_devices(world)
    given = FORK.Value("q", 0)
    per_day = max(40, commands // 200)
    share = commands // workers
    crew = [Worker(world, random.Random(f"{seed}/{n}"), given, per_day, share, mutant, time.monotonic() + seconds) for n in range(workers)]
    ends: Counter[str] = Counter()
    for heard in together(crew):
        ends.update(heard or {"a worker died": 1})
    return {"ends": dict(ends.most_common()), "given": given.value, "wrong": wrongs(), "receipts": _receipts()}


def add_hot_devices(world: Any) -> None:
    from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods

    devices = tuple(NewDevice(f"H{n:02d}") for n in range(HOT))
    world.run(receive_goods, ReceiveGoods("10001", "C", START, devices, purchase_ore=300_000), "filip")


def _receipts() -> int:
    from handtag.apps.audit.models import CommandReceipt

    return CommandReceipt.objects.count()


@dataclass
class Worker:
    """One process: what it does next is drawn from its own seed and from what it sees."""

    world: Any
    chance: random.Random
    given: Any
    per_day: int
    share: int
    mutant: str
    until: float = float("inf")
    ends: Counter[str] = field(default_factory=Counter)
    today: date = START

    def __call__(self) -> dict[str, int]:
        with without_locks(self.mutant):
            for _ in range(self.share):
                if time.monotonic() > self.until:
                    break
                with self.given.get_lock():
                    self.given.value += 1
                    self.today = START + ONE_DAY * (self.given.value // self.per_day)
                self._once()
        return dict(self.ends)

    def _once(self) -> None:
        from handtag.apps.stock.models import Device

        number = f"H{self.chance.randrange(HOT):02d}"
        device = Device.objects.get(number=number)
        deed = self.chance.choice(LIKELY.get(device.state, ("move",)) if self.chance.random() < 0.85 else ANY)
        try:
            made = getattr(self, f"_{deed}")(device)
        except LookupError:
            made = None
        if made is None:
            made = self._move(device)
        self._give(*made)

    def _give(self, case: Any, data: Any, who: str) -> None:
        """Now and then sent twice, as by someone who did not see the answer."""
        command = UUID(int=self.chance.getrandbits(128), version=4)
        first = self._end_of(case, data, who, command)
        self.ends[first.partition(":")[0]] += 1
        if self.chance.random() < 0.05:
            self.ends["sent twice"] += 1
            if first.startswith("answered") and self._end_of(case, data, who, command) != first:
                self.ends["answered otherwise the second time"] += 1

    def _end_of(self, case: Any, data: Any, who: str, command: UUID) -> str:
        from django.db import DatabaseError
        from tests.support.lending import at

        from handtag.domain.values.errors import HandtagError

        try:
            return f"answered:{self.world.run(case, data, who, now=at(self.today), command_id=command)!r}"
        except HandtagError as refusal:
            return f"refused {refusal.code}"
        except DatabaseError as wall:
            return f"wall {type(wall).__name__} {str(wall).splitlines()[0][:160].replace(':', ' ')}"

    def _line(self, **of: Any) -> Any:
        from handtag.apps.orders.models import OrderLine

        lines = list(OrderLine.objects.filter(**of).select_related("order").order_by("pk")[:10])
        return self.chance.choice(lines)

    def _move(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.stock.move_device import MoveDevice, move_device

        return move_device, MoveDevice(device.number, self.chance.choice("CF"), f"B-{self.chance.randrange(9)}", self.today), "filip"

    def _order(self, device: Any) -> tuple[Any, Any, str] | None:
        """A prescription on its way to an order; a few at a time."""
        from handtag.apps.prescriptions.models import Prescription
        from handtag.usecases.ordering.place_order import PlaceOrder, place_order
        from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
        from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription

        mine = Prescription.objects.filter(unit=self.world.units[UNIT]).order_by("pk")
        if (chosen := mine.filter(state="article_chosen")[:5]) and (found := self.chance.choice(list(chosen))):
            return place_order, PlaceOrder(found.key, self.world.points[UNIT].pk), PRESCRIBER
        if started := list(mine.exclude(state__in=["article_chosen", "ordered", "delivered", "ended"])[:5]):
            return choose_article, ChooseArticle(self.chance.choice(started).key, "10001", {}), PRESCRIBER
        return start_prescription, StartPrescription(self.world.key(PERSON), "Går osäkert", "Gå ut", 2), PRESCRIBER

    def _allocate(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.allocate_device import AllocateDevice, allocate_device

        line = self._line(state__in=["placed", "allocated"], order__kind="customer_order")
        return allocate_device, AllocateDevice(line.order.number, line.pk, device.number), "filip"

    def _allocate_best(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.allocate_order import AllocateOrder, allocate_order

        return allocate_order, AllocateOrder(self._line(state="placed", order__kind="customer_order").order.number), "filip"

    def _pick(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.pick_line import PickLine, pick_line

        return pick_line, PickLine(self._line(device=device, state="allocated").order.number, device.number), "filip"

    def _cancel(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order

        return cancel_order, CancelOrder(self._line(device=device).order.number, "need_changed"), PRESCRIBER

    def _send(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.send_order import SendOrder, send_order

        return send_order, SendOrder(self._line(device=device, state="picked").order.number), "filip"

    def _deliver(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery

        return confirm_delivery, ConfirmDelivery(self._line(device=device, state="sent").order.number, self._lately()), "filip"

    def _collect(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order

        return place_collection_order, PlaceCollectionOrder(device.number, self.world.points[UNIT].pk), PRESCRIBER

    def _give_back(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.stock.return_device import ReturnDevice, return_device

        return return_device, ReturnDevice(device.number, "C", self._lately()), "filip"

    def _inspect(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device

        return inspect_device, InspectDevice(device.number, self.chance.random() < 0.9, "", self.today), "filip"

    def _recondition(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device

        return recondition_device, ReconditionDevice(device.number, "A-01", self.today), "filip"

    def _close(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.billing.close_month import CloseMonth, close_month

        return close_month, CloseMonth(self.world.centre.pk, self._a_month()), "gun"

    def _invoice(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

        return issue_invoices, IssueInvoices(self.world.centre.pk, self._a_month()), "gun"

    def _credit(self, device: Any) -> tuple[Any, Any, str]:
        from handtag.apps.billing.models import Charge
        from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge

        charge = self.chance.choice(list(Charge.objects.filter(kind="rent").order_by("-pk")[:5]))
        return credit_charge, CreditCharge(charge.pk, charge.last_day, "Storm"), "gun"

    def _lately(self) -> date:
        return max(START, self.today - ONE_DAY * self.chance.choice((0, 0, 0, 1, 3)))

    def _a_month(self) -> str:
        """The one that is not yet closed, as far as this worker has seen; sometimes today's."""
        from handtag.apps.billing.models import Month

        last = Month.objects.filter(closed_at__isnull=False).order_by("-first_day").values_list("first_day", flat=True).first()
        following = START if last is None else (last.replace(day=28) + ONE_DAY * 5)
        return (following if self.chance.random() < 0.8 else self.today).strftime("%Y-%m")


@contextmanager
def without_locks(mutant: str) -> Iterator[None]:
    """With this mutant no row is locked, on SQLite a transaction begins without the right to write, and everyone writes a little later
    than he reads, so that they meet.
    """
    from django.db import connection
    from django.db.models import QuerySet

    from handtag.usecases import base

    if mutant != "no locks":
        yield
        return
    connection.settings_dict.get("OPTIONS", {}).pop("transaction_mode", None)
    connection.close()  # the next one begins so
    with (
        patch.object(QuerySet, "select_for_update", lambda self, *_a, **_k: self),
        patch.object(base, "reached", lambda point: time.sleep(0.02) if point is base.Point.STORED else None),
    ):
        yield


def unexpected(ends: dict[str, int]) -> dict[str, int]:
    """Ends that are neither an answer nor a refusal by a rule."""
    return {end: times for end, times in ends.items() if not end.startswith(("answered", "refused", "sent twice")) or "otherwise" in end}
