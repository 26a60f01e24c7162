"""The component library in a real browser: no accessibility fault, nothing wider than the screen, the keyboard works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.support.browsing import LOOKS, faults

from handtag.cli.chromium import ARGUMENTS, find_chromium

CHROMIUM = find_chromium()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    # Playwright's event loop runs in this thread, which Django takes for asynchronous code
    pytest.mark.usefixtures("transactional_db_outside_the_loop"),
]
SEEN = [(address, *look) for address in ("/_ui/", "/_ui/?fel=1") for look in LOOKS]
SEEN += [(address, *look) for address in ("/konto/logga-in/", "/konto/glomt/", "/no/such/page/") for look in LOOKS[::3]]


@pytest.fixture(scope="module")
def transactional_db_outside_the_loop() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    yield
    patch.undo()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=Path(str(CHROMIUM)), args=list(ARGUMENTS))
        yield started
        started.close()


def open_page(browser: Browser, server: LiveServer, address: str, **options: Any) -> Page:
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}).new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{server.url}{address}")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.law("WCAG 1.3.1")
@pytest.mark.parametrize(("address", "width", "scheme"), SEEN)
def test_no_accessibility_fault_and_nothing_wider_than_the_screen(
    browser: Browser, live_server: LiveServer, address: str, width: int, scheme: str
) -> None:
    page = open_page(browser, live_server, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert faults(page) == []
    page.context.close()


@pytest.mark.law("ASVS 3.4")
def test_nothing_on_the_page_breaks_the_content_policy(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/_ui/")
    page.wait_for_load_state("networkidle")
    assert complaints == []
    page.close()


@pytest.mark.law("WCAG 1.4.4")
def test_at_two_hundred_percent_nothing_must_be_read_sideways(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/", viewport={"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.context.close()


@pytest.mark.law("WCAG 2.1.1")
def test_the_keyboard_finds_search_rows_and_help(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/")
    page.keyboard.press("/")
    expect(page.locator("#search-q")).to_be_focused()
    page.keyboard.type("j/k?")
    expect(page.locator("#search-q")).to_have_value("j/k?")
    page.goto(f"{live_server.url}/_ui/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.row-here a.ds-link")).to_have_text("B-24181")
    expect(page.locator("tr.row-here a.ds-link")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("tr.row-here a.ds-link")).to_have_text("B-24180")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.context.close()


def test_a_search_answers_as_one_types_and_can_be_shared(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/")
    page.locator("#search-q").press_sequentially("lyft")
    expect(page.locator("#orders tbody tr")).to_have_count(1)
    expect(page.locator("#search-q")).to_be_focused()
    expect(page).to_have_url(re.compile(r"q=lyft"))
    page.reload()
    expect(page.locator("#orders tbody tr")).to_have_count(1)
    expect(page.locator("#search-q")).to_have_value("lyft")
    page.context.close()


@pytest.mark.law("EN 301 549 9")
def test_a_search_works_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/", java_script_enabled=False)
    page.locator("#search-q").fill("rull")
    page.locator(".filter-bar button").click()
    expect(page.locator("#orders tbody tr")).to_have_count(1)
    page.context.close()


@pytest.mark.law("WCAG 2.4.3")
def test_after_a_refused_form_the_focus_is_on_what_to_correct(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/?fel=1")
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").first.click()
    expect(page.locator("#id_personnummer")).to_be_focused()
    page.context.close()


def test_a_second_press_of_a_button_sends_nothing(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/")
    sent: list[str] = []
    page.route("**/utseende/", lambda route: sent.append(route.request.url))
    form = page.locator('form[action="/utseende/"]')
    form.evaluate("form => { form.requestSubmit(); form.requestSubmit(); form.requestSubmit(); }")
    page.wait_for_timeout(300)
    assert len(sent) == 1
    page.context.close()


@pytest.mark.law("WCAG 2.4.3")
def test_a_dialog_opens_closes_and_gives_the_focus_back(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/")
    opener = page.locator('[commandfor="scrap"]').first
    opener.click()
    expect(page.locator("#scrap")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#scrap")).to_be_hidden()
    expect(opener).to_be_focused()
    page.context.close()


@pytest.mark.law("EN 301 549 9")
def test_colours_can_be_chosen_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/", java_script_enabled=False)
    page.locator('button[name="scheme"][value="dark"]').click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(page).to_have_url(f"{live_server.url}/_ui/")
    page.context.close()


def test_a_printed_page_is_only_its_content(browser: Browser, live_server: LiveServer) -> None:
    page = open_page(browser, live_server, "/_ui/")
    page.emulate_media(media="print")
    for gone in (".top", ".filter-bar", ".ds-pagination", ".foot .choice"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("table").first).to_be_visible()
    assert page.locator("table.ds-table").first.evaluate("table => getComputedStyle(table).breakInside") == "auto"
    page.context.close()
