"""Lost by who had it: the rent ends, the value that was left is kept."""

from datetime import date

import pytest
from tests.support.lending import at, lend
from tests.support.stores import sent_transfer
from tests.support.world import TODAY, World
from tests.usecases.stock.test_return_device import HOME, collection_order

from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.report_lost_by_holder import ReportLostByHolder, report_lost_by_holder
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule


def test_the_rent_ends_and_what_was_left_of_the_value_is_kept(world: World) -> None:
    world.run(set_return_rule, SetReturnRule("", 100, 50, date(2026, 1, 1)), "eva")
    order = lend(world, "D1001", on=date(2026, 11, 1))
    world.run(report_lost_by_holder, ReportLostByHolder("D1001", "Brann upp", TODAY), "eva")
    rental = Rental.objects.get()
    move = Move.objects.filter(device__number="D1001").latest("pk")
    assert (rental.end_on, rental.end_move) == (TODAY, move)
    assert (move.to_state, move.person, move.unit, move.payer) == ("lost", order.person, order.unit, order.payer)
    assert move.value_ore == 280_000 * 90 // 100  # bought on 1 January, ten whole months ago
    assert Device.objects.get(number="D1001").person is None


def test_without_a_rule_no_value_is_made_up(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    world.run(report_lost_by_holder, ReportLostByHolder("D1001", "Stulen", TODAY), "eva")
    assert Move.objects.filter(device__number="D1001").latest("pk").value_ore is None


def test_a_collection_order_is_cancelled_first(world: World) -> None:
    collection_order(world, lend(world, "D1001", on=date(2026, 11, 10)))
    with pytest.raises(Refused) as refusal:
        world.run(report_lost_by_holder, ReportLostByHolder("D1001", "Stulen", HOME), "eva", now=at(HOME))
    assert refusal.value.code == "stock.order_is_open"


def test_only_who_has_it_can_have_lost_it(world: World) -> None:
    sent_transfer(world, "D1002")
    for number in ("D1001", "D1002"):
        with pytest.raises(Refused, match="illegal_move"):
            world.run(report_lost_by_holder, ReportLostByHolder(number, "Stulen", TODAY), "eva")


def test_a_store_worker_decides_no_such_thing(world: World) -> None:
    lend(world, "D1001", on=TODAY)
    with pytest.raises(NotAllowed):
        world.run(report_lost_by_holder, ReportLostByHolder("D1001", "Stulen", TODAY), "filip")
