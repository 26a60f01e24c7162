"""The pick list: what is scanned there is picked at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.support.lending import allocated_order, lend
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.orders.models import OrderLine
from handtag.apps.stock.models import Device
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


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


def test_who_does_not_handle_stock_has_no_pick_list(world: World) -> None:
    assert signed_in(world, "hanna").get("/lager/plock/").status_code == 403
