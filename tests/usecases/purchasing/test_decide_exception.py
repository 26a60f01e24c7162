"""Nobody approves an exception of their own; another person's yes opens the order, a no closes it."""

import pytest
from django.db import IntegrityError, transaction
from tests.support.purchasing import asked, drafted, line_of
from tests.support.world import World

from handtag.apps.purchasing.models import PurchaseLine
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.cancel_purchase import CancelPurchase, cancel_purchase
from handtag.usecases.purchasing.decide_exception import DecideException, decide_exception
from handtag.usecases.purchasing.place_purchase_order import PlacePurchaseOrder, place_purchase_order


def decide(world: World, line: PurchaseLine, name: str = "gun", *, is_approved: bool = True) -> None:
    world.run(decide_exception, DecideException(line.order.number, line.pk, is_approved), name)


def test_what_another_approves_can_be_ordered(world: World) -> None:
    line = asked(world)
    decide(world, line)
    world.run(place_purchase_order, PlacePurchaseOrder(line.order.number), "inga")
    line.refresh_from_db()
    assert (line.state, line.approved_by) == ("ordered", world.viewer("gun").code)


def test_nobody_approves_what_they_asked_for(world: World) -> None:
    line = asked(world)
    with pytest.raises(Refused) as refusal:
        decide(world, line, "inga")
    assert refusal.value.code == "purchasing.own_exception"


def test_the_database_keeps_two_persons_apart(world: World) -> None:
    line = asked(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        PurchaseLine.objects.filter(pk=line.pk).update(approved_by=line.asked_by)


def test_a_no_leaves_the_line_stopped(world: World) -> None:
    line = asked(world)
    decide(world, line, is_approved=False)
    line.refresh_from_db()
    assert (line.asked_by, line.approved_by) == ("", "")
    with pytest.raises(Refused):
        world.run(place_purchase_order, PlacePurchaseOrder(line.order.number), "inga")


def test_a_decision_is_made_once(world: World) -> None:
    line = asked(world)
    decide(world, line)
    with pytest.raises(Refused) as refusal:
        decide(world, line, is_approved=False)
    assert refusal.value.code == "purchasing.nothing_to_approve"


def test_nothing_is_approved_that_nobody_asked_for(world: World) -> None:
    with pytest.raises(Refused):
        decide(world, line_of(drafted(world, gripper=5)))


def test_an_unknown_line_is_not_found(world: World) -> None:
    line = asked(world)
    with pytest.raises(NotFound):
        world.run(decide_exception, DecideException(line.order.number, 0, is_approved=True), "gun")


@pytest.mark.parametrize("name", ["filip", "eva"])
def test_who_may_not_approve_does_not(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        decide(world, asked(world), name)


def test_what_is_cancelled_meanwhile_is_not_approved(world: World) -> None:
    line = asked(world)
    world.run(cancel_purchase, CancelPurchase(line.order.number, "Behövs inte"), "inga")
    with pytest.raises(Refused, match="nothing_to_approve"):
        decide(world, line)
