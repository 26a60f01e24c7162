"""Invoices: each payer sees its own, every line leads to what it rests on, and the file holds exactly what is seen."""

import csv
from datetime import date
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.lending import close, lend, take_back
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.apps.billing.models import Charge, Invoice
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices


@pytest.fixture
def billed(world: World) -> dict[str, str]:
    """September and October are closed and invoiced: Luleå rents and buys, Piteå rents. The number of October's invoice by payer."""
    lend(world, "D2002", on=date(2026, 9, 10), pieces={"tray": 2})
    lend(world, "D1002", on=date(2026, 10, 1), unit="pitea_care", person="elis")
    take_back(world, "D1002", date(2026, 10, 10), now=date(2026, 10, 10))
    for month in ("2026-09", "2026-10"):
        close(world, month, now=world.today)
        world.run(issue_invoices, IssueInvoices(world.centre.pk, month), "gun")
    found = Invoice.objects.filter(month__first_day=date(2026, 10, 1)).select_related("payer")
    return {invoice.payer.name: invoice.number for invoice in found}


@pytest.fixture
def gun(world: World) -> Client:
    return signed_in(world, "gun")


def test_the_centres_controller_sees_every_payer_and_a_payer_its_own(world: World, billed: dict[str, str], gun: Client) -> None:
    assert set(billed) == {"Luleå kommun", "Piteå kommun"}
    every = gun.get("/fakturor/", {"manad": "2026-10"})
    assert {row.payer.name for row in every.context["figures"].rows} == set(billed)
    assert len(every.context["page"].object_list) == 2
    own = signed_in(world, "hanna").get("/fakturor/", {"manad": "2026-10"})
    assert {row.payer.name for row in own.context["figures"].rows} == {"Luleå kommun"}
    assert "Piteå" not in own.content.decode().split("<main")[1]


def test_somebody_elses_invoice_and_line_do_not_exist(world: World, billed: dict[str, str]) -> None:
    hugo = signed_in(world, "hugo")
    charge = Charge.objects.filter(payer__name="Luleå kommun").first()
    assert hugo.get(f"/fakturor/{billed['Luleå kommun']}/").status_code == 404
    assert hugo.get(f"/fakturor/{billed['Luleå kommun']}/", {"format": "csv"}).status_code == 404
    assert hugo.get(f"/fakturor/rad/{charge.pk}/").status_code == 404
    assert hugo.get(f"/fakturor/{billed['Piteå kommun']}/").status_code == 200
    assert signed_in(world, "anna").get(f"/fakturor/{billed['Luleå kommun']}/").status_code == 403
    assert signed_in(world, "filip").get("/fakturor/").status_code == 403


def test_each_month_stands_against_the_one_before(billed: dict[str, str], gun: Client) -> None:
    rows = {row.payer.name: row for row in gun.get("/fakturor/", {"manad": "2026-10"}).context["figures"].rows}
    lulea = rows["Luleå kommun"]
    days = 32_500 * 12 / 365
    assert lulea.now.rent == round(days * 31)
    assert lulea.before.rent == round(days * 21)
    assert (lulea.now.sale, lulea.before.sale) == (0, 90_000)
    assert lulea.change == lulea.now.total - lulea.before.total


def test_an_open_month_counts_rent_as_the_closing_will(world: World, billed: dict[str, str], gun: Client) -> None:
    lend(world, "D1001", on=date(2026, 11, 5))
    shown = gun.get("/fakturor/manad/2026-11/").context["figures"]
    assert not shown.is_closed
    at_the_end = date(2026, 12, 1)
    from handtag.apps.billing.queries_month import figures
    from handtag.domain.values.period import Month

    expected = figures(world.viewer("gun"), Month(2026, 11), at_the_end)
    closed = close(world, "2026-11", now=at_the_end)
    assert (expected.total.now.rent, expected.rent_lines) == (closed.rent_ore, closed.rent_lines)
    assert shown.total.now.rent < closed.rent_ore, "on the 23rd only so much has run"


def test_the_lines_of_an_invoice_come_to_its_total(billed: dict[str, str], gun: Client) -> None:
    page = gun.get(f"/fakturor/{billed['Luleå kommun']}/")
    assert sum(charge.amount_ore for charge in page.context["page"]) == page.context["invoice"].total_ore
    assert page.context["sums"].total == page.context["invoice"].total_ore


