"""When something is no longer required."""

from datetime import timedelta

import pytest
from tests.support.prescribing import chosen, started
from tests.support.rights import required
from tests.support.world import NOW, TODAY, World

from handtag.domain.values.errors import Refused
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.rights.end_requirement import EndRequirement, end_requirement


def test_it_is_asked_for_through_its_last_day_and_then_no_more(world: World) -> None:
    found = required(world)
    world.run(end_requirement, EndRequirement(found, TODAY), "ivan")
    with pytest.raises(Refused, match=r"rights\.missing"):
        chosen(world, "wheelchair")


def test_the_day_after_nothing_is_asked(world: World) -> None:
    found = required(world)
    world.run(end_requirement, EndRequirement(found, TODAY), "ivan", now=NOW)
    key = started(world)
    world.run(choose_article, ChooseArticle(key, "20001"), "anna", now=NOW + timedelta(days=1))


def test_it_does_not_end_in_the_past(world: World) -> None:
    with pytest.raises(Refused, match=r"rights\.since_passed"):
        world.run(end_requirement, EndRequirement(required(world), TODAY - timedelta(days=1)), "ivan")
