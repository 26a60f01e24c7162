"""`handtag screenshots`: the pictures of docs/images, taken of the demo county so that they never lie."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handtag.cli.chromium import ARGUMENTS, find_chromium
from handtag.cli.demo.build import DATA, ROOT
from handtag.cli.demo.county import read_county

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Shot:
    """One picture: its name, who is signed in (empty: nobody), the page, the width in pixels."""

    name: str
    user: str
    path: str
    width: int = 1280


SHOTS = (
    Shot("start", "karin", "/"),
    Shot("store", "lena", "/"),
    Shot("officer", "maj", "/"),
    Shot("controller", "olle", "/"),
    Shot("who-pays", "", "/vem-betalar/?product=rollator&age=82&housing=ordinary&care_setting=home_visit"),
    Shot("phone", "karin", "/", 360),
)


def run(argv: Sequence[str]) -> int:
    """Takes every picture, or those named. 1 when there is no Chromium."""
    parser = argparse.ArgumentParser(prog="handtag screenshots", description="Take the pictures of docs/images of the demo county.")
    parser.add_argument("name", nargs="*", help="only these: " + ", ".join(shot.name for shot in SHOTS))
    names = parser.parse_args(list(argv)).name
    chromium = find_chromium()
    if chromium is None:
        print("handtag screenshots: no Chromium found; install Debian's package chromium", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    county = min(path.parent for path in DATA.glob("*/county.yaml"))  # the one that `handtag demo` builds unless told otherwise
    password = read_county(county).password
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state, _served(Path(state)), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for shot in SHOTS:
            if not names or shot.name in names:
                _take(browser, shot, password, folder / f"{shot.name}.png")
                print(f"docs/images/{shot.name}.png")
        browser.close()
    return 0


def _take(browser: "Browser", shot: Shot, password: str, to: Path) -> None:
    page = browser.new_context(viewport={"width": shot.width, "height": 800}, locale="sv-SE").new_page()
    if shot.user:
        page.goto(f"{ADDRESS}/konto/logga-in/")
        page.fill("input[name=login]", shot.user)
        page.fill("input[name=password]", password)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
    page.goto(ADDRESS + shot.path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=to)
    page.context.close()


@contextmanager
def _served(state: Path) -> Iterator[None]:
    """The small demo county built in a folder of its own and served while the block runs."""
    env = {**os.environ, "HANDTAG_STATE_DIR": str(state), "HANDTAG_DEMO": "1"}
    command = (sys.executable, "-m", "handtag", "demo", "--size", "small", "--port", str(PORT))
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        _wait(server)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(server: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        try:
            urllib.request.urlopen(ADDRESS, timeout=5).close()
        except urllib.error.URLError:
            if server.poll() is not None:
                raise SystemExit("handtag screenshots: the demo did not start") from None
            time.sleep(0.1)
        else:
            return
    raise SystemExit("handtag screenshots: the demo did not answer")
