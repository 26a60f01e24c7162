"""One rollator all the way, as four people do it in their browsers: from a need to an invoice line, and back into stock."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from tests.support.browsing import faults
from tests.support.clock import stands
from tests.support.world import NOW, World

from handtag.apps.billing.models import Charge
from handtag.apps.orders.models import Order
from handtag.cli.chromium import find_chromium
from handtag.domain.values.money import format_kronor, round_half_up

pytestmark = [pytest.mark.browser, pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")]
At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Move the time of day for everyone, the pages included."""
    moment = [NOW]
    stands(monkeypatch, lambda: moment[0])

    def move(to: datetime) -> None:
        moment[0] = to

    return move


class Someone:
    """One of the world's people at a browser of their own; every page they come to is looked through for faults."""

    def __init__(self, chromium: Browser, site: str, world: World, name: str, scripts: bool) -> None:
        self.user = world.assignments[name].user
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce")
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.site, self.scripts = site, scripts
        self.signs_in()

    def signs_in(self) -> None:
        client = Client()
        client.force_login(self.user)
        self.page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.site}])

    def opens(self, path: str) -> None:
        """Whoever comes back on another day signs in again: the session ended meanwhile."""
        self.page.goto(self.site + path)
        if "/logga-in/" in self.page.url:
            self.signs_in()
            self.page.goto(self.site + path)
        self.looks()

    def presses(self, selector: str, leads_to: str) -> None:
        with self.page.expect_navigation(url=re.compile(leads_to)):
            self.page.locator(selector).first.click()
        self.looks()

    def looks(self) -> None:
        if self.scripts:
            assert faults(self.page) == []

    def scans(self, number: str, leads_to: str) -> None:
        self.opens("/")
        self.page.fill("form.scan input[name=number]", number)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(leads_to))
        self.looks()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_one_rollator_from_need_to_invoice_line_and_back_to_stock(
    chromium: Browser, site: str, world: World, at: At, scripts: bool
) -> None:
    people = [Someone(chromium, site, world, name, scripts) for name in ("cilla", "filip", "gun", "hanna")]
    cilla, filip, gun, hanna = people
    order = _prescribe_and_order(cilla, world)
    device = order.lines.get(is_accessory=False).device
    assert device is not None
    _pick_send_and_deliver(filip, order.number, device.number, at)
    _close_and_invoice(gun, at)
    _read_the_line(hanna, order.number, device.number)
    _back_to_stock(cilla, filip, device.number, at)

    for one in people:
        one.page.context.close()
    returned = world.fresh(device)
    assert (returned.state, returned.person_id, returned.times_reconditioned) == ("in_stock", None, device.times_reconditioned + 1)


def _prescribe_and_order(cilla: Someone, world: World) -> Order:
    cilla.opens(f"/personer/{world.key('asta')}/")
    cilla.presses('main a[data-shortcut="n"]', "/forskrivningar/ny/")
    cilla.page.fill("#id_need", "Går osäkert utomhus.")
    cilla.page.fill("#id_goal", "Gå till affären själv.")
    cilla.presses("main form button", "/hjalpmedel/")
    with cilla.page.expect_response(re.compile("q=rollator")):
        cilla.page.fill("#search-q", "rollator")
        if not cilla.scripts:
            cilla.page.keyboard.press("Enter")
    setting = cilla.page.locator('select[name="care_setting"]')
    with cilla.page.expect_response(re.compile("/fragor/")):
        setting.select_option("home_visit")
        if not cilla.scripts:
            cilla.page.locator('form:has(select[name="care_setting"]) button').first.click()
    cilla.page.wait_for_selector(".offer form button")
    cilla.looks()
    cilla.presses(".offer form button", "/order/ny/")
    cilla.presses("main form button", "/kvitto/")
    return Order.objects.get()


def _pick_send_and_deliver(filip: Someone, order: str, device: str, at: At) -> None:
    filip.scans(device, f"/i/{device}/")
    filip.presses(".floor-deed button", f"/i/{device}/")
    filip.opens("/lager/skicka/")
    filip.presses(f'form[action*="/skicka/{order}/"] button', "/lager/")
    at(datetime(2026, 11, 25, 9, tzinfo=UTC))
    filip.opens("/lager/leveranser/")
    filip.presses(f'form[action*="/leveranser/{order}/"] button', "/lager/")


def _close_and_invoice(gun: Someone, at: At) -> None:
    at(datetime(2026, 12, 1, 9, tzinfo=UTC))
    gun.opens("/fakturor/manad/2026-11/")
    gun.presses('form[action$="/stang/"] button', "/fakturor/")
    gun.presses('form[action$="/fakturera/"] button', "/fakturor/")


def _read_the_line(hanna: Someone, order: str, device: str) -> None:
    """The device officer follows the invoice to the line and finds the days, the price, the rule and the case; no person."""
    charge = Charge.objects.get(kind="rent")
    assert (charge.first_day, charge.last_day, charge.quantity) == (date(2026, 11, 25), date(2026, 11, 30), 6)
    assert charge.amount_ore == round_half_up(Fraction(charge.price_version.amount_ore * 12 * 6, 365))
    hanna.opens("/fakturor/?manad=2026-11")
    hanna.presses('main a[href^="/fakturor/5000001"]', "/fakturor/5000001/")
    hanna.presses(f'main a[href="/fakturor/rad/{charge.pk}/"]', "/fakturor/rad/")
    main = hanna.page.locator("main")
    for told in (format_kronor(charge.amount_ore), "2026-11-25", "2026-11-30", charge.rule, device, order):
        expect(main).to_contain_text(told)
    expect(main).not_to_contain_text("Asta")


def _back_to_stock(cilla: Someone, filip: Someone, device: str, at: At) -> None:
    at(datetime(2026, 12, 7, 9, tzinfo=UTC))
    cilla.opens(f"/order/hamtning/{device}/")
    cilla.presses("main form button", "/order/")
    at(datetime(2026, 12, 9, 9, tzinfo=UTC))
    for _step in ("it is back", "all of it", "it is washed", "it is fit", "it is ready for the next"):
        filip.scans(device, f"/i/{device}/")
        filip.presses(".floor-deed button", f"/i/{device}/")
