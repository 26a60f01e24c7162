"""Devices lent and returned in tests: an order that has its devices, and the way from shelf to person and back."""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from uuid import uuid4

from tests.support.agreement import document
from tests.support.world import World

from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import NumberSeries
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Device
from handtag.apps.stock.store import post_move
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.usecases.billing.close_month import ClosedMonth, CloseMonth, close_month
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.return_device import ReturnDevice, ReturnedDevice, return_device

FACTS = {"iso_code": "120606", "age": 70, "care_setting": "home_visit", "prescriber_profession": "occupational_therapist"}


@cache
def _answer() -> dict[str, Any]:
    """What the test agreement says about FACTS: the municipality, by the rule home-visit."""
    return decide(compile_agreement(document()), FACTS).to_dict()


def at(day: date) -> datetime:
    """A moment on the Swedish day, the hour at which the world's own day is told (08 UTC is the same day in Sweden all year)."""
    return datetime.combine(day, time(8), UTC)


def allocated_order(world: World, *numbers: str, pieces: dict[str, int] | None = None, person: str = "asta",
                    unit: str = "lulea_care", on: date | None = None) -> Order:  # fmt: skip
    """A customer order whose devices are reserved for it, and lines of counted goods that wait for their pieces."""
    on = on or world.today
    devices = [Device.objects.get(number=number) for number in numbers]
    names = pieces or {}
    article = devices[0].article if devices else world.articles[next(iter(names))]
    owner = world.units[unit]
    prescription = Prescription.objects.create(
        key=uuid4(), person=world.persons[person], unit=owner, prescriber=world.assignments["cilla"], state="ordered",
        need="Går osäkert", goal="Gå till affären", priority=2, article=article, payer=owner.principal, started_at=at(on),
    )  # fmt: skip
    decision = PrescriptionDecision.objects.create(
        prescription=prescription, article=article, agreement_version=world.version, payer=owner.principal,
        rule="home-visit", facts=FACTS, decision=_answer(), decided_by="user:1", decided_at=at(on),
    )  # fmt: skip
    series = NumberSeries.objects.get(centre=world.centre, kind="order")
    NumberSeries.objects.filter(pk=series.pk).update(next_number=series.next_number + 1)
    order: Order = Order.objects.create(
        centre=world.centre, number=str(series.next_number), kind="customer_order", state="allocated",
        person=prescription.person, unit=owner, payer=owner.principal, cost_centre=owner.cost_centre,
        delivery_point=world.points[unit], prescription=prescription, decision=decision, placed_at=at(on), placed_by="user:1",
    )  # fmt: skip
    for device in devices:
        OrderLine.objects.create(order=order, article=device.article, quantity=1, device=device, state="allocated", promised_on=on)
        _move(world, device, "reserved", on, order)
    for name, quantity in names.items():
        OrderLine.objects.create(
            order=order, article=world.articles[name], quantity=quantity, state="allocated", is_accessory=True, promised_on=on
        )
    return order


def sent_order(world: World, *numbers: str, on: date | None = None, **order: Any) -> Order:
    """Allocated, picked and sent on one day."""
    on = on or world.today
    made = allocated_order(world, *numbers, on=on, **order)
    send(world, made, on)
    return made


def lend(world: World, *numbers: str, on: date, **order: Any) -> Order:
    """From the shelf to the person in one day."""
    made = allocated_order(world, *numbers, on=on, **order)
    deliver(world, made, on)
    return made


def send(world: World, made: Order, on: date) -> None:
    """Every line of an order picked and sent on one day."""
    for line in made.lines.order_by("pk"):
        picked = PickLine(made.number, device_number=line.device.number) if line.device else PickLine(made.number, line_id=line.pk)
        world.run(pick_line, picked, "filip", now=at(on))
    world.run(send_order, SendOrder(made.number), "filip", now=at(on))


def deliver(world: World, made: Order, on: date) -> None:
    """An allocated order from the shelf to the person in one day."""
    send(world, made, on)
    world.run(confirm_delivery, ConfirmDelivery(made.number, on), "filip", now=at(on))


def take_back(world: World, number: str, on: date, *, now: date | None = None) -> ReturnedDevice:
    return world.run(return_device, ReturnDevice(number, "C", on), "filip", now=at(now or on))


def make_ready(world: World, number: str, on: date) -> None:
    """Inspected and reconditioned: in stock again."""
    world.run(inspect_device, InspectDevice(number, passed=True, note="", on=on), "filip", now=at(on))
    world.run(recondition_device, ReconditionDevice(number, "A-01", on), "filip", now=at(on))


def close(world: World, month: str, *, now: date) -> ClosedMonth:
    return world.run(close_month, CloseMonth(world.centre.pk, month), "gun", now=at(now))


def _move(world: World, device: Device, kind: str, on: date, order: Order) -> None:
    post_move(
        device, kind, "reserved", on=on, recorded_at=at(on), moved_by="user:1", unit=order.unit, payer=order.payer,
        order_number=order.number,
    )  # fmt: skip
