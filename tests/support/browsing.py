"""Pages in a real browser: opening one as someone sees it, and what is wrong with it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


def open_page(browser: Browser, address: str, *, width: int = 1280, scheme: str = "light", **options: Any) -> Page:
    """A page in a context of its own, loaded and still."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def faults(page: Page) -> list[str]:
    """Accessibility faults, and whether something is wider than the screen."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wide = [f"{too_wide} px wider than the screen"] if too_wide > 0 else []
    return wide + [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
