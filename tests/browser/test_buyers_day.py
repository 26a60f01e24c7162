"""A buyer's day, and the store's with it: what is needed is bought, confirmed later than promised, counted, controlled and on its shelf.
And a transfer loaded by scanning.
"""

from datetime import date

import pytest
from playwright.sync_api import Browser
from tests.support import prescribing
from tests.support.clock import stands
from tests.support.phone import Worker, phone_of
from tests.support.purchasing import agreed
from tests.support.stores import device, transfer
from tests.support.world import NOW, World

from handtag.apps.orders.models import Message, Order
from handtag.apps.purchasing.models import PurchaseEvent, PurchaseLine, PurchaseOrder
from handtag.apps.stock.models import Balance
from handtag.apps.stores.models import Transfer
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.promising import Accessory

pytestmark = pytest.mark.browser


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)


def trays(world: World) -> Order:
    """A customer who waits for more trays than there are."""
    data = PlaceOrder(prescribing.chosen(world), world.points["health_centre"].pk, (Accessory("10010", 25),))
    return Order.objects.get(number=world.run(place_order, data, "anna"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_need_to_the_shelf(chromium: Browser, site: str, world: World, monday: None, scripts: bool) -> None:
    agreed(world)
    waiting = trays(world)
    inga = Worker(phone_of(chromium, site, world, "inga", java_script_enabled=scripts), site, scripts=scripts)
    inga.opens("/")
    inga.fills_in("/inkop/artikel/10010/", reorder_point="30", pack_size="10", smallest_order="10")
    inga.opens("/inkop/")
    inga.fills("[name='antal-10010']", "40")
    inga.presses("main form.flow button[type=submit]")
    order = PurchaseOrder.objects.get()
    inga.opens("/inkop/order/?vy=drafts")
    inga.opens(f"/inkop/order/{order.number}/")
    inga.presses("#place button[type=submit]")
    line = PurchaseLine.objects.get()
    assert (line.state, line.quantity) == ("ordered", 40)
    inga.fills("#confirm [name=promised_on]", "2026-12-14")
    inga.presses("#confirm button[type=submit]")
    promised = waiting.lines.get(article__number="10010")
    assert (promised.promised_on, promised.first_promised_on) == (date(2026, 12, 15), date(2026, 12, 1))
    assert Message.objects.filter(code="supplier_day", to=waiting.placed_by).exists()

    filip = Worker(phone_of(chromium, site, world, "filip", java_script_enabled=scripts), site, scripts=scripts)
    filip.opens("/inkop/godsmottagning/")
    filip.opens("/skanna/")
    if scripts:
        filip.page.fill("[data-floor] input[name=number]", order.number)
        with filip.page.expect_navigation():
            filip.page.keyboard.press("Enter")
        filip.looks()
        assert filip.page.url.endswith(f"/inkop/godsmottagning/{order.number}/")
    filip.fills_in(f"/inkop/godsmottagning/{order.number}/", **{"delivery_note": "FS-9", "place": "Port 2", f"quantity-{line.pk}": "40"})
    counted = PurchaseEvent.objects.get(kind="counted")
    filip.fills_in(f"/inkop/kontroll/{counted.pk}/", accepted="38", rejected="2", reason="damaged")
    assert Balance.objects.get(article=world.articles["tray"], location=world.locations["C"]).quantity == 58
    inga.opens(f"/inkop/order/{order.number}/")
    inga.opens("/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_transfer_is_loaded_by_scanning_and_leaves(chromium: Browser, site: str, world: World, monday: None, scripts: bool) -> None:
    made = transfer(world, rollator=1, gripper=5)
    filip = Worker(phone_of(chromium, site, world, "filip", java_script_enabled=scripts), site, scripts=scripts)
    filip.opens(f"/lager/flyttar/{made}/")
    filip.opens(f"/skanna/?gor=load&flytt={made}")
    filip.scans("D1001")
    filip.scans("60001", quantity="4")
    filip.opens("/skanna/?gor=send")
    filip.scans(f"F{made}")
    assert (Transfer.objects.get().state, device("D1001").state) == ("sent", "in_transfer")
    filip.opens(f"/lager/flyttar/{made}/")


def test_a_scanned_device_is_what_the_parts_are_used_on(chromium: Browser, site: str, world: World, monday: None) -> None:
    page = phone_of(chromium, site, world, "filip")
    filip = Worker(page, site)
    filip.opens("/skanna/?gor=spare_part&plats=C")
    filip.scans("D1001")
    assert page.input_value("[data-floor] [name=device]") == "D1001"
    filip.scans("10010", tells="D1001", quantity="1", note="Nytt handtag")
    assert page.input_value("[data-floor] [name=device]") == "D1001", "it stays for the next part"
    for way in ("pieces_back", "use_up", "scrap", "load"):
        filip.opens(f"/skanna/?gor={way}")
