"""How many a store keeps of an article."""

import pytest
from tests.support.stores import add_store, level, levels, put, wanted_at
from tests.support.world import World

from handtag.apps.catalogue.models import Article
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.set_level import SetLevel, set_level


def test_a_store_below_its_minimum_is_filled_up_at_once(world: World) -> None:
    add_store(world)
    put(world, "N", "D1001", gripper=2)
    assert level(world, "N", "rollator", 2, 4) == 1
    assert level(world, "N", "gripper", 3, 10) == 1
    assert wanted_at("N") == {"10001": 3, "60001": 8}


def test_a_store_that_has_enough_gets_nothing(world: World) -> None:
    add_store(world)
    put(world, "N", gripper=3)
    assert level(world, "N", "gripper", 3, 10) == 0
    assert wanted_at("N") == {}


def test_what_is_already_coming_is_not_ordered_again(world: World) -> None:
    add_store(world)
    level(world, "N", "gripper", 3, 10)
    level(world, "N", "gripper", 4, 10)
    assert wanted_at("N") == {"60001": 10}


def test_levels_of_nothing_take_the_article_away(world: World) -> None:
    add_store(world)
    level(world, "N", "gripper", 3, 10, bin="A1")
    assert [(one.minimum, one.target, one.bin) for one in levels("N")] == [(3, 10, "A1")]
    level(world, "N", "gripper", 0, 0)
    assert levels("N") == []


def test_a_store_that_nobody_fills_up_has_levels_all_the_same(world: World) -> None:
    assert level(world, "F", "gripper", 3, 10) == 0
    assert len(levels("F")) == 1


def test_levels_that_cannot_be_are_refused_at_their_field(world: World) -> None:
    for minimum, target, field in ((0, 3, "minimum"), (3, 2, "target")):
        with pytest.raises(Refused) as refusal:
            world.run(set_level, SetLevel("F", "60001", minimum, target), "eva")
        assert refusal.value.field == field
    assert levels("F") == []


def test_an_unknown_article_or_store_is_not_found(world: World) -> None:
    for data in (SetLevel("F", "77777", 1, 2), SetLevel("X", "60001", 1, 2)):
        with pytest.raises(NotFound):
            world.run(set_level, data, "eva")


def test_a_store_worker_does_not_decide_what_is_kept(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(set_level, SetLevel("F", "60001", 1, 2), "filip")


def test_no_store_keeps_work(world: World) -> None:
    Article.objects.filter(pk=world.articles["inhaler"].pk).update(kind="service")
    with pytest.raises(NotFound, match="no_article"):
        level(world, "F", "inhaler", 1, 2)
