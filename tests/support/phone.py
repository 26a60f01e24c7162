"""A phone at work: someone signed in, scanning and pressing, every page looked through for faults."""

from typing import Any

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.support.browsing import faults
from tests.support.world import NOW, World

PHONE = {"width": 390, "height": 844}


def phone_of(chromium: Browser, site: str, world: World, name: str = "filip", **options: Any) -> Page:
    """The phone of someone who is signed in."""
    context: BrowserContext = chromium.new_context(viewport=PHONE, reduced_motion="reduce", locale="sv-SE", **options)  # type: ignore[arg-type]
    client = Client()
    client.force_login(world.assignments[name].user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=20_000)
    # The page's own clock is the world's: what a scan is dated follows from it.
    page.clock.set_fixed_time(NOW)
    return page


def scan(page: Page, code: str) -> None:
    page.fill("[data-floor] input[name=number]", code)
    page.keyboard.press("Enter")


def said(page: Page, text: str) -> None:
    expect(page.locator("[data-log] li").first).to_contain_text(text)


class Worker:
    """Someone at a phone. With scripts a scan's answer stands in the list below the box; without, the page comes back."""

    def __init__(self, page: Page, site: str, *, scripts: bool = True) -> None:
        self.page, self.site, self.scripts = page, site, scripts

    def opens(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.looks()

    def looks(self) -> None:
        if self.scripts:
            assert faults(self.page) == []

    def scans(self, code: str, tells: str = "", **given: str) -> None:
        for name, value in given.items():
            self.fills(f"[data-floor] [name={name}]", value)
        if self.scripts:
            scan(self.page, code)
            said(self.page, tells or code)
            return
        with self.page.expect_navigation():
            scan(self.page, code)

    def fills(self, selector: str, value: str) -> None:
        field = self.page.locator(selector).first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def presses(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.looks()

    def fills_in(self, path: str, **given: str) -> None:
        """A form that stands on a page of its own: its questions answered and sent."""
        self.opens(path)
        for name, value in given.items():
            radio = self.page.locator(f"main form input[type=radio][name={name}][value='{value}']")
            if radio.count():
                radio.check()
            else:
                self.fills(f"main form [name={name}]", value)
        self.presses("main form.stack button[type=submit]")
