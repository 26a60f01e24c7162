"""A strategist at work in a real browser: the checks follow what is typed, and everything works without JavaScript too."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from playwright.sync_api import Browser, Page, expect
from tests.support import drafts
from tests.support.browsing import faults, open_page
from tests.support.clock import stands
from tests.support.world import NOW, World

from handtag.apps.agreements import store

pytestmark = pytest.mark.browser
WRONG = "A rule about what the text leaves open has an undecided answer and says why; no other rule does."


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)


def at_work(chromium: Browser, site: str, world: World, path: str, *, name: str = "siv", width: int = 1280, script: bool = True) -> Page:
    """A page as someone of the world sees it."""
    client = Client()
    client.force_login(world.assignments[name].user)
    page = open_page(chromium, f"{site}/vem-betalar/", width=width, java_script_enabled=script)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page.goto(site + path)
    return page


def test_the_checks_follow_what_is_typed_and_nothing_is_saved_before_it_is_said(chromium: Browser, site: str, world: World) -> None:
    key = drafts.started(world)
    page = at_work(chromium, site, world, f"/avtalsutkast/{key}/regel/children/")
    page.select_option("[name=then-payer]", "undetermined")
    expect(page.locator("#check")).to_contain_text(_(WRONG))
    assert drafts.row(key).revision == 0
    page.select_option("[name=then-payer]", "region")
    page.fill("[name=c0-to]", "19")
    page.press("[name=c0-to]", "Tab")
    expect(page.locator("#check")).not_to_contain_text(_(WRONG))
    page.click("#rule .ways button >> nth=0")
    expect(page).to_have_url(re.compile("/tabell/payer/$"))
    assert drafts.row(key).revision == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_condition_is_added_filled_in_and_saved(chromium: Browser, site: str, world: World, script: bool) -> None:
    key = drafts.started(world)
    page = at_work(chromium, site, world, f"/avtalsutkast/{key}/regel/home-visit/", script=script)
    page.select_option("[name=new-column]", "palliative")
    page.click("button[name=more]")
    page.check("[name=c1-values][value=true]")
    page.click("#rule .ways button >> nth=0")
    expect(page).to_have_url(re.compile("/tabell/payer/$"))
    rows = {row.id: row for table in store.content_of(drafts.row(key)).document.tables for row in table.rows}
    assert set(rows["home-visit"].when) == {"care_setting", "palliative"}


def test_a_draft_is_approved_by_someone_else_without_javascript(chromium: Browser, site: str, world: World) -> None:
    key = drafts.submitted(world)
    page = at_work(chromium, site, world, f"/avtalsutkast/{key}/", name="sten", script=False)
    page.get_by_role("button", name=_("Approve and publish")).click()
    expect(page.locator("main")).to_contain_text(_("Published:"))
    assert drafts.row(key).state == "approved"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_a_submitted_draft_have_no_accessibility_fault(chromium: Browser, site: str, world: World, width: int) -> None:
    key = drafts.submitted(world)
    page = at_work(chromium, site, world, f"/avtalsutkast/{key}/", name="sten", width=width)
    found = []
    for rest in ("", "verkan/", "andringar/", "tabell/payer/"):
        page.goto(f"{site}/avtalsutkast/{key}/{rest}")
        found += faults(page)
    assert found == []
