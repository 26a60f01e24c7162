"""A line goes out of the replacement chain, or back into it, without a new order."""

import pytest
from tests.support.lending import send
from tests.support.prescribing import ordered
from tests.support.world import World

from handtag.apps.orders.models import Message, Order
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.ordering.convert_line import ConvertLine, convert_line


def converted(order: Order, reason: str = "") -> ConvertLine:
    return ConvertLine(order.number, order.lines.order_by("pk")[0].pk, reason)


def device_of(order: Order) -> str:
    line = order.lines.order_by("pk")[0]
    return line.device.number if line.device else ""


def test_out_of_the_chain_and_back_into_it(world: World) -> None:
    order = ordered(world)
    assert device_of(order) == "D1004"
    assert world.run(convert_line, converted(order, "measurements"), "anna") == "stock"
    assert (device_of(order), world.fresh(world.devices["D1004"]).state) == ("D1002", "in_stock")
    world.run(convert_line, converted(order), "eva")
    assert (device_of(order), world.fresh(world.devices["D1002"]).state) == ("D1004", "in_stock")
    assert Message.objects.get().code == "converted"
    assert world.fresh(order).state == "allocated"


def test_what_is_not_a_change_or_no_reason_is_refused(world: World) -> None:
    order = ordered(world)
    with pytest.raises(Refused, match="says_so_already"):
        world.run(convert_line, converted(order), "anna")
    with pytest.raises(Refused, match="unknown_opt_out"):
        world.run(convert_line, converted(order, "likes_blue"), "anna")
    with pytest.raises(NotFound, match="no_such_line"):
        world.run(convert_line, ConvertLine(order.number, 0, "measurements"), "anna")
    assert device_of(order) == "D1004"


def test_what_is_under_way_is_not_converted(world: World) -> None:
    order = ordered(world)
    send(world, order, world.today)
    with pytest.raises(Refused, match="not_changeable"):
        world.run(convert_line, converted(order, "measurements"), "anna")
