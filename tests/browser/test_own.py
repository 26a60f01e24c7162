"""The own view on a small phone, without scripts too: read by a screen reader, worked with a thumb, nothing wider than the screen."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.support.browsing import faults
from tests.support.clock import stands
from tests.support.lending import sent_order
from tests.support.own import fault, guardian, has
from tests.support.world import NOW, World

pytestmark = pytest.mark.browser
SMALL = {"width": 360, "height": 740}
START = "/mina-hjalpmedel/"


@pytest.fixture
def phone(chromium: Browser, site: str, world: World, monkeypatch: pytest.MonkeyPatch) -> Page:
    stands(monkeypatch, NOW)
    context = chromium.new_context(viewport=SMALL, locale="sv-SE", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(site + START)
    looks(page)
    page.fill("input[name=personnummer]", world.number("asta"))
    page.click("main form button[type=submit]")
    page.wait_for_url(f"{site}{START}")
    return page


def looks(page: Page, *, scripts: bool = True) -> None:
    """No fault that a screen reader or a thumb would meet, and every press is large enough (WCAG 2.2, 2.5.8)."""
    if scripts:
        assert faults(page) == []
    boxes = [one.bounding_box() for one in page.locator("main button, main a.ds-button").all()]
    assert [box for box in boxes if box and box["height"] < 24] == []


@pytest.mark.law("DOS-lagen")
def test_from_what_she_borrows_to_a_fault_told_and_the_power_given(phone: Page, site: str, world: World) -> None:
    has(world)
    sent_order(world, "D1002", person="asta")
    phone.goto(site + START)
    expect(phone.locator("h1")).to_have_text("Asta Ask")
    looks(phone)
    phone.locator("a[href*='/trasigt/D1001/']").click()
    looks(phone)
    phone.click("main form button[type=submit]")
    looks(phone)  # with the fault that nothing was written
    phone.fill("textarea[name=words]", "Bromsen tar inte")
    phone.click("main form button[type=submit]")
    expect(phone.locator("main")).to_contain_text("Bromsen tar inte")
    looks(phone)
    for tail in ("vem-har-last/", "villkor/"):
        phone.goto(f"{site}{START}{world.key('asta')}/{tail}")
        looks(phone)
    phone.goto(f"{site}{START}ombud/")
    looks(phone)


def test_staff_answer_on_the_same_phone(chromium: Browser, site: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.phone import phone_of

    stands(monkeypatch, NOW)
    key = fault(world, unsafe=True)
    guardian(world)
    page = phone_of(chromium, site, world, "cilla")
    for path in ("/personer/onskemal/", f"/personer/onskemal/{key}/", f"/personer/{world.key('asta')}/ombud/"):
        page.goto(site + path)
        assert faults(page) == [], path
