"""A draft's line changes; what was approved does not cover what it becomes."""

import pytest
from tests.support.purchasing import agreed, asked, drafted, line_of, ordered
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.change_purchase_line import ChangePurchaseLine, change_purchase_line
from handtag.usecases.purchasing.decide_exception import DecideException, decide_exception


def test_quantity_and_price_change(world: World) -> None:
    agreed(world)
    line = line_of(drafted(world))
    world.run(change_purchase_line, ChangePurchaseLine(line.order.number, line.pk, 12), "inga")
    line.refresh_from_db()
    assert (line.quantity, line.price_ore, line.stop) == (12, 280_000, "")


def test_another_price_than_the_agreed_one_is_stopped(world: World) -> None:
    agreed(world)
    line = line_of(drafted(world))
    world.run(change_purchase_line, ChangePurchaseLine(line.order.number, line.pk, 10, 270_000), "inga")
    line.refresh_from_db()
    assert (line.price_ore, line.stop) == (270_000, "other_price")


def test_zero_takes_the_line_away_and_an_empty_draft_is_cancelled(world: World) -> None:
    agreed(world)
    order = drafted(world)
    world.run(change_purchase_line, ChangePurchaseLine(order.number, line_of(order).pk, 0), "inga")
    order.refresh_from_db()
    assert (order.state, order.lines.count()) == ("cancelled", 0)


def test_an_approval_does_not_cover_what_the_line_becomes(world: World) -> None:
    line = asked(world)
    world.run(decide_exception, DecideException(line.order.number, line.pk, is_approved=True), "gun")
    world.run(change_purchase_line, ChangePurchaseLine(line.order.number, line.pk, 500), "inga")
    line.refresh_from_db()
    assert (line.asked_by, line.approved_by, line.stop) == ("", "", "no_agreement")


@pytest.mark.parametrize(("quantity", "price", "code"), [(-1, None, "purchasing.bad_quantity"), (1, -1, "purchasing.negative_price")])
def test_numbers_that_cannot_be_are_refused(world: World, quantity: int, price: int | None, code: str) -> None:
    line = line_of(drafted(world))
    with pytest.raises(Refused) as refusal:
        world.run(change_purchase_line, ChangePurchaseLine(line.order.number, line.pk, quantity, price), "inga")
    assert refusal.value.code == code


def test_what_is_ordered_is_not_changed(world: World) -> None:
    order = ordered(world)
    with pytest.raises(Refused) as refusal:
        world.run(change_purchase_line, ChangePurchaseLine(order.number, line_of(order).pk, 1), "inga")
    assert refusal.value.code == "purchasing.not_draft"


def test_unknown_orders_and_lines_are_not_found(world: World) -> None:
    order = drafted(world)
    for number, line in (("1", line_of(order).pk), (order.number, 0)):
        with pytest.raises(NotFound):
            world.run(change_purchase_line, ChangePurchaseLine(number, line, 1), "inga")


def test_a_store_worker_changes_nothing(world: World) -> None:
    order = drafted(world)
    with pytest.raises(NotAllowed):
        world.run(change_purchase_line, ChangePurchaseLine(order.number, line_of(order).pk, 1), "filip")
