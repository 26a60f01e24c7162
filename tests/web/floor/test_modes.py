"""What is chosen once and scanned many times: washes, checks, quarantine, repairs, faults, goods in, stocktakes, others' goods."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.lending import lend, take_back
from tests.support.pages import signed_in
from tests.support.purchasing import line_of, ordered
from tests.support.stores import neighbour
from tests.support.world import World

from handtag.apps.catalogue.models import Instruction
from handtag.apps.purchasing.models import PurchaseEvent
from handtag.apps.stock.models import ComponentCheck, Device, DeviceBlock, Inspection, Move
from handtag.apps.stores.models import Count
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake

GTIN = "07350053850019"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


@pytest.fixture
def back(world: World) -> None:
    """D2001 and D2002 have come back today."""
    lend(world, "D2001", "D2002", on=world.today - timedelta(days=20))
    for number in ("D2001", "D2002"):
        take_back(world, number, world.today)


def scans(client: Client, way: str, number: str, **given: Any) -> dict[str, Any]:
    answer = client.post("/skanna/", {"way": way, "number": number, "command_id": str(uuid4()), **given}, headers=SCRIPT)
    found: dict[str, Any] = answer.json()
    assert answer.status_code == (422 if found["state"] == "refused" else 200)
    return found


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


def test_a_trolley_of_returns_is_checked_washed_and_inspected_one_after_another(world: World, back: None, filip: Client) -> None:
    for number in ("D2001", "D2002"):
        assert scans(filip, "components", number)["state"] == "done"
        assert scans(filip, "wash", number)["state"] == "done"
        assert scans(filip, "inspect", number, condition="good")["state"] == "done"
    assert [state(number) for number in ("D2001", "D2002")] == ["inspected", "inspected"]
    assert ComponentCheck.objects.filter(complete=True).count() == 2
    assert scans(filip, "components", "D2001")["state"] == "refused"


def test_what_did_not_come_back_is_written_down_and_shown_on_the_card(world: World, back: None, filip: Client) -> None:
    scans(filip, "components", "D2001", note="Bricka och bälte")
    assert filip.get("/i/D2001/").context["known"].missing == "Bricka och bälte"
    assert "Bricka och bälte" in filip.get("/lager/hjalpmedel/D2001/").content.decode()


def test_the_rule_answers_the_inspection_and_the_estimate_is_in_kronor(world: World, back: None, filip: Client) -> None:
    world.run(set_return_rule, SetReturnRule("", 96, 1, world.today), "eva")
    assert scans(filip, "inspect", "D2001", condition="worn", repair_ore="tusen", note="Hjulet")["state"] == "refused"
    scans(filip, "inspect", "D2001", condition="worn", repair_ore="9 000,50", note="Hjulet")
    found = Inspection.objects.get()
    assert (found.repair_ore, found.action) == (900_050, "decommissioned")
    assert filip.get("/i/D2001/").context["known"].advice == found


def test_a_wash_that_is_demanded_comes_before_the_inspection(world: World, back: None, filip: Client) -> None:
    world.run(set_return_rule, SetReturnRule("", 96, 50, world.today, wash_first=True), "eva")
    assert scans(filip, "inspect", "D2001", condition="good")["state"] == "refused"
    assert "inspect" not in [way.name for way, _form in filip.get("/i/D2001/").context["ways"]]
    scans(filip, "wash", "D2001")
    assert scans(filip, "inspect", "D2001", condition="good")["state"] == "done"


def test_quarantine_needs_a_reason_and_keeps_it_for_the_next(world: World, filip: Client) -> None:
    assert scans(filip, "quarantine", "D1001")["state"] == "refused"
    for number in ("D1001", "D1002"):
        scans(filip, "quarantine", number, note="Vägglöss", location="F", bin="K-9")
    rows = Device.objects.filter(number__in=["D1001", "D1002"]).values_list("state", "location__code", "bin")
    assert set(rows) == {("quarantined", "F", "K-9")}
    assert filip.get("/skanna/?gor=quarantine").context["form"]["note"].value() == "Vägglöss"
    assert not filip.get("/skanna/?gor=components").context["form"]["note"].value(), "another way asks anew"


def test_a_refusal_without_scripts_stands_at_its_question(filip: Client) -> None:
    answer = filip.post("/skanna/", {"way": "quarantine", "number": "D1001", "command_id": str(uuid4())})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["note"])


@pytest.mark.parametrize(("way", "after"), [("clear", "in_stock"), ("release", "returned")])
def test_out_of_quarantine_from_the_card(world: World, filip: Client, way: str, after: str) -> None:
    world.run(quarantine_device, QuarantineDevice("D1001", "Vägglöss", world.today), "filip")
    assert {one.name for one, _form in filip.get("/i/D1001/").context["ways"]} == {"clear", "release"}
    scans(filip, way, "D1001", back="card")
    assert state("D1001") == after


@pytest.mark.parametrize(("to", "there"), [("workshop", "at_workshop"), ("supplier", "at_supplier")])
def test_to_be_repaired_and_back(world: World, filip: Client, to: str, there: str) -> None:
    assert scans(filip, "repair", "D1001")["state"] == "refused", "nobody has said where"
    scans(filip, "repair", "D1001", to=to, note="Ny broms")
    assert state("D1001") == there
    scans(filip, "repaired", "D1001", location="F", bin="K-1")
    device = Device.objects.get(number="D1001")
    assert (device.state, device.bin) == ("returned", "K-1")


def test_a_fault_stops_a_device_and_the_card_says_why(world: World, filip: Client) -> None:
    assert scans(filip, "fault", "D1001")["state"] == "refused"
    scans(filip, "fault", "D1001", reason="incident", note="Bromsen släpper")
    assert DeviceBlock.objects.get().note == "Bromsen släpper"
    assert "Bromsen släpper" in filip.get("/i/D1001/").content.decode()


@pytest.mark.parametrize("way", ["components", "wash", "quarantine", "repair", "fault"])
def test_a_scan_that_was_sent_again_is_done_once(world: World, back: None, filip: Client, way: str) -> None:
    same = {"command_id": str(uuid4()), "on": str(world.today), "note": "Ram", "to": "workshop", "reason": "recall"}
    first = scans(filip, way, "D2001", **same)
    assert first["state"] == "done"
    rows = (Move.objects.count(), DeviceBlock.objects.count(), ComponentCheck.objects.count())
    assert scans(filip, way, "D2001", **same)["state"] == "done"
    assert (Move.objects.count(), DeviceBlock.objects.count(), ComponentCheck.objects.count()) == rows


def _marked(world: World, name: str) -> None:
    world.articles[name].gtin = GTIN
    world.articles[name].save()


def test_a_package_is_counted_on_the_order_that_was_promised_first_with_its_batch_and_last_day(world: World, filip: Client) -> None:
    _marked(world, "tray")
    order = ordered(world, tray=10)
    Instruction.objects.create(article=world.articles["tray"], step="goods_receipt", text="Räkna också fästena.")
    code = f"(01){GTIN}(17)280131(10)L7"
    answer = scans(filip, "arrive", code, note="FS-1", quantity=4)
    assert answer["state"] == "done"
    assert order.number in answer["said"]
    assert "Räkna också fästena." in answer["said"]
    event = PurchaseEvent.objects.get(kind="counted")
    assert (event.quantity, event.lot, event.expires_on, event.delivery_note) == (4, "L7", date(2028, 1, 31), "FS-1")
    assert scans(filip, "arrive", code, note="FS-1", quantity=4)["state"] == "refused", "the same package twice"
    assert line_of(order).events.filter(kind="counted").count() == 1


@pytest.mark.parametrize("given", [{"note": "FS-1"}, {"quantity": 4}, {}])
def test_goods_that_come_need_a_delivery_note_and_a_number(world: World, filip: Client, given: dict[str, Any]) -> None:
    ordered(world, tray=10)
    assert scans(filip, "arrive", "10010", **given)["state"] == "refused"
    assert not PurchaseEvent.objects.filter(kind="counted").exists()


def test_what_nobody_ordered_is_put_aside(world: World, filip: Client) -> None:
    assert scans(filip, "arrive", "10010", note="FS-1", quantity=4)["state"] == "refused"


def test_the_card_of_an_article_says_what_is_on_its_way_and_what_to_look_at(world: World, filip: Client) -> None:
    order = ordered(world, tray=10)
    Instruction.objects.create(article=world.articles["tray"], step="goods_receipt", text="Räkna också fästena.")
    page = filip.get("/skanna/artikel/10010/").content.decode()
    assert order.number in page
    assert "Räkna också fästena." in page


def test_a_shelf_is_counted_blind_by_scanning(world: World, filip: Client) -> None:
    assert scans(filip, "count", "D1001", location="C", bin="A-01")["state"] == "refused", "nothing is being counted"
    world.run(start_stocktake, StartStocktake("C", "A"), "filip")
    for number in ("D1001", "D1002"):
        assert scans(filip, "count", number, location="C", bin="A-01")["state"] == "done"
    assert scans(filip, "count", "10010", location="C", bin="A-02")["state"] == "refused", "how many?"
    assert scans(filip, "count", "10010", location="C", bin="A-02", quantity=18)["state"] == "done"
    again = scans(filip, "count", "D1001", location="C", bin="A-01")
    assert again["state"] == "done"
    assert Count.objects.count() == 3


def test_another_centres_device_that_comes_back_here_is_taken_in_and_its_owner_named(world: World, filip: Client) -> None:
    owner, number = neighbour(world).name, "D8001"
    for code in (number, f"https://hjalpmedel.example.se/i/{number}/", f"(91){number}"):
        refused = scans(filip, "wash", code, location="C")
        assert refused["state"] == "refused"
        assert owner in refused["said"]
    answer = scans(filip, "return", f"(91){number}", location="C")
    assert answer["state"] == "done"
    assert owner in answer["said"]
    assert filip.get(f"/i/{number}/").context["is_stray"]


def test_every_way_can_be_chosen_and_says_what_it_does(filip: Client) -> None:
    page = filip.get("/skanna/")
    tabs = [tab.url for _title, found in page.context["parts"] for tab in found]
    assert len(tabs) == len(set(tabs)) == 20
    for tab in tabs:
        assert filip.get(f"/skanna/{tab}").status_code == 200
