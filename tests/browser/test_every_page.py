"""Every page there is, found in the URL resolver, as the first role that may see it: accessible, and no wider than the screen."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.support.browsing import faults
from tests.support.canaries import add_cases
from tests.support.visits import addresses
from tests.support.world import World

from handtag.cli.chromium import find_chromium

pytestmark = [pytest.mark.browser, pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")]
ROLES = ("cilla", "eva", "filip", "gun", "hanna", "ivan", "siv", "lova", "")
# Not pages: files, answers to a POST alone, and the log-in library's own steps, which are gone through in test_ui_catalogue.
NOT_PAGES = ("/api/", "/konto/")


class Visitor:
    """Someone's client, to learn which pages they may see, and their browser, to look at one."""

    def __init__(self, chromium: Browser, site: str, world: World, name: str, width: int, scheme: str) -> None:
        self.client = Client()
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        if name:
            self.client.force_login(world.assignments[name].user)
            context.add_cookies([{"name": "sessionid", "value": self.client.cookies["sessionid"].value, "url": site}])
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)

    def sees(self, path: str) -> bool:
        answer = self.client.get(path)
        return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.law("DOS-lagen, WCAG 1.4.10")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_page_is_accessible_and_fits(chromium: Browser, site: str, world: World, width: int, scheme: str) -> None:
    things = add_cases(world).theirs
    visitors = [Visitor(chromium, site, world, name, width, scheme) for name in ROLES]
    found, looked_at = [], []
    for address in addresses(things):
        visitor = next((one for one in visitors if not address.path.startswith(NOT_PAGES) and one.sees(address.path)), None)
        if visitor is not None:
            visitor.page.goto(site + address.path)
            looked_at.append(address.name)
            found += [f"{address.path}: {fault}" for fault in faults(visitor.page)]
    assert found == []
    assert len(looked_at) > 35, looked_at
