"""Invoices: one per payer and cost centre, numbered without gaps, the same once."""

from datetime import date

import pytest
from tests.support.lending import at, close, lend
from tests.support.world import World

from handtag.apps.billing.models import Charge, Invoice, InvoiceLine
from handtag.apps.organisations.models import NumberSeries
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def closed(world: World) -> World:
    lend(world, "D1001", pieces={"tray": 1}, on=date(2026, 11, 10))
    lend(world, "D1002", on=date(2026, 11, 11))
    lend(world, "D2001", on=date(2026, 11, 12), person="elis", unit="pitea_care")
    close(world, "2026-11", now=DECEMBER)
    return world


def issue(world: World, name: str = "gun", month: str = "2026-11") -> int:
    return world.run(issue_invoices, IssueInvoices(world.centre.pk, month), name, now=at(DECEMBER))


@pytest.mark.law("LKBR 3 kap. vouchers")
def test_each_payer_gets_one_invoice_that_is_the_sum_of_its_lines(closed: World) -> None:
    assert issue(closed) == 2
    first, second = Invoice.objects.order_by("number")
    assert (first.number, second.number) == ("5000001", "5000002")
    assert {first.payer.name, second.payer.name} == {"Luleå kommun", "Piteå kommun"}
    for invoice in (first, second):
        assert invoice.total_ore == sum(line.charge.amount_ore for line in invoice.lines.all()) > 0
    assert InvoiceLine.objects.count() == Charge.objects.count() == 4


def test_run_again_it_issues_nothing_more(closed: World) -> None:
    issue(closed)
    assert issue(closed) == 0
    assert Invoice.objects.count() == 2
    assert NumberSeries.objects.get(kind="invoice").next_number == 5_000_003


def test_an_open_month_is_not_invoiced(closed: World) -> None:
    with pytest.raises(Refused) as refusal:
        issue(closed, month="2026-12")
    assert refusal.value.code == "billing.month_still_open"
    assert not Invoice.objects.exists()


def test_an_unknown_centre_or_month_is_refused(closed: World) -> None:
    with pytest.raises(NotFound):
        closed.run(issue_invoices, IssueInvoices(0, "2026-11"), "gun", now=at(DECEMBER))
    with pytest.raises(Refused):
        issue(closed, month="2026-1")


@pytest.mark.parametrize("name", ["anna", "filip", "hanna"])
def test_others_issue_nothing(closed: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        issue(closed, name)
