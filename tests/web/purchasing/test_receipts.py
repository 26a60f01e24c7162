"""Goods receipt on pages: found by number, counted, controlled, each with its article's instruction."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.purchasing import counted, line_of, ordered
from tests.support.world import World

from handtag.apps.catalogue.models import Instruction
from handtag.apps.purchasing.models import PurchaseEvent
from handtag.apps.stock.models import Balance, Device


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, {"command_id": str(uuid4()), **given})


def test_an_orders_number_leads_to_counting_it(world: World, filip: Client) -> None:
    order = ordered(world)
    page = filip.get("/inkop/godsmottagning/").content.decode()
    assert order.number in page
    assert filip.get(f"/inkop/godsmottagning/?q={order.number}").headers["Location"] == f"/inkop/godsmottagning/{order.number}/"
    assert order.number not in filip.get("/inkop/godsmottagning/?q=sittdyna").content.decode()


def test_counted_and_controlled_into_stock(world: World, filip: Client) -> None:
    order = ordered(world)
    line = line_of(order)
    Instruction.objects.create(article=line.article, step="quality_control", text="Prova bromsarna.")
    given = {"delivery_note": "FS-1", "on": world.today, "place": "Port 2", f"quantity-{line.pk}": "2"}
    answer = post(filip, f"/inkop/godsmottagning/{order.number}/", **given)
    event = PurchaseEvent.objects.get(kind="counted")
    assert answer.headers["Location"] == f"/inkop/kontroll/{event.pk}/"
    page = f"/inkop/kontroll/{event.pk}/"
    assert "Prova bromsarna." in filip.get(page).content.decode()
    given = {"devices": "N1;SN-1\n\nN2\n", "rejected": "", "reason": "", "note": "", "bin": "B-1", "on": world.today}
    assert post(filip, page, **given).headers["Location"] == "/inkop/godsmottagning/"
    assert Device.objects.get(number="N1").serial_number == "SN-1"


def test_pieces_are_controlled_by_count_and_some_sent_back(world: World, filip: Client) -> None:
    event = counted(world, 10, tray=10)
    page = f"/inkop/kontroll/{event.pk}/"
    without_reason = post(filip, page, accepted="7", rejected="3", reason="", note="", on=world.today)
    assert without_reason.status_code == 422
    assert list(without_reason.context["form"].errors) == ["reason"]
    assert post(filip, page, accepted="7", rejected="3", reason="damaged", note="Spruckna", on=world.today).status_code == 303
    assert Balance.objects.get(article=world.articles["tray"]).quantity == 27


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(world: World, filip: Client) -> None:
    order = ordered(world)
    line = line_of(order)
    page = f"/inkop/godsmottagning/{order.number}/"
    answer = post(filip, page, delivery_note="", on=world.today, place="", **{f"quantity-{line.pk}": "2"})
    assert answer.status_code == 422
    assert 'value="2"' in answer.content.decode()
    assert post(filip, page, delivery_note="FS", on=world.today, place="").status_code == 422
    taken = counted(world, 1, note="FS-2")
    answer = post(filip, f"/inkop/kontroll/{taken.pk}/", devices="D1001", rejected="", reason="", note="", bin="", on=world.today)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["devices"])


def test_an_order_with_nothing_to_come_says_so(world: World, filip: Client) -> None:
    event = counted(world, 10, tray=10)
    post(filip, f"/inkop/kontroll/{event.pk}/", accepted="10", rejected="", reason="", note="", on=world.today)
    assert "<form" in filip.get(f"/inkop/godsmottagning/{event.line.order.number}/").content.decode()
    assert filip.get(f"/inkop/godsmottagning/{event.line.order.number}/").context["lines"] == []


def test_a_buyer_does_not_receive(world: World) -> None:
    assert signed_in(world, "inga").get("/inkop/godsmottagning/").status_code == 403


def test_the_makers_code_may_stand_after_the_number(world: World, filip: Client) -> None:
    event = counted(world, 2)
    code = "(01)07350053850019(17)300131(10)L7(21)SER7"
    given = {"devices": f"N1;{code}\nN2;07350053850026", "rejected": "", "reason": "", "note": "", "bin": "", "on": world.today}
    assert post(filip, f"/inkop/kontroll/{event.pk}/", **given).status_code == 303
    rows = Device.objects.filter(number__in=["N1", "N2"]).order_by("number").values_list("serial_number", "udi", "lot__code")
    assert list(rows) == [("SER7", code, "L7"), ("07350053850026", "", None)]
