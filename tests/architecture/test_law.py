"""Every demand of the law is shown by a test or says plainly why not; every mark in the tests belongs to a demand."""

import ast
from pathlib import Path

import pytest

from tools import law_pages

ACTS = [act for page in law_pages.read_pages(marks={}) for act in page.acts]


def page(*demands: law_pages.Demand) -> law_pages.Page:
    return law_pages.Page("x", "X", "", {"X": "a law"}, demands)


def demand(provision: str = "X 1 §", *, here: str = "it does", tests: tuple[str, ...] = (), **without: str) -> law_pages.Demand:
    return law_pages.Demand(provision, "something", here, "", without, tests)


def test_every_demand_is_shown_by_a_test_or_says_why_not() -> None:
    pages = law_pages.read_pages()
    assert len(pages) > 10
    assert law_pages.faults(pages, law_pages.read_marks(ACTS)) == []


@pytest.mark.parametrize(
    ("demands", "marks", "fault"),
    [
        ([demand()], {}, "X 1 §: neither a test nor why not"),
        ([demand(here="", tests=("a::b",))], {"X 1 §": ["a::b"]}, "X 1 §: does not say what Handtag does"),
        ([demand(tests=("a::b",)), demand(tests=("a::b",))], {"X 1 §": ["a::b"]}, "X 1 §: told 2 times"),
        ([], {"X 2 §": ["a::b"]}, "X 2 §: no demand in docs/law, marked by a::b"),
    ],
)
def test_a_page_that_does_not_add_up_is_found(demands: list[law_pages.Demand], marks: dict[str, list[str]], fault: str) -> None:
    assert law_pages.faults([page(*demands)], marks) == [fault]


def test_a_demand_that_says_why_needs_no_test() -> None:
    assert law_pages.faults([page(demand(here="", **{"own task": "theirs"}))], {}) == []


def test_a_mark_names_several_provisions_and_may_leave_out_the_act() -> None:
    code = '@pytest.mark.law("PDL 4 kap. 3 §, 4 kap. 4 §, HSLF-FS 2016:40 3 kap.")\n@pytest.mark.law("OSL 25 kap.")\ndef test_a(): ...'
    found = law_pages.provisions(ast.parse(code).body[0], sorted(ACTS, key=len, reverse=True))
    assert list(found) == ["PDL 4 kap. 3 §", "PDL 4 kap. 4 §", "HSLF-FS 2016:40 3 kap.", "OSL 25 kap."]


def test_a_word_that_is_none_of_a_demands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("title: X\nacts: {X: a law}\ndemands: [{provision: X 1 §, asks: a, done: yes}]", encoding="utf-8")
    with pytest.raises(ValueError, match="what is done"):
        law_pages.read_pages(tmp_path, {})
