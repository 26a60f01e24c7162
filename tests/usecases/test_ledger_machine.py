"""Random histories of lending, closing, invoicing and crediting through the real use cases, against a model that counts day by day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from tests.support.lending import at, close, make_ready, sent_order, take_back
from tests.support.world import World

from handtag.apps.billing.models import Charge, Invoice
from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.organisations.models import NumberSeries
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device
from handtag.cli.management.commands.verify import CHECKS
from handtag.domain.values.errors import Refused
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods

DEVICES = {"M1": "rollator", "M2": "wheelchair", "M3": "rollator"}
UNITS = {"lulea_care": "asta", "pitea_care": "elis"}
ONE = timedelta(days=1)
devices = st.sampled_from(sorted(DEVICES))
units = st.sampled_from(sorted(UNITS))
back = st.sampled_from([0, 0, 0, 1, 3, 10, 35])


@dataclass
class Lent:
    """One rental as the model knows it."""

    device: str
    unit: str
    start: date
    end: date | None = None


@dataclass
class Model:
    """The county's ledgers, kept the slow way."""

    today: date
    state: dict[str, str] = field(default_factory=lambda: dict.fromkeys(DEVICES, "in_stock"))
    moved: dict[str, date] = field(default_factory=dict)
    orders: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    lent: list[Lent] = field(default_factory=list)
    prices: dict[str, dict[date, int]] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    booked: set[str] = field(default_factory=set)
    sales: int = 0

    def is_closed(self, day: date) -> bool:
        return any(day.strftime("%Y-%m") <= month for month in self.closed)

    def price(self, article: str, day: date) -> tuple[date, int]:
        return max((since, ore) for since, ore in self.prices[article].items() if since <= day)

    def holders(self, until: date) -> dict[tuple[str, date], int]:
        """Device and day → number of the rental that has it, the later one on a shared day."""
        holding: dict[tuple[str, date], int] = {}
        for number, rental in enumerate(self.lent):
            day = rental.start
            while day <= min(rental.end or until, until):
                holding[rental.device, day] = number
                day += ONE
        return holding

    def rent_of(self, month: str) -> list[tuple[str, str, date, int, int]]:
        """Device, unit, first day, days and öre of every rent line of a month, counted day by day."""
        lines: dict[tuple[int, date], list[date]] = defaultdict(list)
        for (device, day), number in self.holders(self.today).items():
            if day.strftime("%Y-%m") == month:
                lines[number, self.price(DEVICES[device], day)[0]].append(day)
        found = []
        for (number, since), held in lines.items():
            rental = self.lent[number]
            found.append((rental.device, rental.unit, min(held), len(held), ore(self.prices[DEVICES[rental.device]][since], len(held))))
        return sorted(found)

    def first_unbilled(self) -> str | None:
        months = {day.strftime("%Y-%m") for _, day in self.holders(self.today)} | self.booked
        return min((month for month in months if not self.closed or month > max(self.closed)), default=None)


def ore(monthly: int, days: int) -> int:
    """monthly × 12 / 365 × days, half up, in whole numbers only."""
    return (2 * monthly * 12 * days + 365) // (2 * 365)


class Rollback(TestCase):
    """Only for its transactions, which the use cases take for a test's."""


