"""`verify` is silent when the ledgers add up, and names every row that does not."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests.support.lending import at, close, lend, make_ready, take_back
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Balance, Device
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

DECEMBER = date(2026, 12, 2)


@pytest.fixture
def year(world: World) -> World:
    """Lent, returned, lent on the same day, sold, closed, invoiced, credited."""
    lend(world, "D1001", pieces={"tray": 2}, on=date(2026, 10, 30))
    take_back(world, "D1001", date(2026, 11, 5))
    make_ready(world, "D1001", date(2026, 11, 5))
    lend(world, "D1001", on=date(2026, 11, 5), person="elis", unit="pitea_care")
    close(world, "2026-10", now=DECEMBER)
    close(world, "2026-11", now=DECEMBER)
    charge = Charge.objects.filter(kind="rent").latest("pk")
    world.run(credit_charge, CreditCharge(charge.pk, date(2026, 11, 20), "Fel"), "gun", now=at(DECEMBER))
    for month in ("2026-10", "2026-11"):
        world.run(issue_invoices, IssueInvoices(world.centre.pk, month), "gun", now=at(DECEMBER))
    return world


def verify() -> str:
    out = StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError:
        return out.getvalue()
    assert out.getvalue() == "0 rows differ in 8 checks\n"
    return ""


def test_a_world_made_by_use_cases_adds_up(year: World) -> None:
    assert verify() == ""


def test_a_device_put_somewhere_without_a_move_is_named(year: World) -> None:
    Device.objects.filter(number="D1002").update(bin="Z-99")
    assert "device D1002" in verify()


def test_a_balance_changed_without_a_row_is_named(year: World) -> None:
    Balance.objects.filter(article=year.articles["tray"]).update(quantity=7)
    assert "balance 7, but its rows say 18" in verify()


def test_a_rental_that_ends_on_another_day_than_the_return_is_named(year: World) -> None:
    Rental.objects.filter(end_on__isnull=False).update(end_on=date(2026, 11, 4))
    report = verify()
    assert "rentals_off_their_moves" in report


def test_a_rental_of_a_device_at_home_is_named(year: World) -> None:
    Device.objects.filter(number="D1001").update(state="in_stock", person=None)
    assert "open_rentals_of_devices_at_home" in verify()


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("UPDATE billing_charge SET amount_ore = amount_ore + 1 WHERE kind = 'sale'", "amounts_off_their_prices"),
        ("UPDATE billing_charge SET quantity = quantity + 1 WHERE kind = 'rent'", "amounts_off_their_prices"),
        ("UPDATE billing_charge SET amount_ore = -99999999 WHERE kind = 'credit'", "credits_beyond_their_charges"),
        ("UPDATE billing_invoice SET total_ore = total_ore + 1", "invoices_off_their_lines"),
        ("UPDATE billing_charge SET first_day = '2026-11-06' WHERE first_day = '2026-11-05'", "rented_days_off_their_charges"),
    ],
)
def test_who_goes_round_the_walls_is_found(year: World, sql: str, check: str) -> None:
    """An administrator with the database's own tools can drop a trigger; the proof still finds what was changed."""
    with connection.cursor() as cursor:
        for table in ("billing_charge", "billing_invoice"):
            suffix = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {table}_no_update{suffix}")
        cursor.execute(sql)
    assert check in verify()
