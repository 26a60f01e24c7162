"""What is done to a device from its page: said before, done once, and nothing typed is lost when a rule says no."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.lending import allocated_order, lend, sent_order, take_back
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Move


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def do(client: Client, number: str, what: str, **given: Any) -> Any:
    return client.post(f"/lager/hjalpmedel/{number}/{what}/", {"command_id": str(uuid4()), **given})


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


def test_all_the_way_back_to_the_shelf(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    assert do(filip, "D2002", "aterlamna", location_code="C", on=world.today).status_code == 303
    assert Rental.objects.get().end_on == world.today
    assert do(filip, "D2002", "kontrollera", passed="yes", note="", on=world.today).status_code == 303
    assert do(filip, "D2002", "rekonditionera", bin="B-02", on=world.today).status_code == 303
    device = Device.objects.get(number="D2002")
    assert (device.state, device.bin, device.times_reconditioned) == ("in_stock", "B-02", 1)


def test_the_return_says_which_rent_ends(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    page = filip.get("/lager/hjalpmedel/D2002/aterlamna/").content.decode()
    assert "Lulea care" in page
    assert "Luleå kommun" in page


def test_a_refused_day_is_said_at_its_field_and_the_rest_is_kept(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    tomorrow = world.today + timedelta(days=1)
    answer = do(filip, "D2002", "aterlamna", location_code="F", on=tomorrow)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["on"]
    assert f'value="{tomorrow}"' in answer.content.decode()
    assert '<option value="F" selected' in answer.content.decode()
    assert state("D2002") == "with_person"


def test_a_failed_inspection_keeps_it_among_the_returned(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    take_back(world, "D2002", world.today)
    do(filip, "D2002", "kontrollera", passed="no", note="Bromsen glider", on=world.today)
    assert state("D2002") == "returned"


def test_a_lent_device_is_not_scrapped_and_the_page_says_what_can_be_done(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    page = filip.get("/lager/hjalpmedel/D2002/kassera/")
    assert page.status_code == 200
    assert "/lager/hjalpmedel/D2002/aterlamna/" in page.content.decode()
    assert do(filip, "D2002", "kassera", reason="Sprucken", on=world.today).status_code == 422
    assert state("D2002") == "with_person"


def test_scrapping_needs_a_reason(world: World, filip: Client) -> None:
    assert do(filip, "D1001", "kassera", reason="", on=world.today).status_code == 422
    assert do(filip, "D1001", "kassera", reason="Sprucken ram", on=world.today).status_code == 303
    assert state("D1001") == "decommissioned"


def test_the_same_press_twice_is_one_move(world: World, filip: Client) -> None:
    given = {"command_id": str(uuid4()), "to_location": "F", "bin": "", "on": world.today}
    for _press in range(2):
        assert filip.post("/lager/hjalpmedel/D1001/flytta/", given).status_code == 303
    assert Move.objects.filter(device__number="D1001", kind="moved").count() == 1


def test_who_may_only_look_gets_no_buttons_and_no_deed(world: World) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    cilla = signed_in(world, "cilla")
    page = cilla.get("/lager/hjalpmedel/D2002/")
    assert page.context["deeds"] == []
    assert do(cilla, "D2002", "aterlamna", location_code="C", on=world.today).status_code == 403
    assert do(signed_in(world, "filip"), "X1", "flytta").status_code == 404


def test_sent_from_the_list_and_confirmed_with_a_day(world: World, filip: Client) -> None:
    order = sent_order(world, "D2002", on=world.today)
    assert filip.get("/lager/leveranser/").context["rows"][0][0].number == order.number
    late = filip.post(f"/lager/leveranser/{order.number}/", {"command_id": str(uuid4()), "on": date(2030, 1, 1)})
    assert late.status_code == 422
    assert 'value="2030-01-01"' in late.content.decode()
    assert filip.post(f"/lager/leveranser/{order.number}/", {"command_id": str(uuid4()), "on": world.today}).status_code == 303
    assert Order.objects.get(number=order.number).state == "delivered"
    again = filip.post(f"/lager/leveranser/{order.number}/", {"command_id": str(uuid4()), "on": world.today})
    assert again.status_code == 422


def test_nothing_is_sent_before_it_is_picked(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    assert filip.post(f"/lager/skicka/{order.number}/", {"command_id": str(uuid4())}).status_code == 422
    filip.post("/lager/plock/", {"number": "D2001"})
    assert filip.post(f"/lager/skicka/{order.number}/", {"command_id": str(uuid4())}).status_code == 303
    assert state("D2001") == "in_transit"
