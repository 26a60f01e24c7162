"""Changing an order until something is picked."""

from datetime import date

import pytest
from tests.support.prescribing import ordered
from tests.support.world import World
from tests.usecases.ordering.test_place_equipment_order import placed
from tests.usecases.ordering.test_split_order import days, joint

from handtag.apps.orders.models import Message, Order
from handtag.apps.organisations.models import DeliveryPoint
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.change_order import ChangeOrder, Quantity, change_order
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.promising import Accessory


def change(order: Order, *quantities: tuple[int, int], added: tuple[str, ...] = (), point: int = 0, note: str = "") -> ChangeOrder:
    rows = list(order.lines.order_by("pk"))
    asked = tuple(Quantity(rows[place].pk, pieces) for place, pieces in quantities)
    more = tuple(Accessory(number) for number in added)
    return ChangeOrder(order.number, point or order.delivery_point_id, note, asked, more)


def lines(order: Order) -> list[tuple[str, int, str, date]]:
    return list(order.lines.order_by("pk").values_list("article__number", "quantity", "state", "promised_on"))


def test_number_note_and_accessories_change_and_the_device_keeps_its_place(world: World) -> None:
    order = ordered(world, "rollator", ("tray", 1), ("stick_holder", 1))
    world.run(change_order, change(order, (1, 25), (2, 0), added=("10011",), note="Port 3"), "anna")
    assert lines(order) == [
        ("10001", 1, "allocated", date(2026, 11, 24)),
        ("10010", 25, "placed", date(2026, 12, 1)),
        ("10011", 1, "cancelled", date(2026, 11, 24)),
        ("10011", 1, "placed", date(2026, 11, 24)),
    ]
    assert world.fresh(order).note == "Port 3"
    assert not Message.objects.exists()


def test_another_delivery_point_has_other_days(world: World) -> None:
    order = ordered(world)
    other = DeliveryPoint.objects.create(unit=order.unit, name="Filialen", address="Provgatan 9", weekdays="5")
    world.run(change_order, change(order, point=other.pk), "eva")
    assert days(order) == [(date(2026, 11, 27), None)]
    assert world.fresh(order).delivery_point == other
    assert Message.objects.get().to == order.placed_by


def test_what_delays_the_rest_is_taken_away_and_the_rest_no_longer_waits(world: World) -> None:
    order = joint(world)
    world.run(change_order, change(order, (1, 0)), "anna")
    assert lines(order)[0][3] == date(2026, 11, 24)


def test_a_unit_takes_a_device_off_its_order_and_it_is_in_stock_again(world: World) -> None:
    order = placed(world, ("rollator", 2))
    world.run(change_order, change(order, (0, 0)), "maj")
    assert world.fresh(world.devices["D1004"]).state == "in_stock"
    assert [line[2] for line in lines(order)] == ["cancelled", "allocated"]


def test_what_would_make_no_sense_is_refused(world: World) -> None:
    order = ordered(world, "rollator", ("tray", 1))
    for asked, code in (
        (change(order, (0, 0)), "main_line"),
        (change(order, (0, 2)), "bad_quantity"),
        (change(order, added=("20010",)), "does_not_fit"),
    ):
        with pytest.raises(Refused, match=code):
            world.run(change_order, asked, "anna")
    with pytest.raises(NotFound, match="no_delivery_point"):
        world.run(change_order, change(order, point=world.points["hospital"].pk), "anna")
    equipment = placed(world, ("gripper", 1))
    with pytest.raises(Refused, match="nothing_left"):
        world.run(change_order, change(equipment, (0, 0)), "maj")
    with pytest.raises(Refused, match="no_accessories_here"):
        world.run(change_order, change(equipment, added=("10010",)), "maj")


def test_what_somebody_has_begun_to_pick_is_not_changed(world: World) -> None:
    order = ordered(world, "rollator", ("tray", 1))
    world.run(pick_line, PickLine(order.number, "D1004"), "filip")
    with pytest.raises(Refused, match="not_changeable"):
        world.run(change_order, change(order, (1, 2)), "anna")


def test_the_store_does_not_change_orders(world: World) -> None:
    order = ordered(world)
    with pytest.raises(NotAllowed):
        world.run(change_order, change(order), "filip")
