"""Counted goods and transfers by scanning: loaded, sent, used on a device, used up, scrapped, and back again."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.purchasing import drafted, ordered
from tests.support.stores import device, neighbour, pieces_at, send, transfer
from tests.support.valid_pieces import delivered, lot
from tests.support.world import World

from handtag.apps.stock.models import CountedMove
from handtag.apps.stores.models import Transfer
from handtag.usecases.stores.cancel_transfer import CancelTransfer, cancel_transfer

GTIN = "07350053850019"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def scans(client: Client, way: str, number: str, **given: Any) -> dict[str, Any]:
    answer = client.post("/skanna/", {"way": way, "number": number, "command_id": str(uuid4()), **given}, headers=SCRIPT)
    found: dict[str, Any] = answer.json()
    assert answer.status_code == (422 if found["state"] == "refused" else 200)
    return found


def looks(client: Client, code: str) -> str:
    return str(client.post("/skanna/", {"way": "look", "number": code}).headers.get("Location", ""))


def test_the_numbers_of_transfers_and_of_purchase_orders_lead_to_them(world: World, filip: Client) -> None:
    made = transfer(world)
    for code in (f"F{made}", f" f{made}"):
        assert looks(filip, code) == f"/lager/flyttar/{made}/"
    order = ordered(world, tray=10)
    for code in (order.number, f"(400){order.number}"):  # a supplier prints our number so
        assert looks(filip, code) == f"/inkop/godsmottagning/{order.number}/"


@pytest.mark.parametrize("code", ["F4711", "F", "F²", "FF1", "F99999999999999999999"])
def test_a_transfer_that_is_not_there_leads_nowhere(world: World, filip: Client, code: str) -> None:
    transfer(world)
    assert not looks(filip, code)


def test_a_draft_to_a_supplier_is_nothing_that_goods_can_come_on(world: World, filip: Client) -> None:
    assert not looks(filip, drafted(world).number)


def test_a_transfer_is_loaded_scan_by_scan_and_leaves_when_its_number_is_scanned_as_sent(world: World, filip: Client) -> None:
    made = transfer(world, rollator=2, gripper=5)
    chosen = scans(filip, "load", f"F{made}")
    assert (chosen["state"], chosen["transfer"]) == ("place", str(made))
    for number in ("D1001", "D1002"):
        assert scans(filip, "load", number, transfer=made)["state"] == "done"
    assert scans(filip, "load", "60001", transfer=made)["state"] == "refused", "how many?"
    answer = scans(filip, "load", "60001", transfer=made, quantity=4)
    assert "6" in answer["said"]
    assert Transfer.objects.get().state == "placed"
    assert (device("D1001").state, pieces_at(world, "C", "gripper")) == ("in_transfer", 6)
    page = filip.get(f"/lager/flyttar/{made}/")
    assert page.context["form"].fields[f"pieces_{page.context['transfer'].lines.get(article__number='60001').pk}"].initial == 1
    assert scans(filip, "send", f"F{made}")["state"] == "done"
    assert Transfer.objects.get().state == "sent"
    assert scans(filip, "send", f"F{made}")["state"] == "refused", "it has left"


def test_what_is_not_wanted_and_an_empty_transfer_are_refused(world: World, filip: Client) -> None:
    made = transfer(world, rollator=1)
    assert scans(filip, "load", "D2001", transfer=made)["state"] == "refused"
    assert scans(filip, "send", f"F{made}")["state"] == "refused"
    assert scans(filip, "load", "D1001")["state"] == "refused", "no transfer was chosen"
    assert device("D1001").state == "in_stock"


def test_only_what_waits_to_be_sent_from_here_can_be_chosen(world: World, filip: Client) -> None:
    neighbour(world)
    here, gone = transfer(world), transfer(world, "C", "F", rollator=1)
    send(world, gone, "D1001")
    Transfer.objects.create(from_location=world.locations["X"], to_location=world.locations["C"], kind="sale", placed_at=world.now)
    choices = [key for key, _said in filip.get("/skanna/?gor=load").context["form"].fields["transfer"].choices]
    assert choices == [str(here)]
    assert filip.get(f"/skanna/?gor=load&flytt={here}").context["form"]["transfer"].value() == str(here)


def test_what_was_chosen_without_scripts_stands_there_for_the_next_scan(world: World, filip: Client) -> None:
    answer = filip.post("/skanna/", {"way": "spare_part", "number": "D1001", "command_id": str(uuid4())})
    assert answer.status_code == 303
    assert filip.get(answer.headers["Location"]).context["form"]["device"].value() == "D1001"


def test_a_spare_part_is_scanned_onto_a_device_with_its_lot(world: World, filip: Client) -> None:
    world.articles["tray"].gtin = GTIN
    world.articles["tray"].save()
    lot(world, "L7", date(2030, 1, 31), 5, "tray")
    assert scans(filip, "spare_part", f"(01){GTIN}(10)L7", location="C", quantity=1)["state"] == "refused", "on which device?"
    assert scans(filip, "spare_part", "(91)D1001")["device"] == "D1001"
    answer = scans(filip, "spare_part", f"(01){GTIN}(10)L7", location="C", quantity=2, device="(91)D1001", note="Nytt hjul")
    assert answer["state"] == "done"
    made = CountedMove.objects.get(kind="mounted")
    assert made.lot is not None
    assert (made.device, made.quantity, made.lot.code, made.note) == (world.devices["D1001"], -2, "L7", "Nytt hjul")


def test_goods_are_used_up_and_scrapped_for_a_reason(world: World, filip: Client) -> None:
    before = pieces_at(world, "C", "gripper")
    assert scans(filip, "use_up", "60001", location="C", quantity=1)["state"] == "refused", "for what?"
    assert scans(filip, "use_up", "60001", location="C", quantity=1, note="Visning")["state"] == "done"
    assert scans(filip, "scrap", "60001", location="C", quantity=2)["state"] == "refused", "why?"
    assert scans(filip, "scrap", "60001", location="C", quantity=2, scrapped_for="damaged")["state"] == "done"
    assert pieces_at(world, "C", "gripper") == before - 3
    assert filip.get("/skanna/?gor=scrap").context["form"]["scrapped_for"].value() == "damaged"


def test_what_an_order_delivered_comes_back_and_no_more(world: World, filip: Client) -> None:
    order = delivered(world, 10)
    before = pieces_at(world, "C", "catheter")
    assert scans(filip, "pieces_back", order)["order"] == order
    assert scans(filip, "pieces_back", "40001", location="C", quantity=4)["state"] == "refused", "which order?"
    assert scans(filip, "pieces_back", "40001", location="C", quantity=4, order=order)["state"] == "done"
    assert scans(filip, "pieces_back", "40001", location="C", quantity=7, order=order)["state"] == "refused"
    assert pieces_at(world, "C", "catheter") == before + 4


@pytest.mark.parametrize(("way", "given"), [("scrap", {"scrapped_for": "damaged"}), ("use_up", {"note": "Visning"})])
def test_pieces_that_were_sent_again_leave_once(world: World, filip: Client, way: str, given: dict[str, Any]) -> None:
    before = pieces_at(world, "C", "gripper")
    same = {"command_id": str(uuid4()), "location": "C", "quantity": 1, "on": str(world.today), **given}
    for _again in range(2):
        assert scans(filip, way, "60001", **same)["state"] == "done"
    assert pieces_at(world, "C", "gripper") == before - 1


def test_a_refusal_stands_at_the_question_it_is_about(world: World, filip: Client) -> None:
    answer = filip.post("/skanna/", {"way": "scrap", "number": "60001", "command_id": str(uuid4()), "location": "C", "quantity": 1})
    assert list(answer.context["form"].errors) == ["scrapped_for"]


def test_what_was_loaded_comes_off_when_the_transfer_is_cancelled(world: World, filip: Client) -> None:
    made = transfer(world, rollator=1, gripper=5)
    scans(filip, "load", "D1001", transfer=made)
    world.run(cancel_transfer, CancelTransfer(made), "filip")
    assert device("D1001").state == "in_stock"
