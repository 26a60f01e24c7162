"""Counted goods by hand from the pages: a spare part on a device and off it, and at a store what comes back, is scrapped and sent back."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.valid_pieces import CATHETER, TRAY, delivered, lot, sent
from tests.support.world import TODAY, World

from handtag.apps.orders.models import Order
from handtag.apps.stock.models import CountedMove, Device

DEVICE, STORE = "/lager/hjalpmedel/D1001/", "/lager/forrad/C/"


@pytest.fixture
def tage(world: World) -> Client:
    return signed_in(world, "tage")


def post(client: Client, path: str, **given: Any) -> Any:
    asked = {"command_id": str(uuid4()), "article_number": TRAY, "quantity": 2, "on": TODAY.isoformat(), **given}
    return client.post(path, asked, follow=True)


def test_a_part_is_used_on_a_device_and_its_page_says_so(tage: Client) -> None:
    assert "/lager/hjalpmedel/D1001/reservdel/" in tage.get(DEVICE).content.decode()
    answer = post(tage, f"{DEVICE}reservdel/", location_code="C", reason="Nytt fäste")
    assert CountedMove.objects.get(kind="mounted").note == "Nytt fäste"
    assert "Bricka till rollator" in answer.content.decode()
    off = tage.get(f"{DEVICE}reservdel-av/?artikel={TRAY}")
    assert off.context["form"].initial["article_number"] == TRAY
    post(tage, f"{DEVICE}reservdel-av/", location_code="F", quantity=1)
    assert CountedMove.objects.get(kind="detached").location.code == "F"


def test_a_scanned_package_names_the_article_and_the_lot(world: World, tage: Client) -> None:
    world.articles["catheter"].gtin = "07350053850019"
    world.articles["catheter"].save()
    made = lot(world, "L-1", TODAY.replace(year=2028), 5)
    post(tage, f"{DEVICE}reservdel/", location_code="C", article_number="(01)07350053850019(10)L-1")
    assert CountedMove.objects.get(kind="mounted").lot == made


@pytest.mark.parametrize(
    ("slug", "kind", "given"),
    [
        ("forbruka", "used_up", {"reason": "Provkörning"}),
        ("kassera", "decommissioned", {"reason": "damaged"}),
        ("till-leverantor", "returned_to_supplier", {"reason": "faulty"}),
    ],
)
def test_goods_leave_the_books_from_the_stores_page(tage: Client, slug: str, kind: str, given: dict[str, str]) -> None:
    path = f"{STORE}varor/{slug}/"
    assert path in tage.get(STORE).content.decode()
    refused = post(tage, path, quantity=21, **given)
    assert refused.context["form"].errors
    assert not CountedMove.objects.filter(kind=kind).exists()
    post(tage, path, **given)
    assert CountedMove.objects.get(kind=kind).quantity == -2


def test_goods_come_back_by_the_order_that_brought_them(world: World, tage: Client) -> None:
    order = delivered(world)
    post(tage, f"{STORE}varor/ater/", order_number=order, article_number=CATHETER)
    assert CountedMove.objects.get(kind="returned").order_number == order


def test_an_unknown_article_is_said_and_nothing_typed_is_lost(tage: Client) -> None:
    answer = post(tage, f"{STORE}varor/kassera/", article_number="99", reason="damaged")
    assert "article_number" in answer.context["form"].errors


def test_a_prescriber_has_no_such_pages(world: World) -> None:
    anna = signed_in(world, "anna")
    assert anna.get(f"{STORE}varor/kassera/").status_code in (403, 404)
    assert post(anna, f"{DEVICE}reservdel/", location_code="C").status_code in (403, 404)


def test_an_order_that_did_not_arrive_is_taken_back_on_its_page(world: World, tage: Client) -> None:
    order = sent(world)
    path = f"/order/{order}/"
    page = tage.get(path).content.decode()
    assert f"{path}kom-inte-fram/" in page
    wrong = tage.post(f"{path}kom-inte-fram/", {"command_id": str(uuid4()), "reason": "nobody_home"})
    assert wrong.context["undelivered_form"].errors
    tage.post(f"{path}kom-inte-fram/", {"command_id": str(uuid4()), "reason": "nobody_home", "location_code": "F"})
    assert Order.objects.get(number=order).state == "placed"
    assert Device.objects.get(number="D1001").state == "returned"
    assert f"{path}kom-inte-fram/" not in tage.get(path).content.decode()
