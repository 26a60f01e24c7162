"""The house knows no county: what differs between counties is data in agreements/, never code.

A docstring or comment may cite the agreement that a rule was learned from; code, texts and templates may not.
"""

import ast
import re
from pathlib import Path

import pytest
from tests.architecture.house import SOURCES, files, name

# Places that are also words, first names or surnames; as code identifiers all longer names are found anyway.
AMBIGUOUS = {"Mark", "Vara", "Ale", "Mora", "Lund", "Sala", "Salem", "Berg", "Nora", "Kil", "Eda"}
TIME_ZONE = "Europe/Stockholm"
PLACES = [
    line
    for line in (Path(__file__).parent / "swedish_places.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PATTERN = re.compile(r"\b(?:" + "|".join(re.escape(place) for place in PLACES if place not in AMBIGUOUS) + r")s?\b")
ASCII = str.maketrans("åäöé", "aaoe")
IDENTIFIERS = {re.sub(r"[^a-z]+", "_", place.lower().translate(ASCII)) for place in PLACES if len(place) > 5}
DESCRIPTION = SOURCES / "api" / "openapi.json"


def places_in(text: str) -> list[str]:
    text = text.replace(TIME_ZONE, "")
    found = PATTERN.findall(text)
    return found + sorted(IDENTIFIERS & set(re.findall(r"[a-z]+(?:_[a-z]+)*", text)))


def without_citations(path: Path) -> str:
    """The file's text; of a Python module only what is executed, and nothing of what is written from docstrings."""
    text = "" if path == DESCRIPTION else path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    module = ast.parse(text)
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body = [*node.body[1:], ast.Pass()]
    return ast.unparse(module)


def test_all_counties_and_municipalities_are_looked_for() -> None:
    assert len(PLACES) >= 290
    assert {"Norrbotten", "Skåne", "Luleå", "Malmö"} <= set(PLACES)


@pytest.mark.parametrize("suffix", [".py", ".html", ".js", ".css", ".sql", ".yaml", ".json"])
def test_no_county_or_municipality_is_named_in_the_code(suffix: str) -> None:
    named = {name(path): places_in(without_citations(path)) for path in files(suffix, SOURCES)}
    assert {path: places for path, places in named.items() if places} == {}


def test_a_place_in_a_docstring_is_a_citation_and_in_a_text_is_not(tmp_path: Path) -> None:
    module = tmp_path / "rule.py"
    module.write_text('"""Source: Norrbotten, section 3."""\nTITLE = "Region Skåne"\n', encoding="utf-8")
    assert places_in(without_citations(module)) == ["Skåne"]


@pytest.mark.parametrize("text", ["if county == 'Norrbotten':", "# as in Skånes avtal", "gavleborg = 21", "Region Jämtland"])
def test_a_place_in_code_is_recognised(text: str) -> None:
    assert places_in(text)


def test_the_time_zone_is_no_place() -> None:
    assert places_in('ZoneInfo("Europe/Stockholm")') == []
