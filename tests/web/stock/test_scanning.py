"""The scanner: one number in, and the worker stands at what is to be done with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.support.lending import allocated_order, lend, make_ready, take_back
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.orders.models import OrderLine
from handtag.apps.stock.models import Device
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def leads(client: Client, number: str) -> str:
    answer = client.post("/lager/skanna/", {"number": number})
    assert answer.status_code == 303, number
    return str(answer["Location"])


def test_a_number_leads_to_the_next_step_of_its_way(world: World, filip: Client) -> None:
    before = world.today - timedelta(days=20)
    allocated_order(world, "D2001")
    lend(world, "D2002", "D1002", "D1004", on=before)
    take_back(world, "D1002", before + timedelta(days=5), now=before + timedelta(days=5))
    take_back(world, "D1004", before + timedelta(days=5), now=before + timedelta(days=5))
    make_ready(world, "D1004", before + timedelta(days=6))
    assert leads(filip, "D2001") == "/lager/hjalpmedel/D2001/plocka/"
    assert leads(filip, "D2002") == "/lager/hjalpmedel/D2002/aterlamna/"
    assert leads(filip, "D1002") == "/lager/hjalpmedel/D1002/kontrollera/"
    assert leads(filip, "D1004") == "/lager/hjalpmedel/D1004/"


def test_what_is_picked_or_on_its_way_leads_to_its_order(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    filip.post("/lager/plock/", {"number": "D2001"})
    assert leads(filip, "D2001") == f"/order/{order.number}/"
    filip.post(f"/lager/skicka/{order.number}/", {})
    assert Device.objects.get(number="D2001").state == "in_transit"
    assert leads(filip, "D2001") == f"/order/{order.number}/"


def test_the_case_of_letters_and_spaces_do_not_matter(filip: Client) -> None:
    assert leads(filip, " d1001 ") == "/lager/hjalpmedel/D1001/"


def test_an_orders_number_leads_to_the_order(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    assert leads(filip, order.number) == f"/order/{order.number}/"


def test_an_unknown_number_is_said_and_kept(filip: Client) -> None:
    answer = filip.post("/lager/skanna/", {"number": "X77"})
    assert answer.status_code == 422
    assert 'value="X77"' in answer.content.decode()
    assert "X77" in str(answer.context["form"].errors["number"])


def test_a_scanned_number_is_picked_at_once_on_the_pick_list(world: World, filip: Client) -> None:
    allocated_order(world, "D2001")
    answer = filip.post("/lager/plock/", {"number": "d2001"})
    assert answer.status_code == 303
    assert Device.objects.get(number="D2001").state == "picked"


def test_a_device_nobody_waits_for_is_not_picked(world: World, filip: Client) -> None:
    allocated_order(world, "D2001")
    answer = filip.post("/lager/plock/", {"number": "D1001"})
    assert answer.status_code == 422
    assert "number" in answer.context["form"].errors
    assert Device.objects.get(number="D1001").state == "in_stock"
    assert answer.context["page"].paginator.count == 1, "the list is still there"


def test_a_lent_device_that_is_to_be_collected_is_not_picked(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=5), person="dagny")
    world.run(place_collection_order, PlaceCollectionOrder("D2002", world.points["lulea_care"].pk, ""), "cilla")
    answer = filip.post("/lager/plock/", {"number": "D2002"})
    assert answer.status_code == 422
    assert "D2002" in str(answer.context["form"].errors["number"]), "said of the device, not of a line's state"
    assert filip.get("/").context["counts"]["collections"] == 1


def test_pieces_are_picked_with_a_button_each(world: World, filip: Client) -> None:
    order = allocated_order(world, "D1001", pieces={"tray": 2, "stick_holder": 1})
    page = filip.get("/lager/plock/")
    ids = [str(form["command_id"].value()) for _line, form in page.context["rows"]]
    assert len(set(ids)) == 3, "each row is a command of its own"
    line = OrderLine.objects.get(order=order, article__number="10010")
    answer = filip.post(f"/lager/plock/{order.number}/{line.pk}/", {"command_id": ids[0]})
    assert answer.status_code == 303
    assert OrderLine.objects.get(pk=line.pk).state == "picked"


def test_the_pick_list_can_be_narrowed_to_a_store(world: World, filip: Client) -> None:
    Device.objects.filter(number="D2001").update(location=world.locations["F"])
    allocated_order(world, "D2001")
    allocated_order(world, "D2002", person="elis", unit="pitea_care")
    rows: Any = filip.get("/lager/plock/", {"plats": "F"}).context["rows"]
    assert [line.device.number for line, _form in rows] == ["D2001"]


def test_who_prescribes_does_not_scan(world: World) -> None:
    assert signed_in(world, "anna").post("/lager/skanna/", {"number": "D1001"}).status_code == 403
    assert signed_in(world, "hanna").get("/lager/plock/").status_code == 403
