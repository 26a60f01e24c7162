"""What can come at once does not wait for the line that delays it."""

from datetime import UTC, date, datetime

import pytest
from tests.support.prescribing import chosen, lend, order
from tests.support.world import World

from handtag.apps.orders.models import Message, Order
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.ordering.split_order import SplitOrder, split_order
from handtag.usecases.promising import Accessory

TUESDAY, DECEMBER = date(2026, 11, 24), date(2026, 12, 1)


def joint(world: World) -> Order:
    """A wheelchair that is in stock, and a cushion that has to be bought, to come together."""
    data = PlaceOrder(chosen(world, "wheelchair"), world.points["health_centre"].pk, (Accessory("20010"),), together=True)
    return order(world.run(place_order, data, "anna"))


def days(placed: Order) -> list[tuple[date, date | None]]:
    return list(placed.lines.order_by("pk").values_list("promised_on", "ready_on"))


def test_lines_that_come_together_are_promised_for_the_day_of_the_last(world: World) -> None:
    assert days(joint(world)) == [(DECEMBER, TUESDAY), (DECEMBER, None)]


def test_nothing_of_it_leaves_before_all_of_it_is_picked(world: World) -> None:
    placed = joint(world)
    world.run(pick_line, PickLine(placed.number, placed.lines.exclude(device=None).get().device.number), "filip")
    with pytest.raises(Refused, match="waits_for_the_rest"):
        world.run(send_order, SendOrder(placed.number), "filip")
    world.run(split_order, SplitOrder(placed.number), "anna")
    assert world.run(send_order, SendOrder(placed.number), "filip") == "placed"


def test_split_each_line_comes_on_its_own_day_again(world: World) -> None:
    placed = joint(world)
    assert world.run(split_order, SplitOrder(placed.number), "anna") == 1
    assert days(placed) == [(TUESDAY, None), (DECEMBER, None)]
    assert not Message.objects.exists()  # nobody is told of what they did themselves


def test_split_late_the_next_delivery_day_is_promised_and_the_orderer_told(world: World) -> None:
    placed = joint(world)
    world.run(split_order, SplitOrder(placed.number), "eva", now=datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    assert days(placed) == [(DECEMBER, None), (DECEMBER, None)]
    told = Message.objects.get()
    assert (told.to, told.code, told.params["day"]) == (placed.placed_by, "split", "2026-12-01")


def test_an_order_in_parts_has_nothing_to_split(world: World) -> None:
    data = PlaceOrder(chosen(world, "wheelchair"), world.points["health_centre"].pk, (Accessory("20010"),))
    placed = order(world.run(place_order, data, "anna"))
    with pytest.raises(Refused, match="nothing_to_split"):
        world.run(split_order, SplitOrder(placed.number), "anna")


def test_a_store_worker_does_not_split(world: World) -> None:
    placed = joint(world)
    with pytest.raises(NotAllowed):
        world.run(split_order, SplitOrder(placed.number), "filip")


def test_what_is_delivered_is_not_split(world: World) -> None:
    data = PlaceOrder(chosen(world), world.points["health_centre"].pk, (Accessory("10010"),), together=True)
    placed = order(world.run(place_order, data, "anna"))
    assert {ready for _day, ready in days(placed)} == {None}  # both come on the same day: neither waits for the other
    lend(world, placed)
    with pytest.raises(Refused, match="nothing_to_split"):
        world.run(split_order, SplitOrder(placed.number), "anna")
