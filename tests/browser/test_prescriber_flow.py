"""The prescriber's flow in a real browser: few presses, no accessibility fault, nothing wider than a phone, and without scripts."""

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from tests.support.browsing import faults
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.cli.chromium import find_chromium

pytestmark = [pytest.mark.browser, pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")]
PRESSES = 6


def open_site(chromium: Browser, site: str, world: World, name: str, **options: Any) -> Page:
    client = Client()
    client.force_login(world.assignments[name].user)
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


class Hand:
    """Counts what a hand does with the mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, selector: str, leads_to: str) -> None:
        self.presses += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_url(re.compile(leads_to))


def order_a_rollator(page: Page, site: str, world: World) -> Hand:
    hand = Hand(page)
    page.goto(f"{site}/personer/{world.key('bror')}/")
    hand.press('main a[data-shortcut="n"]', "/forskrivningar/ny/")
    page.fill("#id_need", "Går osäkert utomhus.")
    page.fill("#id_goal", "Gå till affären själv.")
    hand.press("main form button", "/hjalpmedel/")
    page.fill("#search-q", "rollator")
    page.keyboard.press("Enter")
    page.wait_for_selector(".offer")
    hand.press(".offer form button", "/order/ny/")
    hand.press("main form button", "/kvitto/")
    return hand


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_rollator_for_a_known_person_takes_at_most_six_presses(chromium: Browser, site: str, world: World, scripts: bool) -> None:
    page = open_site(chromium, site, world, "anna", java_script_enabled=scripts)
    hand = order_a_rollator(page, site, world)
    assert hand.presses <= PRESSES
    expect(page.locator("h1")).to_contain_text(Order.objects.get().number)


def test_the_search_answers_as_one_types_and_a_question_as_one_answers(chromium: Browser, site: str, world: World) -> None:
    page = open_site(chromium, site, world, "cilla")
    page.goto(f"{site}/forskrivningar/ny/{world.key('asta')}/")
    page.fill("#id_need", "Går osäkert.")
    page.fill("#id_goal", "Gå ut själv.")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/hjalpmedel/"))
    page.keyboard.press("/")
    page.keyboard.type("rollator")
    page.wait_for_selector(".offer")
    expect(page.locator(".offer form")).to_have_count(0)
    page.locator('select[name="care_setting"]').select_option("home_visit")
    expect(page.locator(".offer form")).to_have_count(2)
    expect(page.locator("#search-q")).to_have_value("rollator")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_accessibility_fault_and_nothing_wider_than_the_screen(
    chromium: Browser, site: str, world: World, width: int, scheme: str
) -> None:
    page = open_site(chromium, site, world, "anna", viewport={"width": width, "height": 800}, color_scheme=scheme)
    order_a_rollator(page, site, world)
    order = Order.objects.get()
    prescription = order.prescription.key
    addresses = [
        "/", "/personer/", f"/personer/{world.key('bror')}/", f"/personer/{world.key('frida')}/uppgifter/",
        f"/personer/{world.key('hilda')}/grund/", f"/forskrivningar/ny/{world.key('bror')}/", "/forskrivningar/",
        f"/forskrivningar/{prescription}/", f"/forskrivningar/{prescription}/hjalpmedel/?q=r", "/order/",
        f"/order/{order.number}/", f"/order/{order.number}/kvitto/", f"/order/{order.number}/avbryt/",
    ]  # fmt: skip
    found = []
    for address in addresses:
        page.goto(f"{site}{address}")
        found += [f"{address}: {fault}" for fault in faults(page)]
    page.goto(f"{site}/forskrivningar/ny/{world.key('bror')}/")
    page.locator("main form button").first.click()
    page.wait_for_selector("#error-summary")
    assert found + faults(page) == []
