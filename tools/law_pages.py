"""docs/law/: what each law asks, what Handtag does, the tests that show it. Demands stand in docs/law/*.yaml, tests carry marks.

A mark is `@pytest.mark.law("PDL 4 kap. 3 §, HSLF-FS 2016:40 4 kap. 9 §")`: provisions as the demands write them, parted by a comma, where a
later one may leave out the act it shares with the one before.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "docs" / "law"
TESTS = ROOT / "tests"
WITHOUT = {  # why no test shows a demand, or not all of it
    "not yet": "Handtag does not do it",
    "own task": "the organisation's own task",
    "not possible here": "no test of a program can show it",
}
KEYS = {"provision", "asks", "here", "read", *WITHOUT}
UNREAD = "to be checked by a lawyer"


@dataclass(frozen=True)
class Demand:
    """One provision; `tests` are `path::name`; `read` says where its words were read, empty when they were not."""

    provision: str
    asks: str
    here: str
    read: str
    without: dict[str, str]
    tests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One law or set of rules; `acts` are the short names that provisions begin with and what they stand for."""

    name: str
    title: str
    about: str
    acts: dict[str, str]
    demands: tuple[Demand, ...] = field(default=())


def read_pages(folder: Path = LAW, marks: dict[str, list[str]] | None = None) -> list[Page]:
    """Every page with its tests. Raises ValueError for a key that is not one of KEYS."""
    files = [(path, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.yaml"))]
    found = read_marks([act for _, said in files for act in said["acts"]]) if marks is None else marks
    return [
        Page(path.stem, said["title"], said.get("about", ""), said["acts"], tuple(_demand(path, row, found) for row in said["demands"]))
        for path, said in files
    ]


def _demand(path: Path, row: dict[str, Any], marks: dict[str, list[str]]) -> Demand:
    if strange := row.keys() - KEYS:
        raise ValueError(f"{path.name}: {row.get('provision')}: what is {', '.join(sorted(strange))}?")
    without = {why: str(row[why]) for why in WITHOUT if why in row}
    return Demand(row["provision"], row["asks"], row.get("here", ""), row.get("read", ""), without, tuple(marks.get(row["provision"], ())))


def read_marks(acts: Iterable[str], folder: Path = TESTS) -> dict[str, list[str]]:
    """The tests of each provision that a mark names."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for provision in provisions(node, sorted(acts, key=len, reverse=True)):
                found.setdefault(provision, []).append(f"{path.relative_to(folder.parent)}::{getattr(node, 'name', '')}")
    return {provision: sorted(tests) for provision, tests in found.items()}


def provisions(node: ast.AST, acts: Iterable[str]) -> Iterator[str]:
    """What one test's law marks name."""
    for mark in getattr(node, "decorator_list", []):
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.law":
            act = ""
            for part in ast.literal_eval(mark.args[0]).split(", "):
                named = next((name for name in acts if part == name or part.startswith(f"{name} ")), None)
                act = named or act
                yield part if named or not act else f"{act} {part}"


def faults(pages: list[Page], marks: dict[str, list[str]]) -> list[str]:
    """What does not add up: a demand that no test shows and that does not say why, a mark that names no demand, one told twice."""
    demands = [demand for page in pages for demand in page.demands]
    wrong = [f"{one.provision}: neither a test nor why not" for one in demands if not one.tests and not one.without]
    wrong += [f"{one.provision}: does not say what Handtag does" for one in demands if one.tests and not one.here]
    wrong += [f"{provision}: told {n} times" for provision, n in Counter(one.provision for one in demands).items() if n > 1]
    unknown = marks.keys() - {one.provision for one in demands}
    return wrong + [f"{provision}: no demand in docs/law, marked by {', '.join(marks[provision])}" for provision in sorted(unknown)]


def written() -> dict[Path, str]:
    """The text of every page, and of the one that leads to them."""
    pages = read_pages()
    return {LAW / "README.md": overview(pages)} | {LAW / f"{page.name}.md": text_of(page) for page in pages}


def text_of(page: Page) -> str:
    parts = [f"# {page.title}"]
    if page.about:
        parts.append(page.about.strip())
    parts.append("\n".join(f"- {short}: {full}" for short, full in page.acts.items()))
    parts.append(table(("provision", "asks", "here", "shown by", "the words"), (row(demand) for demand in page.demands)))
    return "\n\n".join(parts)


def row(demand: Demand) -> tuple[str, ...]:
    shown = [f"`{test}`" for test in demand.tests]
    return demand.provision, demand.asks, demand.here, "<br>".join([*shown, *reasons(demand)]), demand.read or UNREAD


def reasons(demand: Demand) -> list[str]:
    return [f"**{why}**: {text}" for why, text in demand.without.items()]


def overview(pages: list[Page]) -> str:
    rows = [(f"[{page.title}]({page.name}.md)", *_counts(page)) for page in pages]
    total = ("all", *(sum(int(cells[n]) for cells in rows) for n in range(1, len(rows[0]))))
    lacking = [
        (f"[{demand.provision}]({page.name}.md)", demand.without["not yet"])
        for page in pages
        for demand in page.demands
        if "not yet" in demand.without
    ]
    meanings = "\n".join(f"- *{why}*: {meaning}" for why, meaning in WITHOUT.items())
    return (
        "# What the law asks, and what shows that Handtag does it\n\n"
        "One page for each law or set of rules: what it asks, what Handtag does, and the tests that fail if it stops doing so. "
        "`pytest -m law` runs them all. What is neither shown by a test nor excused here is a fault that a test reports.\n\n"
        f"{meanings}\n\n"
        "The developers know the laws as users of them, and no lawyer has read the pages: only where *the words* says so was the text "
        "itself before us. Let someone who knows read them once before you rely on them.\n\n"
        + table(("law", "demands", "shown by tests", *WITHOUT), [*rows, total])
        + "\n## Not yet\n\n"
        + table(("demand", "what is missing"), lacking)
    )


def _counts(page: Page) -> tuple[int, ...]:
    """All demands, those that a test shows, and those of each reason."""
    whys = (sum(why in demand.without for demand in page.demands) for why in WITHOUT)
    return len(page.demands), sum(bool(demand.tests) for demand in page.demands), *whys


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(heads), *[[re.sub(r"\s+", " ", str(cell)).replace("|", "\\|").strip() for cell in cells] for cells in rows]]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
