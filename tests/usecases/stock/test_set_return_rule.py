"""The county's numbers: for a group of articles, from a day on."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.world import TODAY, World

from handtag.apps.stock.queries_handling import return_rule
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule


def test_the_longest_beginning_and_the_latest_day_hold(world: World) -> None:
    for prefix, life, since in (("", 50, 1), ("12", 60, 1), ("1206", 70, 1), ("1206", 80, 10), ("1206", 90, 25)):
        world.run(set_return_rule, SetReturnRule(prefix, life, 50, date(2026, 11, since)), "eva")
    lives = [return_rule(world.articles[name], TODAY) for name in ("rollator", "wheelchair", "shower_chair")]
    assert [rule and rule.life_months for rule in lives] == [80, 60, 50]


def test_one_rule_for_a_group_and_a_day(world: World) -> None:
    world.run(set_return_rule, SetReturnRule("12", 60, 50, TODAY), "eva")
    with pytest.raises(Refused) as refusal:
        world.run(set_return_rule, SetReturnRule("12", 61, 50, TODAY), "eva")
    assert refusal.value.code == "stock.rule_exists"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (SetReturnRule("12x", 60, 50, TODAY), "iso_prefix"), (SetReturnRule("123456789", 60, 50, TODAY), "iso_prefix"),
        (SetReturnRule("", 0, 50, TODAY), "life_months"), (SetReturnRule("", 60, 0, TODAY), "repair_percent"),
        (SetReturnRule("", 60, 50, TODAY, 601), "oldest_months"), (SetReturnRule("", 60, 50, TODAY, inspect_months=0), "inspect_months"),
    ],
)  # fmt: skip
def test_numbers_that_mean_nothing_are_refused_at_their_field(world: World, data: SetReturnRule, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(set_return_rule, data, "eva")
    assert refusal.value.field == field


def test_a_store_worker_sets_no_rule(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(set_return_rule, SetReturnRule("", 60, 50, TODAY), "filip")


def test_who_works_at_no_centre_sets_no_rule(world: World) -> None:
    viewer = replace(world.viewer("eva"), centre_id=0)
    with pytest.raises(NotFound, match="no_centre"):
        execute(set_return_rule, SetReturnRule("1222", 96, 50, TODAY), viewer, now=world.now)