@pytest.mark.law("TF 2 kap. secrecy")
def test_a_line_leads_to_movement_price_agreement_rule_and_case_but_to_nobody(world: World, billed: dict[str, str]) -> None:
    charge = Charge.objects.get(kind="rent", payer__name="Luleå kommun", first_day=date(2026, 10, 1))
    page = signed_in(world, "hanna").get(f"/fakturor/rad/{charge.pk}/").content.decode()
    assert "2026-09-10" in page, "the movement"
    assert "325,00" in page, "the price"
    assert "31" in page, "the days"
    assert f"/avtal/{world.version.agreement_id}/{world.version.version}/#regel-{charge.rule}" in page
    assert charge.order_line.order.number in page
    assert persons_in(page) == []


@pytest.mark.law("TF 2 kap., LKBR accounting export")
def test_the_file_is_the_rows_that_are_seen(billed: dict[str, str], gun: Client) -> None:
    answer = gun.get(f"/fakturor/{billed['Luleå kommun']}/", {"visa": "rent", "format": "csv"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert answer["Content-Type"].startswith("text/csv")
    assert len(rows) == 2
    assert rows[1][-2:] == ["31", f"{round(32_500 * 12 / 365 * 31) / 100:.2f}".replace(".", ",")]


@pytest.mark.law("ASVS 1.2.10")
def test_a_name_that_looks_like_a_formula_is_text_in_the_file(world: World, gun: Client, billed: dict[str, str]) -> None:
    world.articles["wheelchair"].__class__.objects.filter(number="20001").update(number="=1+1")
    body = gun.get(f"/fakturor/{billed['Luleå kommun']}/", {"format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(body), delimiter=";"))
    assert rows[1][0].startswith("'=1+1")


def test_a_line_is_credited_from_a_day_and_shows_it(world: World, billed: dict[str, str], gun: Client) -> None:
    charge = Charge.objects.get(kind="rent", payer__name="Luleå kommun", first_day=date(2026, 10, 1))
    path = f"/fakturor/rad/{charge.pk}/"
    wrong = gun.post(path, {"command_id": str(uuid4()), "from_day": "2026-11-05", "reason": "Trasig i fyra dagar"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["from_day"]
    assert "Trasig i fyra dagar" in wrong.content.decode()
    done = gun.post(path, {"command_id": str(uuid4()), "from_day": "2026-10-28", "reason": "Trasig i fyra dagar"})
    credit = Charge.objects.get(kind="credit")
    assert (done.status_code, done["Location"]) == (303, f"/fakturor/rad/{credit.pk}/")
    assert credit.quantity == 4
    assert "Trasig i fyra dagar" in signed_in(world, "hanna").get(path).content.decode()


def test_what_was_sold_is_credited_whole_so_no_day_is_asked_for(billed: dict[str, str], gun: Client) -> None:
    charge = Charge.objects.get(kind="sale")
    assert "from_day" not in gun.get(f"/fakturor/rad/{charge.pk}/").context["form"].fields


def test_who_only_pays_does_not_credit(world: World, billed: dict[str, str]) -> None:
    charge = Charge.objects.filter(payer__name="Luleå kommun").first()
    hanna = signed_in(world, "hanna")
    assert not hanna.get(f"/fakturor/rad/{charge.pk}/").context["may_credit"]
    assert hanna.post(f"/fakturor/rad/{charge.pk}/", {"command_id": str(uuid4()), "reason": "Nej"}).status_code == 403
    assert not Charge.objects.filter(kind="credit").exists()


def test_pages_ask_the_database_a_bounded_number_of_times(billed: dict[str, str], gun: Client, django_assert_max_num_queries: Any) -> None:
    charge = Charge.objects.filter(kind="rent").first()
    gun.get("/")  # the first page of a session is also where the session is noted in the person's list of sessions
    for path in ("/", "/fakturor/?manad=2026-10", f"/fakturor/{billed['Luleå kommun']}/", f"/fakturor/rad/{charge.pk}/"):
        with django_assert_max_num_queries(22):
            assert gun.get(path).status_code == 200
