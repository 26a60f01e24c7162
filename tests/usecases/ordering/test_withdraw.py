"""Withdrawing what has been prescribed for a time."""

from datetime import date, timedelta

import pytest
from tests.support.lending import at, deliver
from tests.support.world import World
from tests.usecases.ordering.test_start_standing import standing

from handtag.apps.billing.models import Charge
from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.people.models import Person
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.end_standing import EndStanding, end_standing
from handtag.usecases.ordering.withdraw import Withdraw, withdraw


def withdrawn(world: World, key: object, by: str = "asa", on: date | None = None) -> Order:
    number = world.run(withdraw, Withdraw(key), by, now=at(on or world.today))  # type: ignore[arg-type]
    found: Order = Order.objects.get(number=number)
    return found


def test_an_assistant_withdraws_what_was_prescribed_and_the_decision_stands(world: World) -> None:
    order = withdrawn(world, standing(world))
    line = order.lines.get()
    assert (line.article.number, line.quantity, line.promised_on) == ("40001", 90, date(2026, 11, 24))
    assert (order.kind, order.payer, order.person) == ("customer_order", world.region, world.persons["bror"])
    assert order.prescription is not None
    assert order.prescription.state == "ordered"


def test_the_next_is_withdrawn_a_week_before_the_last_is_used_up(world: World) -> None:
    key = standing(world)
    first = withdrawn(world, key)
    deliver(world, first, world.today)
    with pytest.raises(Refused) as refusal:
        withdrawn(world, key, on=world.today + timedelta(days=22))
    assert (refusal.value.code, refusal.value.params["earliest"]) == ("ordering.withdrawn_lately", date(2026, 12, 16))
    second = withdrawn(world, key, on=world.today + timedelta(days=23))
    assert second.prescription is not None
    assert second.prescription.state == "delivered"
    assert Charge.objects.get().quantity == 90


def test_a_withdrawal_that_is_cancelled_can_be_made_again(world: World) -> None:
    key = standing(world)
    world.run(cancel_order, CancelOrder(withdrawn(world, key).number, "ordered_by_mistake"), "anna")
    assert withdrawn(world, key).state == "placed"


def test_nothing_is_withdrawn_after_the_last_day_or_the_end(world: World) -> None:
    key = standing(world)
    with pytest.raises(Refused, match="standing_over"):
        withdrawn(world, key, on=date(2027, 7, 1))
    world.run(end_standing, EndStanding(key), "anna")
    with pytest.raises(Refused, match="standing_ended"):
        withdrawn(world, key)


def test_when_the_agreement_would_decide_otherwise_the_prescriber_is_asked(world: World) -> None:
    """The person moves to special housing, and the municipality would pay."""
    key = standing(world)
    Person.objects.filter(pk=world.persons["bror"].pk).update(housing="special_housing_sol")
    with pytest.raises(Refused, match="decision_changed"):
        withdrawn(world, key)
    assert not OrderLine.objects.exists()


def test_what_is_phased_out_is_not_withdrawn(world: World) -> None:
    key = standing(world)
    Article.objects.filter(number="40001").update(assortment="phased_out")
    with pytest.raises(Refused, match="phased_out"):
        withdrawn(world, key)


def test_only_the_unit_that_prescribed_withdraws(world: World) -> None:
    key = standing(world)
    with pytest.raises(NotFound, match="no_standing"):
        withdrawn(world, key, by="bo")
    with pytest.raises(NotAllowed):
        withdrawn(world, key, by="maj")
