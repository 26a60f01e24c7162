"""A month's books: what closing will do is said in numbers, then it is done, once, by who keeps them."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.lending import close, lend
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.billing.models import Invoice, Month
from handtag.apps.billing.queries import open_months


@pytest.fixture
def gun(world: World) -> Client:
    lend(world, "D2002", on=date(2026, 9, 10))
    return signed_in(world, "gun")


def press(client: Client, path: str) -> int:
    return client.post(path, {"command_id": str(uuid4())}).status_code


@pytest.mark.law("WCAG 3.3.4")
def test_the_page_says_how_many_lines_and_how_much_before_it_is_closed(world: World, gun: Client) -> None:
    shown = gun.get("/fakturor/manad/2026-09/").context["figures"]
    closed = close(world, "2026-09", now=world.today)
    assert (shown.rent_lines, shown.total.now.rent) == (closed.rent_lines, closed.rent_ore)


def test_closed_then_invoiced(gun: Client) -> None:
    assert press(gun, "/fakturor/manad/2026-09/stang/") == 303
    assert Month.objects.get(first_day=date(2026, 9, 1)).closed_at is not None
    assert press(gun, "/fakturor/manad/2026-09/fakturera/") == 303
    assert Invoice.objects.count() == 1
    assert gun.get("/fakturor/manad/2026-09/").context["invoices"] == 0


def test_an_earlier_open_month_goes_first(gun: Client) -> None:
    refused = gun.post("/fakturor/manad/2026-10/stang/", {"command_id": str(uuid4())})
    assert refused.status_code == 422
    assert "2026-09" in refused.content.decode()


def test_a_month_that_is_not_over_has_no_button(gun: Client) -> None:
    assert "/fakturor/manad/2026-11/stang/" not in gun.get("/fakturor/manad/2026-11/").content.decode()
    assert press(gun, "/fakturor/manad/2026-11/stang/") == 422


def test_an_open_month_is_not_invoiced(gun: Client) -> None:
    assert press(gun, "/fakturor/manad/2026-09/fakturera/") == 422
    assert not Invoice.objects.exists()


def test_what_is_no_month_does_not_exist(gun: Client) -> None:
    assert gun.get("/fakturor/manad/2026-13/").status_code == 404
    assert press(gun, "/fakturor/manad/september/stang/") == 404


@pytest.mark.parametrize("name", ["hanna", "eva", "anna", "ivan"])
def test_only_who_keeps_the_books_closes(world: World, gun: Client, name: str) -> None:
    client = signed_in(world, name)
    assert client.get("/fakturor/manad/2026-09/").status_code == 403
    assert press(client, "/fakturor/manad/2026-09/stang/") == 403


def test_a_month_where_only_rent_has_run_is_waiting_to_be_closed(world: World, gun: Client) -> None:
    close(world, "2026-09", now=world.today)
    Month.objects.filter(first_day__gt=date(2026, 9, 1)).delete()
    assert [str(month) for month in open_months(world.viewer("gun"), date(2027, 1, 5))] == ["2026-10", "2026-11", "2026-12"]


def test_a_payers_controller_does_not_keep_the_centres_books(world: World, gun: Client) -> None:
    type(world.assignments["hanna"]).objects.filter(pk=world.assignments["hanna"].pk).update(role="controller")
    hanna = signed_in(world, "hanna")
    assert hanna.get("/fakturor/manad/2026-09/").status_code == 403
    assert press(hanna, "/fakturor/manad/2026-09/stang/") == 403
    assert "/fakturor/manad/" not in hanna.get("/fakturor/?manad=2026-09").content.decode()


def test_rents_that_run_alike_are_all_counted(world: World, gun: Client) -> None:
    lend(world, "D2001", on=date(2026, 9, 10), person="dagny")
    shown = gun.get("/fakturor/manad/2026-09/").context["figures"]
    closed = close(world, "2026-09", now=world.today)
    assert closed.rent_lines == 2
    assert (shown.rent_lines, shown.total.now.rent) == (closed.rent_lines, closed.rent_ore)