class Ledgers(RuleBasedStateMachine):
    """Every rule does a thing for real and in the model; what one refuses the other must refuse."""

    world: World

    @initialize(start=st.dates(date(2026, 11, 1), date(2028, 3, 1)))
    def begin(self, start: date) -> None:
        self.atomics = Rollback._enter_atomics()  # type: ignore[attr-defined]
        self.model = Model(start)
        for number, article in DEVICES.items():
            row = self.world.articles[article]
            goods = ReceiveGoods(row.number, "C", start, (NewDevice(number),), purchase_ore=300_000)
            self.world.run(receive_goods, goods, "filip", now=at(start))
            self.model.moved[number] = start
            self.model.prices[article] = {p.valid_from: p.amount_ore for p in PriceVersion.objects.filter(article=row)}

    def teardown(self) -> None:
        if hasattr(self, "atomics"):
            try:
                self.everything_adds_up()
            finally:
                Rollback._rollback_atomics(self.atomics)  # type: ignore[attr-defined]

    def attempt(self, allowed: bool, act: Any) -> bool:
        """Do it; the model said whether it must succeed or be refused."""
        try:
            act()
        except Refused:
            assert not allowed
            return False
        assert allowed
        return True

    @rule(days=st.sampled_from([1, 2, 7, 12, 20, 28]))
    def days_pass(self, days: int) -> None:
        self.model.today += timedelta(days=days)

    @rule(device=devices, unit=units, with_tray=st.booleans(), days_ago=back)
    def go_out(self, device: str, unit: str, with_tray: bool, days_ago: int) -> None:
        """Ready when it is not, sent today unless it is on its way, delivered on a day that may be wrong."""
        m = self.model
        if m.state[device] == "returned":
            self.recondition(device)
        if m.state[device] == "in_stock":
            pieces = {"tray": 1} if with_tray else None
            order = sent_order(self.world, device, pieces=pieces, on=m.today, person=UNITS[unit], unit=unit)
            m.orders[device] = (order.number, unit, with_tray)
            m.state[device], m.moved[device] = "in_transit", m.today
        number, unit, with_tray = m.orders[device]
        on = m.today - timedelta(days=days_ago)
        allowed = m.state[device] == "in_transit" and on >= m.moved[device] and not m.is_closed(on)
        data = ConfirmDelivery(number, on)
        if self.attempt(allowed, lambda: self.world.run(confirm_delivery, data, "filip", now=at(m.today))):
            m.state[device], m.moved[device] = "with_person", on
            m.lent.append(Lent(device, unit, on))
            m.sales += with_tray
            m.booked |= {on.strftime("%Y-%m")} if with_tray else set()

    @rule(device=devices, days_ago=back, unit=units, out_again=st.booleans())
    def come_back(self, device: str, days_ago: int, unit: str, out_again: bool) -> None:
        """Returned on a day that may be wrong, and perhaps out again to someone else the same day."""
        m = self.model
        on = m.today - timedelta(days=days_ago)
        allowed = m.state[device] == "with_person" and on >= m.moved[device] and not m.is_closed(on)
        if self.attempt(allowed, lambda: take_back(self.world, device, on, now=m.today)):
            m.state[device], m.moved[device] = "returned", on
            next(rental for rental in m.lent if rental.device == device and rental.end is None).end = on
            if out_again:
                self.go_out(device=device, unit=unit, with_tray=False, days_ago=0)

    def recondition(self, device: str) -> None:
        m = self.model
        make_ready(self.world, device, m.today)
        m.state[device], m.moved[device] = "in_stock", m.today

    @rule(article=st.sampled_from(sorted(set(DEVICES.values()))), ahead=st.integers(0, 20), monthly=st.integers(0, 99_999))
    def new_price(self, article: str, ahead: int, monthly: int) -> None:
        day = self.model.today + timedelta(days=ahead)
        if day in self.model.prices[article]:
            return
        PriceVersion.objects.create(
            article=self.world.articles[article], kind="rent_per_month", amount_ore=monthly, purchase_ore=1, valid_from=day,
            recorded_at=at(self.model.today),
        )  # fmt: skip
        self.model.prices[article][day] = monthly

    @rule(months_ahead=st.integers(0, 1))
    def close_a_month(self, months_ahead: int) -> None:
        m = self.model
        first = (m.first_unbilled() or m.today.strftime("%Y-%m")) + "-15"
        month = (date.fromisoformat(first) + timedelta(days=31 * months_ahead)).strftime("%Y-%m")
        earlier = m.first_unbilled()
        allowed = month < m.today.strftime("%Y-%m") and (earlier is None or earlier >= month)
        allowed = allowed and (not m.closed or month > max(m.closed))
        if self.attempt(allowed, lambda: close(self.world, month, now=m.today)):
            m.closed.append(month)
            rows = Charge.objects.filter(kind="rent", month__first_day=f"{month}-01").select_related("device", "rental__unit")
            units = {self.world.units[name].pk: name for name in UNITS}
            found = [(c.device.number, units[c.rental.unit_id], c.first_day, c.quantity, c.amount_ore) for c in rows]
            assert sorted(found) == m.rent_of(month)

    @precondition(lambda self: self.model.closed)
    @rule(data=st.data())
    def invoice(self, data: st.DataObject) -> None:
        month = data.draw(st.sampled_from(self.model.closed))
        issue = IssueInvoices(self.world.centre.pk, month)
        self.world.run(issue_invoices, issue, "gun", now=at(self.model.today))
        charges = Charge.objects.filter(month__first_day=f"{month}-01")
        invoices = Invoice.objects.filter(month__first_day=f"{month}-01")
        assert sum(i.total_ore for i in invoices) == sum(c.amount_ore for c in charges)
        assert invoices.count() == len({(c.payer_id, c.cost_centre_id) for c in charges})
        assert self.world.run(issue_invoices, issue, "gun", now=at(self.model.today)) == 0

    @precondition(lambda self: Charge.objects.exclude(kind="credit").exists())
    @rule(data=st.data(), days_in=st.one_of(st.none(), st.integers(0, 31)))
    def credit(self, data: st.DataObject, days_in: int | None) -> None:
        m = self.model
        charge = data.draw(st.sampled_from(list(Charge.objects.exclude(kind="credit").order_by("pk"))))
        credits = list(charge.credited_by.all())
        kept = charge.quantity - sum(c.quantity for c in credits)
        left = charge.amount_ore + sum(c.amount_ore for c in credits)
        wanted = 0 if days_in is None else days_in
        allowed = left != 0 and (wanted < kept if charge.kind == "rent" else days_in is None) and not m.is_closed(m.today)
        day = None if days_in is None else charge.first_day + timedelta(days=days_in)
        act = CreditCharge(charge.pk, day, "Prov")
        if self.attempt(allowed, lambda: self.world.run(credit_charge, act, "gun", now=at(m.today))):
            m.booked.add(m.today.strftime("%Y-%m"))
            now_left = charge.amount_ore + sum(c.amount_ore for c in charge.credited_by.all())
            assert now_left == (ore(charge.price_version.amount_ore, wanted) if charge.kind == "rent" else 0)

    @invariant()
    def devices_are_where_the_model_says(self) -> None:
        if hasattr(self, "atomics"):
            assert dict(Device.objects.filter(number__in=DEVICES).values_list("number", "state")) == self.model.state
            rentals = Rental.objects.filter(device__number__in=DEVICES).order_by("pk").values_list("device__number", "start_on", "end_on")
            assert list(rentals) == [(rental.device, rental.start, rental.end) for rental in self.model.lent]

    def everything_adds_up(self) -> None:
        assert [row for check in CHECKS for row in check()] == []
        assert Charge.objects.filter(kind="sale").count() == self.model.sales
        numbers = sorted(int(number) for number in Invoice.objects.values_list("number", flat=True))
        first = 5_000_001
        assert numbers == list(range(first, first + len(numbers)))
        assert NumberSeries.objects.get(kind="invoice").next_number == first + len(numbers)


@pytest.mark.law("MDR art. 25")
def test_no_history_makes_the_ledgers_disagree(world: World) -> None:
    machine = type("LedgersOfTheWorld", (Ledgers,), {"world": world})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)),
    )
