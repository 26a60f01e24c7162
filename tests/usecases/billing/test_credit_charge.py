"""Credits: never more than was charged, the opposite sign, in the open month, with a reason."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.support.lending import at, close, lend
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

DECEMBER = date(2026, 12, 5)


@pytest.fixture
def charged(world: World) -> World:
    lend(world, "D1001", pieces={"tray": 2}, on=date(2026, 11, 11))
    close(world, "2026-11", now=DECEMBER)
    return world


def rent() -> Charge:
    charge: Charge = Charge.objects.get(kind="rent")
    return charge


def credit(world: World, charge: Charge, from_day: date | None = None, reason: str = "Återlämnad", name: str = "gun") -> Charge:
    pk = world.run(credit_charge, CreditCharge(charge.pk, from_day, reason), name, now=at(DECEMBER))
    row: Charge = Charge.objects.get(pk=pk)
    return row


@pytest.mark.law("LKBR 3 kap. corrections")
def test_a_whole_line_is_taken_back_in_the_open_month(charged: World) -> None:
    row = credit(charged, rent())
    assert (rent().amount_ore, row.amount_ore, row.quantity) == (5984, -5984, 20)
    assert (row.kind, row.credits, row.month.first_day) == ("credit", rent(), date(2026, 12, 1))
    assert (row.payer, row.price_version, row.decision, row.reason) == (rent().payer, rent().price_version, rent().decision, "Återlämnad")


def test_rent_and_credit_together_are_the_rent_of_the_kept_days(charged: World) -> None:
    row = credit(charged, rent(), date(2026, 11, 21))
    assert (row.first_day, row.last_day, row.quantity) == (date(2026, 11, 21), date(2026, 11, 30), 10)
    assert rent().amount_ore + row.amount_ore == 2992  # ten days of 91,00 kr a month: 2991,78…


def test_a_second_credit_takes_only_what_is_left(charged: World) -> None:
    first = credit(charged, rent(), date(2026, 11, 21))
    second = credit(charged, rent(), date(2026, 11, 16))
    assert (second.first_day, second.last_day, second.quantity) == (date(2026, 11, 16), date(2026, 11, 20), 5)
    third = credit(charged, rent())
    assert first.amount_ore + second.amount_ore + third.amount_ore == -rent().amount_ore
    with pytest.raises(Refused) as refusal:
        credit(charged, rent())
    assert refusal.value.code == "billing.nothing_to_credit"


@pytest.mark.parametrize("day", [date(2026, 11, 10), date(2026, 12, 1)])
def test_a_day_that_is_not_charged_is_not_credited(charged: World, day: date) -> None:
    with pytest.raises(Refused) as refusal:
        credit(charged, rent(), day)
    assert (refusal.value.code, refusal.value.field) == ("billing.day_not_charged", "from_day")


def test_what_was_sold_is_credited_whole(charged: World) -> None:
    sale = Charge.objects.get(kind="sale")
    with pytest.raises(Refused) as refusal:
        credit(charged, sale, date(2026, 11, 11))
    assert refusal.value.code == "billing.sale_credited_whole"
    assert credit(charged, sale).amount_ore == -90_000


def test_a_credit_is_not_credited(charged: World) -> None:
    row = credit(charged, rent())
    with pytest.raises(Refused) as refusal:
        credit(charged, row)
    assert refusal.value.code == "billing.credit_of_credit"


@pytest.mark.law("LKBR 3 kap. corrections")
def test_the_database_refuses_more_than_was_charged(charged: World) -> None:
    row = credit(charged, rent())
    row.pk, row.amount_ore = None, -1
    with pytest.raises(IntegrityError, match="no more is credited"), transaction.atomic():
        row.save(force_insert=True)


def test_a_credit_rides_on_the_invoice_of_its_own_month(charged: World) -> None:
    row = credit(charged, rent())
    close(charged, "2026-12", now=date(2027, 1, 2))
    for month in ("2026-11", "2026-12"):
        charged.run(issue_invoices, IssueInvoices(charged.centre.pk, month), "gun", now=at(date(2027, 1, 2)))
    assert row.invoice_line.invoice.month.first_day == date(2026, 12, 1)


@pytest.mark.law("LKBR 3 kap. corrections")
def test_a_reason_is_needed(charged: World) -> None:
    with pytest.raises(Refused) as refusal:
        credit(charged, rent(), reason="  ")
    assert (refusal.value.code, refusal.value.field) == ("billing.reason_missing", "reason")


def test_an_unknown_charge_is_not_found(charged: World) -> None:
    with pytest.raises(NotFound):
        charged.run(credit_charge, CreditCharge(0, None, "x"), "gun", now=at(DECEMBER))


@pytest.mark.parametrize("name", ["anna", "filip", "hanna"])
def test_others_credit_nothing(charged: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        credit(charged, rent(), name=name)
    assert not Charge.objects.filter(kind="credit").exists()
