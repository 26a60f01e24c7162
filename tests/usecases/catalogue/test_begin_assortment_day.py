"""The day a decision takes effect it is in the articles."""

from datetime import timedelta

from tests.support.world import NOW, TODAY, World

from handtag.apps.catalogue.models import Article
from handtag.usecases.catalogue.begin_assortment_day import BeginAssortmentDay, begin_assortment_day
from handtag.usecases.catalogue.decide_assortment import DecideAssortment, decide_assortment

TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=3)


def state() -> str:
    return Article.objects.get(number="10001").assortment


def test_decisions_take_effect_on_their_days_once(world: World) -> None:
    world.run(decide_assortment, DecideAssortment(("10001",), "order_item", TOMORROW, ""), "eva")
    world.run(decide_assortment, DecideAssortment(("10001",), "phased_out", LATER, ""), "eva")
    seen = []
    for days in range(5):
        moved = world.run(begin_assortment_day, BeginAssortmentDay(), "timer", now=NOW + timedelta(days=days))
        again = world.run(begin_assortment_day, BeginAssortmentDay(), "timer", now=NOW + timedelta(days=days))
        seen.append((moved, again, state()))
    assert seen == [(0, 0, "stocked"), (1, 0, "order_item"), (0, 0, "order_item"), (1, 0, "phased_out"), (0, 0, "phased_out")]


def test_a_principals_own_decision_moves_nothing_for_the_county(world: World) -> None:
    own = DecideAssortment(("10001",), "phased_out", TOMORROW, "", world.principals["pitea"].pk)
    world.run(decide_assortment, own, "eva")
    assert world.run(begin_assortment_day, BeginAssortmentDay(), "timer", now=NOW + timedelta(days=9)) == 0
    assert state() == "stocked"
