"""A technician's day with a phone: what came back is checked, washed, looked over, repaired and made ready, one scan for each step."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from tests.support.clock import stands
from tests.support.lending import lend, take_back
from tests.support.phone import Worker, phone_of
from tests.support.world import NOW, World

from handtag.apps.stock.models import ComponentCheck, Device, DeviceBlock, Inspection
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule

pytestmark = pytest.mark.browser


@pytest.fixture
def tage(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three devices have come back; their rule demands a wash, and D2003 is worth little."""
    stands(monkeypatch, NOW)
    world.run(set_return_rule, SetReturnRule("", 96, 50, world.today, wash_first=True, inspect_months=12), "eva")
    lend(world, "D2001", "D2002", "D2003", on=world.today - timedelta(days=20))
    for number in ("D2001", "D2002", "D2003"):
        take_back(world, number, world.today)
    return world


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_technicians_day(chromium: Browser, site: str, tage: World, scripts: bool) -> None:
    one = Worker(phone_of(chromium, site, tage, "tage", java_script_enabled=scripts), site, scripts=scripts)
    one.opens("/")
    one.opens("/skanna/?gor=components")
    one.scans("D2001")
    one.scans("D2002", note="Bältet saknas")
    one.opens("/skanna/?gor=wash")
    for number in ("D2001", "D2002", "D2003"):
        one.scans(number)
    assert {state(number) for number in ("D2001", "D2002", "D2003")} == {"washed"}
    one.opens("/skanna/?gor=inspect")
    one.scans("D2001", condition="good")
    one.scans("D2002", condition="worn", repair_ore="120", note="Bromsvajer")
    one.scans("D2003", condition="beyond_repair", note="Ramen är av")
    assert list(Inspection.objects.order_by("pk").values_list("action", "repair_ore")) == [
        ("reconditioned", 0), ("sent_to_workshop", 12_000), ("decommissioned", 0),
    ]  # fmt: skip
    one.opens("/skanna/?gor=repair")
    one.scans("D2002", to="workshop", note="Byt vajer")
    one.opens("/skanna/?gor=repaired&plats=C&fack=V-1")
    one.scans("D2002")
    one.opens("/skanna/?gor=inspect")
    one.scans("D2002", condition="good")
    one.opens("/skanna/?gor=recondition&fack=A-01")
    one.scans("D2001")
    one.scans("D2002")
    assert [state(number) for number in ("D2001", "D2002")] == ["in_stock", "in_stock"]
    one.opens("/skanna/?gor=quarantine&plats=C&fack=K-1")
    one.scans("D1001", note="Vägglöss")
    one.scans("D1002")
    one.opens("/i/D1001/")
    one.presses(".floor-deed button")
    assert sorted([state("D1001"), state("D1002")]) == ["in_stock", "quarantined"]
    one.opens("/skanna/?gor=fault")
    one.scans("D1003", reason="incident", note="Bromsen släpper")
    assert DeviceBlock.objects.get().device.number == "D1003"
    one.opens("/i/D1003/")
    one.fills_in("/lager/hjalpmedel/D2003/kassera/", reason="Ramen är av")
    assert state("D2003") == "decommissioned"
    one.fills_in("/lager/hjalpmedel/D2001/montera/", device_number="D2002")
    assert Device.objects.get(number="D2001").parent == Device.objects.get(number="D2002")
    assert list(ComponentCheck.objects.order_by("pk").values_list("complete", flat=True)) == [True, False]


def test_what_the_rule_demands_is_said_when_it_is_left_out(chromium: Browser, site: str, tage: World) -> None:
    one = Worker(phone_of(chromium, site, tage, "tage"), site)
    one.opens("/skanna/?gor=inspect")
    one.scans("D2001", condition="good")
    assert one.page.locator("[data-log] li").first.get_attribute("data-state") == "refused"
    assert state("D2001") == "returned"
    one.looks()


def test_what_is_asked_of_each_thing_is_asked_again_and_what_was_chosen_for_all_stays(chromium: Browser, site: str, tage: World) -> None:
    page = phone_of(chromium, site, tage, "tage")
    one = Worker(page, site)
    one.opens("/skanna/?gor=inspect")
    one.scans("D2001", condition="damaged", repair_ore="100", note="Hjulet")
    assert [page.input_value(f"[data-floor] [name={name}]") for name in ("condition", "repair_ore", "note")] == ["good", "", ""]
    one.opens("/skanna/?gor=quarantine&plats=C&fack=K-1")
    one.scans("D1001", note="Vägglöss")
    assert [page.input_value(f"[data-floor] [name={name}]") for name in ("note", "bin")] == ["Vägglöss", "K-1"]
