"""A store worker's day with a phone: goods come in, are controlled and put away, a transfer is unpacked, a shelf is counted."""

import pytest
from playwright.sync_api import Browser
from tests.support.clock import stands
from tests.support.phone import Worker, phone_of
from tests.support.purchasing import ordered
from tests.support.stores import sent_transfer
from tests.support.world import NOW, World

from handtag.apps.catalogue.models import Instruction
from handtag.apps.purchasing.models import PurchaseEvent
from handtag.apps.stock.models import Device, PiecesHeld
from handtag.apps.stores.models import Count, Stocktake

pytestmark = pytest.mark.browser
GTIN = "07350053850019"


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_store_workers_day_with_goods_in(chromium: Browser, site: str, world: World, monday: None, scripts: bool) -> None:
    world.articles["catheter"].gtin = GTIN
    world.articles["catheter"].save()
    Instruction.objects.create(article=world.articles["catheter"], step="goods_receipt", text="Räkna askarna, inte kartongerna.")
    order = ordered(world, catheter=50)
    transfer = sent_transfer(world, "D1001", "D1002")
    one = Worker(phone_of(chromium, site, world, java_script_enabled=scripts), site, scripts=scripts)
    one.opens("/")
    one.opens(f"/skanna/artikel/{world.articles['catheter'].number}/")
    one.opens("/skanna/?gor=arrive")
    one.scans(f"(01){GTIN}(17)280131(10)L7", tells="Räkna askarna", note="FS-1", quantity="50")
    counted = PurchaseEvent.objects.get(kind="counted")
    assert (counted.quantity, counted.lot, counted.line.order.number) == (50, "L7", order.number)
    one.fills_in(f"/inkop/kontroll/{counted.pk}/", accepted="50")
    assert PiecesHeld.objects.get(lot__code="L7").quantity == 50
    one.opens("/skanna/?gor=put_away")
    one.scans("https://hjalpmedel.example.se/h/C/A-07/", tells="A-07")
    one.scans("D1003")
    assert Device.objects.get(number="D1003").bin == "A-07"
    one.fills_in(f"/lager/flyttar/{transfer}/", came="(91)D1001")
    assert [Device.objects.get(number=number).state for number in ("D1001", "D1002")] == ["in_stock", "lost"]
    one.fills_in("/lager/forrad/C/inventera/", area="A", kind="continuous")
    one.opens("/skanna/?gor=count&plats=C&fack=A-07")
    one.scans("D1003")
    one.scans("10010", tells=world.articles["tray"].name, quantity="20")
    assert Count.objects.filter(stocktake=Stocktake.objects.get()).count() == 2
    for path in ("/skanna/", "/i/D1001/", "/i/D1002/", "/lager/hjalpmedel/D1003/", "/lager/hjalpmedel/D1003/flytta/"):
        one.opens(path)


def test_what_is_wrong_is_said_where_it_is_without_scripts(chromium: Browser, site: str, world: World, monday: None) -> None:
    page = phone_of(chromium, site, world, java_script_enabled=False)
    one = Worker(page, site, scripts=False)
    one.opens("/skanna/?gor=quarantine")
    one.scans("D1001")
    assert page.locator("[data-floor] [name=note][aria-invalid=true]").count() == 1
    assert page.input_value("[data-floor] [name=number]") == "D1001"
