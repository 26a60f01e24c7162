"""Situations from the sources, from need to the agreement's answer, and what becomes of them when life changes."""

import pytest
from tests.stories.teller import stories, tell


@pytest.mark.parametrize("name", stories())
def test_the_story_goes_as_the_source_says(db: None, name: str) -> None:
    assert tell(stories()[name])


def test_a_story_that_goes_otherwise_is_found(db: None) -> None:
    story = next(one for one in stories().values() if "gets" in one["happens"][-1])
    *before, last = story["happens"]
    other = {"region": "municipality", "municipality": "region"}[last["gets"]["payer"]]
    with pytest.raises(AssertionError, match="'payer'"):
        tell({**story, "happens": [*before, {**last, "gets": {**last["gets"], "payer": other}}]})


def test_a_refusal_that_is_not_told_is_found(db: None) -> None:
    story = next(one for one in stories().values() if "refused" in one["happens"][-1])
    *before, last = story["happens"]
    with pytest.raises(AssertionError, match="refused"):
        tell({**story, "happens": [*before, {"asks": last["asks"], "gets": {"payer": "region"}}]})


def test_each_story_says_where_it_comes_from_and_what_it_tells() -> None:
    for name, story in stories().items():
        assert story["title"].endswith("."), name
        assert "”" in story["source"], f"{name}: the source is quoted"


def test_two_hundred_stories_are_told() -> None:
    assert len(stories()) >= 200
