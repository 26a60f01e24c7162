"""What is typed finds what is meant, and what is expected first comes first."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.domain.searching.shelf import label, shelf

from handtag.domain.searching.reading import search

INDEX = shelf()
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "relevance.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"])
def test_what_is_typed_finds_what_is_meant(case: dict[str, Any]) -> None:
    found = search(INDEX, case["typed"])
    shown = [label(key) for key in found.keys(0, len(found))]
    first = case.get("first", [])
    assert shown[: len(first)] == first, shown
    assert set(case.get("finds", ())) <= set(shown), shown
    assert not set(case.get("never", ())) & set(shown), shown
    assert {word: list(meant) for word, meant in found.meant.items()} == case.get("meant", {})


def test_nothing_typed_shows_everything_that_can_be_had_before_what_is_phased_out() -> None:
    found = search(INDEX, "")
    shown = [label(key) for key in found.keys(0, 99)]
    assert len(found) == len(shown) == INDEX.number_of_entries
    assert shown[-1] == "R3"
