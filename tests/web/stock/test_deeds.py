"""What is done to a device from its page: said before, done once, and nothing typed is lost when a rule says no."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.clock import stands
from tests.support.lending import allocated_order, lend, sent_order, take_back
from tests.support.pages import signed_in
from tests.support.valid_moves import DAY, MOVES, done, lent, returned
from tests.support.world import NOW, World

from handtag.apps.orders.models import Order
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Inspection, Move
from handtag.domain.handling import inspection_due
from handtag.usecases.stock.decommission_device import DecommissionDevice
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.move_device import MoveDevice
from handtag.usecases.stock.recondition_device import ReconditionDevice
from handtag.usecases.stock.return_device import ReturnDevice
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule
from handtag.web.stock.deeds import DEEDS

READY: dict[str, Callable[[World], Any]] = {
    "pick_line": lambda world: MoveDevice(_reserved(world), "", "", DAY),
    "return_device": lambda world: ReturnDevice("D1001", "C", lent(world) and DAY),
    "inspect_device": lambda world: InspectDevice("D1001", passed=True, note="", on=returned(world) and DAY),
    "recondition_device": lambda world: ReconditionDevice(
        "D1001", "B-1", done(returned(world), inspect_device, InspectDevice("D1001", passed=True, note="", on=world.today))
    ),
    "move_device": lambda world: MoveDevice("D1001", "F", "", DAY),
    "decommission_device": lambda world: DecommissionDevice("D1001", "Sprucken ram", DAY),
}


def _reserved(world: World) -> str:
    allocated_order(world, "D2001")
    return "D2001"


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def do(client: Client, number: str, what: str, **given: Any) -> Any:
    return client.post(f"/lager/hjalpmedel/{number}/{what}/", {"command_id": str(uuid4()), **given})


def offered(client: Client, number: str) -> list[str]:
    return [deed.name for deed in client.get(f"/lager/hjalpmedel/{number}/").context["possible"].all]


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


def test_all_the_way_back_to_the_shelf(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    assert do(filip, "D2002", "aterlamna", location_code="C", on=world.today).status_code == 303
    assert Rental.objects.get().end_on == world.today
    assert do(filip, "D2002", "kontrollera", condition="good", note="", on=world.today).status_code == 303
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
    do(filip, "D2002", "kontrollera", condition="damaged", repair_ore="1 250,50", note="Bromsen glider", on=world.today)
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
    assert page.context["possible"].all == []
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


def test_the_estimate_of_a_repair_is_written_in_kronor_and_kept_in_ore(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    take_back(world, "D2002", world.today)
    wrong = do(filip, "D2002", "kontrollera", condition="damaged", repair_ore="tusen", on=world.today)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["repair_ore"])
    do(filip, "D2002", "kontrollera", condition="worn", repair_ore="1 250,50", note="Bromsen glider", on=world.today)
    found = Inspection.objects.get()
    assert (found.repair_ore, found.action, state("D2002")) == (125_050, "sent_to_workshop", "returned")
    page = filip.get("/lager/hjalpmedel/D2002/")
    assert page.context["possible"].steps[0].name == "repair"
    assert "250,50" in page.content.decode()


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_every_deed_that_is_offered_can_be_done_from_its_form(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made ready as the permission matrix does; then the page offers it, and does it when it is told."""
    case = DEEDS[name].case.name
    if case in MOVES:
        data, who = MOVES[case](world)
    else:
        data, who = READY[case](world), "filip"
    stands(monkeypatch, NOW + timedelta(days=12))
    number = getattr(data, "part_number", None) or data.device_number
    client = signed_in(world, who)
    assert name in offered(client, number)
    address = f"/lager/hjalpmedel/{number}/{DEEDS[name].slug}/"
    assert client.get(address).context["is_possible"]
    given = {"condition": "good", **{key: value for key, value in vars(data).items() if value not in ("", None)}, "on": DAY}
    given |= {"nothing_wrong": "yes"} if name == "release" else {}
    answer = client.post(address, {"command_id": str(uuid4()), **given})
    assert answer.status_code == 303, answer.context["form"].errors
    may_be_done_again = ("move", "block", "repair")  # from the workshop it may go on to its supplier
    assert name in may_be_done_again or name not in offered(client, number)


def test_only_the_desk_is_offered_what_decides_over_a_device(world: World, filip: Client) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=10))
    deciding = {"lost_by_holder", "sell"}
    seen = {
        who: {deed.name for deed in signed_in(world, who).get("/lager/hjalpmedel/D2002/").context["possible"].all}
        for who in ("filip", "eva")
    }
    assert seen["eva"] - seen["filip"] == deciding
    assert do(filip, "D2002", "salj", buyer="Luleå kommun", on=world.today).status_code == 403
    assert filip.get("/lager/hjalpmedel/D2002/forlorad/").status_code == 403
    assert state("D2002") == "with_person"


def test_a_reason_that_is_missing_is_said_at_its_field(world: World, filip: Client) -> None:
    for slug, field in (("karantan", "reason"), ("saknas", "reason"), ("sparra", "reason"), ("montera", "device_number")):
        answer = do(filip, "D1001", slug, on=world.today)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field]), slug
    unknown = do(filip, "D1001", "montera", device_number="X1", on=world.today)
    assert (unknown.status_code, list(unknown.context["form"].errors)) == (422, ["device_number"])


def test_where_a_wash_is_demanded_it_is_the_next_step_and_an_inspection_is_not_offered(world: World, filip: Client) -> None:
    world.run(set_return_rule, SetReturnRule("", 100, 50, world.today, wash_first=True, inspect_months=12), "eva")
    lend(world, "D2002", on=world.today - timedelta(days=10))
    take_back(world, "D2002", world.today)
    assert "wash" in offered(filip, "D2002")
    assert "inspect" not in offered(filip, "D2002")
    assert do(filip, "D2002", "kontrollera", condition="good", on=world.today).status_code == 422
    do(filip, "D2002", "tvatta", on=world.today)
    assert filip.get("/lager/hjalpmedel/D2002/").context["possible"].steps[0].name == "inspect"


def test_the_page_says_by_when_it_is_inspected_again(world: World, filip: Client) -> None:
    bought = Device.objects.get(number="D2002").purchased_on
    assert filip.get("/lager/hjalpmedel/D2002/").context["known"].inspection_due is None
    world.run(set_return_rule, SetReturnRule("", 100, 50, world.today, inspect_months=1), "eva")
    page = filip.get("/lager/hjalpmedel/D2002/")
    assert page.context["known"].inspection_due == inspection_due(bought, 1)
    assert page.context["known"].is_overdue == (inspection_due(bought, 1) < world.today)


def test_the_desk_sets_a_rule_and_a_wrong_number_is_said_at_its_field(world: World) -> None:
    eva = signed_in(world, "eva")
    given = {"command_id": str(uuid4()), "iso_prefix": "1222", "life_months": 96, "repair_percent": 50, "valid_from": world.today}
    wrong = eva.post("/lager/returregler/", {**given, "inspect_months": 0})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["inspect_months"])
    assert eva.post("/lager/returregler/", {**given, "wash_first": "on", "inspect_months": 12}).status_code == 303
    assert [(rule.iso_prefix, rule.wash_first, rule.inspect_months) for rule in eva.get("/lager/returregler/").context["rows"]] == [
        ("1222", True, 12)
    ]
    assert signed_in(world, "filip").get("/lager/returregler/").status_code == 403
