"""A promise that cannot be kept is replaced by a new one, and the orderer is told."""

from datetime import date

import pytest
from tests.support.prescribing import lend, ordered
from tests.support.world import World
from tests.usecases.ordering.test_split_order import days, joint

from handtag.apps.orders.models import Message, Order
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.news import news
from handtag.usecases.ordering.postpone_line import PostponeLine, postpone_line

NEW = date(2026, 12, 10)


def postponed(placed: Order, place: int = 0, on: date = NEW, reason: str = "supplier_late") -> PostponeLine:
    return PostponeLine(placed.number, placed.lines.order_by("pk")[place].pk, on, reason)


def test_the_new_day_stands_and_the_orderer_is_told_why(world: World) -> None:
    placed = ordered(world, "shower_chair")
    world.run(postpone_line, postponed(placed), "eva")
    assert days(placed) == [(NEW, None)]
    told = Message.objects.get()
    assert (told.to, told.order, told.read_at) == (placed.placed_by, placed, None)
    assert told.params == {"article": "Duschstol", "before": "2026-12-15", "day": "2026-12-10", "reason": "supplier_late"}
    assert "Duschstol" in news(told.code, told.params)
    assert "%(" not in news(told.code, told.params)


def test_what_comes_together_waits_for_the_new_day_too(world: World) -> None:
    placed = joint(world)
    world.run(postpone_line, postponed(placed, 1), "eva")
    assert days(placed) == [(NEW, date(2026, 11, 24)), (NEW, None)]
    world.run(postpone_line, postponed(placed, 0, date(2026, 12, 17)), "eva")
    assert days(placed) == [(date(2026, 12, 17), None), (date(2026, 12, 17), NEW)]


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (NEW, "because", "ordering.unknown_postponement"),
        (date(2026, 11, 23), "supplier_late", "ordering.bad_new_day"),
        (date(2029, 1, 1), "supplier_late", "ordering.bad_new_day"),
        (date(2026, 12, 15), "supplier_late", "ordering.same_day"),
    ],
)
def test_a_new_day_is_to_come_and_says_why(world: World, on: date, reason: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(postpone_line, postponed(ordered(world, "shower_chair"), 0, on, reason), "eva")
    assert refusal.value.code == code
    assert not Message.objects.exists()


def test_a_delivered_line_is_not_postponed(world: World) -> None:
    placed = ordered(world)
    lend(world, placed)
    with pytest.raises(NotFound, match="no_such_line"):
        world.run(postpone_line, postponed(placed), "eva")


def test_who_placed_the_order_does_not_postpone_it(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(postpone_line, postponed(ordered(world)), "anna")
