"""The documentation leads somewhere: no dead link, no decision that is not listed, no page that nobody finds."""

import re
from pathlib import Path

from tests.architecture.house import ROOT, name

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def links(page: Path) -> list[str]:
    return [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]


def test_every_link_leads_to_a_file() -> None:
    dead = [f"{name(page)}: {link}" for page in PAGES for link in links(page) if not (page.parent / link).exists()]
    assert dead == []


def test_every_page_is_reached_from_the_start_page() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md", DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            waiting += [(page.parent / link).resolve() for link in links(page)]
    assert sorted(name(page) for page in set(DOCS.rglob("*.md")) - seen) == []


def test_a_dead_link_is_recognised() -> None:
    assert LINK.findall("see [the house](explanation/house.md#why) and [that](https://x.se/a)") == [
        "explanation/house.md",
        "https://x.se/a",
    ]
