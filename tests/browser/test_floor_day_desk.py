"""A day at the desk, with a phone in hand: what is lost and found, sold and stopped, the rules for returns, a stocktake approved."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from tests.support.clock import stands
from tests.support.lending import lend
from tests.support.phone import Worker, phone_of
from tests.support.stores import add_store, begin, compare
from tests.support.world import NOW, World

from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, ReturnRule
from handtag.apps.stores.models import Stocktake
from handtag.usecases.stock.block_device import BlockDevice, block_device

pytestmark = pytest.mark.browser


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_day_at_the_desk(chromium: Browser, site: str, world: World, monkeypatch: pytest.MonkeyPatch, scripts: bool) -> None:
    stands(monkeypatch, NOW)
    lend(world, "D2001", "D2002", on=world.today - timedelta(days=20))
    world.run(block_device, BlockDevice("D1001", "recall", "FSN 2026-4"), "filip")
    add_store(world)
    counted = begin(world)
    compare(world, counted)
    eva = Worker(phone_of(chromium, site, world, "eva", java_script_enabled=scripts), site, scripts=scripts)
    eva.opens("/")
    eva.fills_in("/lager/returregler/", iso_prefix="1222", life_months="96", repair_percent="50", inspect_months="12")
    assert ReturnRule.objects.get().inspect_months == 12
    eva.opens("/lager/hjalpmedel/D2001/")
    eva.fills_in("/lager/hjalpmedel/D2001/forlorad/", reason="Stulen ur trapphuset, polisanmäld")
    eva.fills_in("/lager/hjalpmedel/D2001/hittad/", reason="Lämnad vid entrén", location_code="F")
    assert state("D2001") == "returned"
    eva.fills_in("/lager/hjalpmedel/D2002/salj/", buyer="Luleå kommun")
    assert set(Rental.objects.values_list("end_on", flat=True)) == {world.today}
    eva.opens("/i/D1001/")
    eva.fills_in("/lager/hjalpmedel/D1001/hav-sparr/", reason="recall", note="Åtgärdad enligt tillverkaren")
    assert not Device.objects.get(number="D1001").blocked
    eva.opens("/lager/forrad/andras/")
    eva.opens(f"/lager/inventering/{counted}/")
    eva.presses(f"form[action$='/inventering/{counted}/godkann/'] button")
    assert Stocktake.objects.get(pk=counted).state == "approved"


def test_a_reason_that_is_missing_is_said_at_its_field(chromium: Browser, site: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)
    page = phone_of(chromium, site, world, "eva")
    eva = Worker(page, site)
    eva.fills_in("/lager/hjalpmedel/D1001/salj/")
    assert page.locator("[name=buyer][aria-invalid=true]").count() == 1
    assert state("D1001") == "in_stock"
