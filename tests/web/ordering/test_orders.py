"""Orders afterwards: list, order, cancelling, collection, and what desk and store do on the same page."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import Prescription


def command(**fields: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **fields}


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


@pytest.fixture
def order(world: World, anna: Client) -> Order:
    """A rollator for Bror, ordered by Anna through the pages."""
    anna.post(f"/forskrivningar/ny/{world.key('bror')}/", command(need="Går osäkert.", goal="Gå till affären.", priority="2"))
    key = Prescription.objects.get().key
    anna.post(f"/forskrivningar/{key}/hjalpmedel/", command(article_number="10001"))
    anna.post(f"/order/ny/{key}/", command(delivery_point_id=world.points["health_centre"].pk))
    return Order.objects.get()


def delivered(world: World, order: Order) -> Client:
    """The store picks and sends, the desk confirms, all with the buttons of the order's page. Answers the desk's browser."""
    filip, eva = signed_in(world, "filip"), signed_in(world, "eva")
    page = filip.get(f"/order/{order.number}/")
    line, form, _told = page.context["picks"][0]
    picked = filip.post(f"/order/{order.number}/plocka/", command(device_number=form["device_number"].value()))
    assert picked.status_code == 303, line
    assert filip.post(f"/order/{order.number}/skicka/", command()).status_code == 303
    today = eva.get(f"/order/{order.number}/").context["deliver_form"]["on"].value()
    assert eva.post(f"/order/{order.number}/leverera/", command(on=str(today))).status_code == 303
    return eva


def test_an_order_goes_from_placed_to_delivered_on_its_page(world: World, order: Order) -> None:
    delivered(world, order)
    assert world.fresh(order).state == "delivered"


@pytest.mark.law("ASVS 8.2, GDPR art. 5")
def test_each_role_sees_only_its_own_buttons(world: World, anna: Client, order: Order) -> None:
    path = f"/order/{order.number}/"
    prescriber = anna.get(path).context["may"]
    store = signed_in(world, "filip").get(path).context["may"]
    assert (prescriber.cancel, prescriber.pick) == (True, False)
    assert (store.cancel, store.pick) == (False, True)
    assert anna.post(f"{path}plocka/", command(device_number="D1002")).status_code == 403


@pytest.mark.law("GDPR art. 5")
def test_the_store_does_not_see_the_person(world: World, order: Order) -> None:
    page = signed_in(world, "filip").get(f"/order/{order.number}/").content.decode()
    assert "Björk" not in page
    assert str(world.key("bror")) not in page
    assert not AccessEntry.objects.filter(actor=world.viewer("filip").code).exists()


def test_a_cancelled_order_cannot_be_cancelled_again(world: World, anna: Client, order: Order) -> None:
    path = f"/order/{order.number}/avbryt/"
    assert "D1" in anna.get(path).content.decode()
    assert anna.post(path, command(reason="need_changed"))["Location"] == f"/order/{order.number}/"
    assert world.fresh(order).state == "cancelled"
    answer = anna.post(path, command(reason="need_changed"))
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_reason_is_needed_to_cancel(anna: Client, order: Order) -> None:
    assert anna.post(f"/order/{order.number}/avbryt/", command()).status_code == 422
    assert Order.objects.get().state != "cancelled"


def test_a_wrong_delivery_day_is_said_at_its_field(world: World, order: Order) -> None:
    filip, eva = signed_in(world, "filip"), signed_in(world, "eva")
    _line, form, _told = filip.get(f"/order/{order.number}/").context["picks"][0]
    filip.post(f"/order/{order.number}/plocka/", command(device_number=form["device_number"].value()))
    filip.post(f"/order/{order.number}/skicka/", command())
    answer = eva.post(f"/order/{order.number}/leverera/", command(on="2099-01-01"))
    assert answer.status_code == 422
    assert answer.context["deliver_form"].errors
    assert 'value="2099-01-01"' in answer.content.decode()


def test_a_delivered_device_is_shown_with_rent_and_can_be_collected_once(world: World, anna: Client, order: Order) -> None:
    delivered(world, order)
    person = f"/personer/{world.key('bror')}/"
    device = anna.get(person).context["devices"][0]
    assert device.rent_ore
    path = f"/order/hamtning/{device.number}/"
    assert path in anna.get(person).content.decode()
    answer = anna.post(path, command(delivery_point_id=world.points["health_centre"].pk))
    collection = Order.objects.get(kind="collection_order")
    assert answer["Location"] == f"/order/{collection.number}/kvitto/"
    assert path not in anna.get(person).content.decode()
    again = anna.post(path, command(delivery_point_id=world.points["health_centre"].pk))
    assert again.status_code == 422
    anna.post(f"/order/{collection.number}/avbryt/", command(reason="need_changed"))
    assert path in anna.get(person).content.decode()


def test_another_units_device_is_not_collected(world: World, order: Order) -> None:
    delivered(world, order)
    number = world.fresh(order).lines.get().device.number
    assert signed_in(world, "dag").get(f"/order/hamtning/{number}/").status_code == 404


def test_the_list_is_narrowed_and_sorted_by_its_address(world: World, anna: Client, order: Order) -> None:
    def numbers(client: Client, query: str) -> list[str]:
        return [row.number for row in client.get(f"/order/?{query}").context["page"]]

    assert numbers(anna, "") == [order.number]
    assert numbers(signed_in(world, "nils"), "") == []
    assert numbers(signed_in(world, "nils"), "visa=open") == [order.number]
    assert numbers(anna, "visa=open&q=rollator&sort=promised") == [order.number]
    assert numbers(anna, "q=rullstol") == []
    assert numbers(anna, "visa=overdue") == []
    assert numbers(signed_in(world, "bo"), "visa=all") == []


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_one(world: World, anna: Client, order: Order) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        anna.get("/order/")
    for person in ("asta", "frida"):
        anna.post(f"/forskrivningar/ny/{world.key(person)}/", command(need="Går osäkert.", goal="Gå ut.", priority="2"))
        key = Prescription.objects.get(person=world.persons[person]).key
        anna.post(f"/forskrivningar/{key}/hjalpmedel/", command(article_number="10001"))
        anna.post(f"/order/ny/{key}/", command(delivery_point_id=world.points["health_centre"].pk))
    with CaptureQueriesContext(connection) as three:
        assert len(anna.get("/order/").context["page"].object_list) == 3
    assert len(three) == len(one)


@pytest.mark.parametrize("name", ["filip", "gun", "ivan"])
def test_roles_without_orders_of_their_own_have_no_list(world: World, name: str) -> None:
    assert signed_in(world, name).get("/order/").status_code == 403


def test_chosen_columns_are_the_only_ones_shown(anna: Client, order: Order) -> None:
    heads = [column.key for column in anna.get("/order/?kolumn=state").context["columns"].shown]
    assert heads == ["number", "state"]
