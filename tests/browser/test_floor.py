"""A day on the floor with a phone: typed codes, a camera, no scripts at all, and a network that comes and goes."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Route, expect, sync_playwright
from tests.support.browsing import faults
from tests.support.clock import stands
from tests.support.lending import allocated_order, lend
from tests.support.phone import Worker, phone_of, said, scan
from tests.support.world import NOW, World

from handtag.apps.stock.models import Device, Move
from handtag.cli.chromium import ARGUMENTS, find_chromium

CHROMIUM = find_chromium()
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
GTIN = "07350053850019"
LABEL = f"(01){GTIN}(21)S-D2002(91)D2002"


def film(path: Path) -> Path:
    """What the camera sees: the label of D2002, held before it."""
    code = zxingcpp.create_barcode(LABEL, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True)
    drawn = Image.fromarray(code.to_image(scale=10))
    frame = Image.new("RGB", (640, 480), "white")
    frame.paste(drawn.convert("RGB"), (320 - drawn.width // 2, 240 - drawn.height // 2))
    picture = io.BytesIO()
    frame.save(picture, "JPEG", quality=95)
    path.write_bytes(picture.getvalue() * 10)
    return path


@pytest.fixture(scope="module")
def chromium(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera shows a film, and asks nobody whether it may."""
    shown = film(tmp_path_factory.mktemp("camera") / "label.mjpeg")
    camera = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", f"--use-file-for-fake-video-capture={shown}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=Path(str(CHROMIUM)), args=[*ARGUMENTS, *camera])
        yield started
        started.close()


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)


def state(number: str) -> str:
    return str(Device.objects.get(number=number).state)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_store_worker_s_day_on_a_phone(chromium: Browser, site: str, world: World, monday: None, scripts: bool) -> None:
    order = allocated_order(world, "D2001", "D2003", pieces={"tray": 2})
    lend(world, "D2002", on=world.today - timedelta(days=20))
    filip = Worker(phone_of(chromium, site, world, java_script_enabled=scripts), site, scripts=scripts)
    filip.opens("/")
    filip.presses('#picks a[href*="omrade=A"]')
    filip.scans("D2001")
    filip.scans("d2003", tells="D2003")
    filip.opens(f"/o/{order.number}/")
    filip.opens("/skanna/?gor=pick&plats=C")
    filip.presses("[data-stops] form button")
    assert set(order.lines.values_list("state", flat=True)) == {"picked"}
    filip.opens("/skanna/?gor=send")
    filip.scans(f"(400){order.number}", tells=order.number)
    assert set(order.lines.values_list("state", flat=True)) == {"sent"}
    filip.opens("/skanna/?gor=return&plats=C")
    filip.scans("D2002")
    assert state("D2002") == "returned"
    filip.opens("/i/D2002/")
    for _step in ("the parts", "wash", "inspect", "recondition"):
        filip.presses(".floor-deed button")
    assert state("D2002") == "in_stock"
    for path in ("/skanna/", "/skanna/?gor=put_away&plats=C&fack=A-01", "/h/C/A-01/", "/skanna/artikel/10010/", "/skanna/artikel/10001/"):
        filip.opens(path)


def test_what_is_picked_is_struck_from_the_list(chromium: Browser, site: str, world: World, monday: None) -> None:
    allocated_order(world, "D2001", "D2003")
    page = phone_of(chromium, site, world)
    page.goto(site + "/skanna/?gor=pick&plats=C")
    scan(page, "D2001")
    expect(page.locator("[data-stops] li.is-done")).to_have_count(1)
    scan(page, "D1001")
    expect(page.locator("[data-log] li[data-state=refused]")).to_have_count(1)


def test_the_camera_reads_a_label_and_leads_to_the_device(chromium: Browser, site: str, world: World, monday: None) -> None:
    page = phone_of(chromium, site, world, permissions=["camera"])
    page.goto(site + "/skanna/")
    page.click("[data-camera]")
    page.wait_for_url(re.compile("/i/D2002/"))
    assert faults(page) == []


def test_what_the_camera_goes_on_seeing_is_one_scan(chromium: Browser, site: str, world: World, monday: None) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=20))
    page = phone_of(chromium, site, world, permissions=["camera"])
    page.goto(site + "/skanna/?gor=return&plats=C")
    page.click("[data-camera]")
    said(page, "D2002")
    page.wait_for_timeout(1500)
    expect(page.locator("[data-log] li")).to_have_count(1)
    assert Move.objects.filter(device__number="D2002", kind="returned").count() == 1


def test_without_a_camera_the_page_says_what_to_do(chromium: Browser, site: str, world: World, monday: None) -> None:
    page = phone_of(chromium, site, world)
    page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('none'))")
    page.goto(site + "/skanna/")
    page.click("[data-camera]")
    expect(page.locator("[data-log] li[data-state=refused]")).to_have_count(1)


def test_scans_without_a_network_wait_in_the_phone_and_are_done_once(chromium: Browser, site: str, world: World, monday: None) -> None:
    page = phone_of(chromium, site, world)
    page.goto(site + "/skanna/?gor=put_away&plats=F&fack=K-1")
    page.context.set_offline(True)
    scan(page, "D1001")
    scan(page, "D1002")
    expect(page.locator("[data-queue]")).to_contain_text("D1001, D1002")
    assert set(Device.objects.filter(number__in=["D1001", "D1002"]).values_list("bin", flat=True)) == {"A-01"}
    page.context.set_offline(False)
    expect(page.locator("[data-log] li[data-state=done]")).to_have_count(2)
    expect(page.locator("[data-queue]")).to_be_empty()
    moves = Move.objects.filter(kind="moved", to_bin="K-1")
    assert sorted(moves.values_list("device__number", flat=True)) == ["D1001", "D1002"]


def test_a_scan_whose_answer_was_lost_is_sent_again_and_done_once(chromium: Browser, site: str, world: World, monday: None) -> None:
    page = phone_of(chromium, site, world)
    page.goto(site + "/skanna/?gor=put_away&plats=F&fack=K-1")
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/skanna/*", lose_the_first)
    page.route("**/skanna/", lose_the_first)
    scan(page, "D1001")
    expect(page.locator("[data-queue]")).to_contain_text("D1001")
    assert lost == [200], "the server did it, and the phone does not know"
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-log] li[data-state=done]")).to_have_count(1)
    assert Move.objects.filter(device__number="D1001", kind="moved").count() == 1


def test_what_waits_is_sent_when_the_page_is_opened_again_but_only_by_who_scanned_it(
    chromium: Browser, site: str, world: World, monday: None
) -> None:
    page = phone_of(chromium, site, world)
    page.goto(site + "/skanna/?gor=put_away&plats=F&fack=K-1")
    page.context.set_offline(True)
    scan(page, "D1001")
    expect(page.locator("[data-queue]")).to_contain_text("D1001")
    page.evaluate(
        "localStorage.setItem('handtag-floor', localStorage.getItem('handtag-floor').replaceAll('\"actor\":\"', '\"actor\":\"x'))"
    )
    page.context.set_offline(False)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert Device.objects.get(number="D1001").bin == "A-01", "another's scans are not sent as mine"
    page.evaluate(
        "localStorage.setItem('handtag-floor', localStorage.getItem('handtag-floor').replaceAll('\"actor\":\"x', '\"actor\":\"'))"
    )
    page.reload()
    expect(page.locator("[data-log] li[data-state=done]")).to_have_count(1)
    assert Device.objects.get(number="D1001").bin == "K-1"
