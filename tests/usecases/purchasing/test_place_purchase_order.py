"""Ordered: what the agreements say that day decides, every line is expected, and nothing stopped goes out."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.procurement import a_line
from tests.support.purchasing import agreed, asked, drafted, line_of, ordered
from tests.support.strangers import add_strangers
from tests.support.world import NOW, TODAY, World

from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.decide_exception import DecideException, decide_exception
from handtag.usecases.purchasing.place_purchase_order import PlacePurchaseOrder, place_purchase_order


def place(world: World, order: PurchaseOrder, name: str = "inga", later: int = 0) -> None:
    world.run(place_purchase_order, PlacePurchaseOrder(order.number, "Ring före leverans"), name, now=NOW + timedelta(days=later))


def test_every_line_is_expected_after_its_lead_time(world: World) -> None:
    agreed(world)
    order = drafted(world)
    place(world, order)
    order.refresh_from_db()
    line = line_of(order)
    assert (order.state, order.ordered_on, order.note) == ("ordered", TODAY, "Ring före leverans")
    assert (line.state, line.promised_on) == ("ordered", TODAY + timedelta(days=10))
    assert [(event.kind, event.quantity) for event in line.events.all()] == [("placed", 10)]


def test_what_is_stopped_is_named_and_nothing_goes_out(world: World) -> None:
    agreed(world)
    order = drafted(world, rollator=2, gripper=5)
    with pytest.raises(Refused) as refusal:
        place(world, order)
    assert (refusal.value.code, refusal.value.params["articles"]) == ("purchasing.outside_agreement", "60001")
    assert {line.state for line in order.lines.all()} == {"draft"}


def test_an_exception_that_nobody_has_approved_stops_it(world: World) -> None:
    line = asked(world)
    with pytest.raises(Refused):
        place(world, line.order)


def test_an_agreement_that_has_ended_since_stops_it(world: World) -> None:
    agreed(world, valid_to=date(2026, 11, 30))
    order = drafted(world)
    with pytest.raises(Refused):
        place(world, order, later=10)
    place(world, order)


def test_an_approval_is_for_what_was_stopped_then(world: World) -> None:
    line = asked(world)
    world.run(decide_exception, DecideException(line.order.number, line.pk, is_approved=True), "gun")
    a_line(agreed(world), "G", line.article, (date(2026, 1, 1), 14_000))
    with pytest.raises(Refused):  # now it has an agreed price, and it is another
        place(world, line.order)


def test_the_ceiling_counts_what_is_ordered_already_and_on_the_same_order(world: World) -> None:
    agreed(world, ceiling_ore=10 * 280_000 + 40_000)
    order = drafted(world, rollator=10, tray=2)
    with pytest.raises(Refused) as refusal:
        place(world, order)
    assert refusal.value.params["articles"] == "10010"


def test_the_database_lets_nothing_stopped_out(world: World) -> None:
    line = line_of(drafted(world, gripper=5))
    with pytest.raises(IntegrityError), transaction.atomic():
        PurchaseLine.objects.filter(pk=line.pk).update(state="ordered")


def test_an_order_is_sent_once(world: World) -> None:
    order = ordered(world)
    with pytest.raises(Refused) as refusal:
        place(world, order)
    assert refusal.value.code == "purchasing.not_draft"


def test_another_centres_order_is_not_found(world: World) -> None:
    order = drafted(world)
    add_strangers(world)
    with pytest.raises(NotFound):
        place(world, order, "far_buyer")


def test_who_may_not_buy_orders_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        place(world, drafted(world), "gun")
