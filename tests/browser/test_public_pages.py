"""The agreements' and the assortment's pages in a real browser: accessible in every look, and usable without JavaScript."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from playwright.sync_api import Browser, Page, expect
from tests.support import agreement
from tests.support.browsing import LOOKS, faults, open_page
from tests.support.world import World

pytestmark = pytest.mark.browser
ASK = "/vem-betalar/"
VERSION = f"/avtal/{agreement.ID}/1/"
ADDRESSES = [
    ASK,
    f"{ASK}?product=122203",
    f"{ASK}?product=122203&age=12&prescriber_profession=nurse",
    f"{ASK}?product=040306",
    f"{ASK}?product=rolator&age=900",
    "/avtal/",
    VERSION,
    f"{VERSION}?q=saknas",
    f"/avtal/{agreement.ID}/",
    "/avtal/jamfor/",
    f"/avtal/jamfor/?fran={agreement.ID}/1&till={agreement.ID}/1",
]
SIGNED_IN = ["/sortiment/", "/sortiment/?q=saknas", "/sortiment/10001/", "/sortiment/10003/", "/sortiment/10010/"]


def sign_in(page: Page, site: str, world: World) -> Page:
    client = Client()
    client.force_login(world.assignments["anna"].user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    return page


def faults_at(page: Page, site: str, addresses: list[str]) -> dict[str, list[str]]:
    """The faults of each page that has any; a page that sends elsewhere is a fault too."""
    found = {}
    for address in addresses:
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        found[address] = faults(page) if page.url == site + address else [f"was sent to {page.url}"]
    return {address: wrong for address, wrong in found.items() if wrong}


@pytest.mark.law("WCAG 1.4.3")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_public_pages_have_no_accessibility_fault_in_any_look(chromium: Browser, site: str, width: int, scheme: str) -> None:
    page = open_page(chromium, site + ADDRESSES[0], width=width, scheme=scheme)
    assert faults_at(page, site, ADDRESSES) == {}


@pytest.mark.law("WCAG 1.4.3")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_assortment_has_no_accessibility_fault_in_any_look(chromium: Browser, site: str, world: World, width: int, scheme: str) -> None:
    page = sign_in(open_page(chromium, site + ASK, width=width, scheme=scheme), site, world)
    assert faults_at(page, site, SIGNED_IN) == {}


@pytest.mark.law("EN 301 549 9")
def test_who_pays_is_answered_without_javascript(chromium: Browser, site: str) -> None:
    page = open_page(chromium, site + ASK, java_script_enabled=False)
    page.fill("[name=product]", "122203")
    page.press("[name=product]", "Enter")
    page.fill("[name=age]", "40")
    page.select_option("[name=housing]", "ordinary")
    page.select_option("[name=care_setting]", "home_visit")
    page.click("main form button[type=submit]")
    expect(page.locator(".explain .answer").first).to_have_text(_("The municipality pays"))


def test_the_answer_follows_the_facts_and_the_address_can_be_shared(chromium: Browser, site: str) -> None:
    page = open_page(chromium, site + ASK)
    page.fill("[name=product]", "122203")
    page.press("[name=product]", "Tab")
    page.fill("[name=age]", "12")
    page.press("[name=age]", "Tab")
    expect(page.locator(".explain .answer").first).to_have_text(_("The region pays"))
    expect(page.locator("#said")).to_contain_text(_("The region pays"))
    expect(page).to_have_url(re.compile("age=12"))
    page.reload()
    expect(page.locator(".explain .answer").first).to_have_text(_("The region pays"))


@pytest.mark.law("WCAG 2.4.3")
def test_the_focus_stays_where_one_answers(chromium: Browser, site: str) -> None:
    page = open_page(chromium, f"{site}{ASK}?product=122203")
    page.focus("[name=housing]")
    page.select_option("[name=housing]", "ordinary")
    expect(page).to_have_url(re.compile("housing=ordinary"))
    expect(page.locator("[name=housing]")).to_be_focused()


def test_the_list_answers_as_one_types(chromium: Browser, site: str) -> None:
    page = open_page(chromium, site + VERSION)
    page.locator("#search-q").press_sequentially("rullstol")
    expect(page.locator("#products-scroll tbody tr:not(.group)")).to_have_count(1)
    expect(page.locator("#rad-122203")).to_be_visible()


def test_the_assortment_is_searched_without_javascript(chromium: Browser, site: str, world: World) -> None:
    page = sign_in(open_page(chromium, site + ASK, java_script_enabled=False), site, world)
    page.goto(f"{site}/sortiment/")
    page.fill("#search-q", "rollator plus")
    page.press("#search-q", "Enter")
    expect(page.locator("#articles tbody tr")).to_have_count(1)
    page.click("#articles tbody a")
    expect(page.locator("h1")).to_have_text("Rollator Lätt Plus")
