"""What each scan does: once, however often it is sent, and nothing when it cannot be done."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.lending import allocated_order, lend, make_ready, take_back
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.stock.models import Balance, Device, Move
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.web.ui.states import STATES

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def scans(client: Client, way: str, number: str, **given: Any) -> dict[str, Any]:
    """What the script on the page is answered."""
    answer = client.post("/skanna/", {"way": way, "number": number, "command_id": str(uuid4()), **given}, headers=SCRIPT)
    found: dict[str, Any] = answer.json()
    assert answer.status_code == (422 if found["state"] == "refused" else 200)
    return found


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


def test_a_scan_picks_for_the_order_that_waits(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    answer = scans(filip, "pick", "d2001")
    assert (answer["state"], answer["number"]) == ("done", "D2001")
    assert order.number in answer["said"]
    assert state("D2001") == "picked"


def test_a_device_that_no_order_waits_for_is_not_picked(world: World, filip: Client) -> None:
    allocated_order(world, "D2001")
    assert scans(filip, "pick", "D1001")["state"] == "refused"
    assert state("D1001") == "in_stock"


def test_a_device_whose_order_was_cancelled_is_not_picked_for_it(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    world.run(cancel_order, CancelOrder(order.number, "need_changed"), "cilla")
    assert "D2001" in scans(filip, "pick", "D2001")["said"]
    assert state("D2001") == "in_stock"


def test_counted_goods_are_picked_at_their_line_or_by_their_code(world: World, filip: Client) -> None:
    first = allocated_order(world, pieces={"tray": 2})
    second = allocated_order(world, pieces={"tray": 3})
    line = second.lines.get()
    assert scans(filip, "pick", second.number, line=line.pk)["line"] == line.pk
    assert scans(filip, "pick", "10010")["state"] == "done"
    assert Balance.objects.get(article=world.articles["tray"], location=world.locations["C"]).quantity == 15
    assert set(Order.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True)) == {"picked"}
    assert scans(filip, "pick", "10010")["state"] == "refused"


def test_a_return_is_one_scan_and_ends_the_rent_and_the_collection(world: World, filip: Client) -> None:
    before = world.today - timedelta(days=20)
    lend(world, "D2001", on=before)
    collection = world.run(place_collection_order, PlaceCollectionOrder("D2001", _point(world), ""), "cilla")
    answer = scans(filip, "return", "D2001", location="F")
    assert answer["state"] == "done"
    assert str(world.today) in answer["said"]
    device = Device.objects.get(number="D2001")
    assert (device.state, device.location.code if device.location else "") == ("returned", "F")
    assert Order.objects.get(number=collection).state == "collected"


def _point(world: World) -> int:
    return int(world.units["lulea_care"].delivery_points.first().pk)  # type: ignore[union-attr]


def test_a_return_keeps_the_day_it_was_scanned_when_it_is_sent_later(world: World, filip: Client) -> None:
    lend(world, "D2001", on=world.today - timedelta(days=20))
    yesterday = world.today - timedelta(days=1)
    scans(filip, "return", "D2001", location="C", on=yesterday.isoformat())
    assert Device.objects.get(number="D2001").last_moved_on == yesterday


def test_the_way_back_to_the_shelf_is_a_scan_for_each_step(world: World, filip: Client) -> None:
    lend(world, "D2001", on=world.today - timedelta(days=20))
    scans(filip, "return", "D2001", location="C")
    assert scans(filip, "inspect", "D2001")["state"] == "done"
    assert scans(filip, "recondition", "D2001", bin="B-07")["state"] == "done"
    device = Device.objects.get(number="D2001")
    assert (device.state, device.bin, device.times_reconditioned) == ("in_stock", "B-07", 1)


def test_things_are_put_away_on_the_shelf_that_was_scanned_first(world: World, filip: Client) -> None:
    place = scans(filip, "put_away", "https://hjalpmedel.example.se/h/F/K-12/")
    assert (place["state"], place["location"], place["bin"]) == ("place", "F", "K-12")
    for number in ("D1001", "D1002"):
        assert scans(filip, "put_away", number, location=place["location"], bin=place["bin"])["state"] == "done"
    assert set(Device.objects.filter(bin="K-12", location__code="F").values_list("number", flat=True)) == {"D1001", "D1002"}


def test_a_parcel_leaves_when_its_label_is_scanned(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    assert scans(filip, "send", order.number)["state"] == "refused"
    scans(filip, "pick", "D2001")
    assert scans(filip, "send", f"(400){order.number}")["state"] == "done"
    assert state("D2001") == "in_transit"


@pytest.mark.parametrize(
    ("way", "number", "given"),
    [
        ("pick", "D2001", {}),
        ("return", "D2002", {"location": "C"}),
        ("put_away", "D1001", {"location": "F", "bin": "K-1"}),
    ],
)
def test_a_deed_that_was_sent_again_is_done_once(world: World, filip: Client, way: str, number: str, given: dict[str, Any]) -> None:
    allocated_order(world, "D2001")
    lend(world, "D2002", on=world.today - timedelta(days=20))
    same = {**given, "command_id": str(uuid4()), "on": str(world.today)}
    first = scans(filip, way, number, **same)
    moves = Move.objects.count()
    assert scans(filip, way, number, **same) == first
    assert Move.objects.count() == moves


def test_a_pick_that_is_sent_again_after_the_parcel_left_is_still_done_once(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    same = {"command_id": str(uuid4()), "on": str(world.today)}
    first = scans(filip, "pick", "D2001", **same)
    scans(filip, "send", order.number)
    assert scans(filip, "pick", "D2001", **same) == first


def test_the_same_command_about_another_thing_changes_nothing(world: World, filip: Client) -> None:
    same = {"location": "F", "bin": "K-1", "command_id": str(uuid4())}
    scans(filip, "put_away", "D1001", **same)
    scans(filip, "put_away", "D1002", **same)
    assert Device.objects.get(number="D1002").bin == "A-01"


@pytest.mark.parametrize(("way", "number"), [("return", "10001"), ("send", "D1001"), ("put_away", "X1"), ("inspect", "D1001")])
def test_what_cannot_be_done_is_said_and_nothing_changes(world: World, filip: Client, way: str, number: str) -> None:
    moves = Move.objects.count()
    answer = scans(filip, way, number, location="C")
    assert answer["state"] == "refused"
    assert answer["said"]
    assert Move.objects.count() == moves


def test_a_place_that_is_not_there_is_refused(filip: Client) -> None:
    assert scans(filip, "put_away", "D1001", location="ZZ")["state"] == "refused"


def test_without_scripts_the_page_comes_back_ready_for_the_next_scan(world: World, filip: Client) -> None:
    answer = filip.post("/skanna/", {"way": "put_away", "number": "D1001", "location": "F", "bin": "K-1", "command_id": str(uuid4())})
    assert answer.status_code == 303
    assert answer["Location"] == "/skanna/?gor=put_away&plats=F&fack=K-1"
    page = filip.get(answer["Location"])
    assert page.context["form"]["bin"].value() == "K-1"
    assert "D1001" in page.content.decode(), "what was done is said"


def test_without_scripts_a_walk_goes_on_in_its_area(world: World, filip: Client) -> None:
    allocated_order(world, "D2001")
    answer = filip.post("/skanna/?plats=C&omrade=A", {"way": "pick", "number": "D2001"})
    assert answer["Location"] == "/skanna/?gor=pick&plats=C&omrade=A"


def test_without_scripts_a_refusal_keeps_what_was_typed(filip: Client) -> None:
    answer = filip.post("/skanna/", {"way": "return", "number": "D1001", "location": "C"})
    assert answer.status_code == 422
    assert 'value="D1001"' in answer.content.decode()


def test_the_card_of_a_device_offers_what_its_state_allows(world: World, filip: Client) -> None:
    before = world.today - timedelta(days=20)
    lend(world, "D2001", "D2002", on=before)
    take_back(world, "D2002", before + timedelta(days=5), now=before + timedelta(days=5))
    allocated_order(world, "D2003")
    offered = {number: _ways(filip, number) for number in ("D1001", "D2001", "D2002", "D2003")}
    assert offered["D2001"] == ["return"]
    assert offered["D2003"] == ["pick"]
    assert offered["D1001"] == ["put_away"]
    assert offered["D2002"] == ["components", "wash", "inspect"]
    assert _besides(filip, "D1001") == ["repair", "quarantine", "fault"]
    assert _besides(filip, "D2001") == ["fault"]


def test_a_press_on_the_card_does_it_and_comes_back_to_the_card(world: World, filip: Client) -> None:
    lend(world, "D2001", on=world.today - timedelta(days=20))
    given = {"way": "return", "number": "D2001", "location": "C", "back": "card", "command_id": str(uuid4())}
    answer = filip.post("/skanna/", given)
    assert (answer.status_code, answer["Location"]) == (303, "/i/D2001/")
    assert state("D2001") == "returned"


def test_what_is_not_fit_stays_among_the_returned_with_what_was_found(world: World, filip: Client) -> None:
    before = world.today - timedelta(days=20)
    lend(world, "D2001", on=before)
    take_back(world, "D2001", before + timedelta(days=5), now=before + timedelta(days=5))
    assert scans(filip, "inspect", "D2001", condition="damaged")["state"] == "refused", "nobody can repair what is not said"
    answer = scans(filip, "inspect", "D2001", condition="damaged", note="Bromsvajern är av")
    assert str(STATES["advice"]["sent_to_workshop"].word) in answer["said"]
    assert state("D2001") == "returned"
    assert _ways(filip, "D2001")[0] == "repair"
    assert Move.objects.get(device__number="D2001", kind="rejected").note == "Bromsvajern är av"


def _ways(client: Client, number: str) -> list[str]:
    return [way.name for way, _form in client.get(f"/i/{number}/").context["ways"]]


def _besides(client: Client, number: str) -> list[str]:
    return [way.name for way, _form in client.get(f"/i/{number}/").context["besides"]]


def test_where_one_stands_is_remembered(filip: Client) -> None:
    filip.post("/skanna/", {"way": "put_away", "number": "D1001", "location": "F", "bin": "K-1"})
    assert filip.get("/skanna/?gor=return").context["form"]["location"].value() == "F"


def test_nobody_else_may_scan(world: World) -> None:
    answer = signed_in(world, "anna").post("/skanna/", {"way": "put_away", "number": "D1001", "location": "F"}, headers=SCRIPT)
    assert answer.status_code == 403
    assert Device.objects.get(number="D1001").bin == "A-01"


def test_made_ready_is_not_offered_for_a_device_nobody_looked_over(world: World, filip: Client) -> None:
    before = world.today - timedelta(days=20)
    lend(world, "D2001", on=before)
    take_back(world, "D2001", before + timedelta(days=5), now=before + timedelta(days=5))
    assert "recondition" not in _ways(filip, "D2001")
    make_ready(world, "D2001", before + timedelta(days=6))
    assert "put_away" in _ways(filip, "D2001")
