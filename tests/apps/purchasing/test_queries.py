"""Lists of purchase orders: what is late, unconfirmed, expected, waiting; and what another centre sees of them: nothing."""

from datetime import date, timedelta

import pytest
from tests.support.purchasing import asked, counted, drafted, line_of, ordered, received
from tests.support.strangers import add_strangers
from tests.support.world import TODAY, World

from handtag.apps.purchasing import queries
from handtag.apps.purchasing.queries import OrderFilter
from handtag.domain.values.errors import NotFound
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine, ConfirmPurchase, confirm_purchase

LATER = TODAY + timedelta(days=30)


def numbers(world: World, view: str, on: date = TODAY, word: str = "") -> list[str]:
    return [order.number for order in queries.orders_for_list(world.viewer("inga"), on, OrderFilter(view, word))]


def test_an_order_goes_from_view_to_view(world: World) -> None:
    order = ordered(world)
    waits = drafted(world, gripper=2)
    assert (numbers(world, "drafts"), numbers(world, "coming")) == ([waits.number], [order.number])
    assert numbers(world, "unconfirmed") == []
    assert numbers(world, "unconfirmed", TODAY + timedelta(days=5)) == [order.number]
    assert numbers(world, "late", TODAY + timedelta(days=10)) == []
    assert numbers(world, "late", TODAY + timedelta(days=11)) == [order.number]
    said = ConfirmPurchase(order.number, (ConfirmedLine(line_of(order).pk, LATER),), "S-1")
    world.run(confirm_purchase, said, "inga")
    assert numbers(world, "late", LATER) == numbers(world, "unconfirmed", LATER) == []


def test_an_order_is_found_by_number_supplier_article_and_their_reference(world: World) -> None:
    order = ordered(world)
    for word in (order.number, "provlev", "10001", "rollator"):
        assert numbers(world, "all", word=word) == [order.number]
    assert numbers(world, "all", word="sittdyna") == []


def test_sums_are_of_the_order_and_not_of_what_happened_to_it(world: World) -> None:
    order = received(world)
    (row,) = queries.orders_for_list(world.viewer("inga"), TODAY, OrderFilter("coming"))
    assert (row.number, row.lines_count, row.worth_ore) == (order.number, 2, 5 * 280_000 + 50 * 2_000)
    (coming,) = queries.expected(world.viewer("filip"))
    assert coming.to_come == 5


def test_late_lines_leave_out_what_has_come(world: World) -> None:
    received(world)
    assert [(line.article.number, line.left) for line in queries.late_lines(world.viewer("inga"), LATER)] == [("40001", 2), ("10001", 3)]


def test_what_is_counted_waits_until_all_of_it_is_controlled(world: World) -> None:
    event = counted(world, 4)
    (waiting,) = queries.to_control(world.viewer("filip"))
    assert (waiting.pk, waiting.left) == (event.pk, 4)
    assert queries.counting(world.viewer("filip"), event.pk).left == 4


def test_who_asked_for_an_exception_is_not_asked_to_decide_it(world: World) -> None:
    line = asked(world)
    assert [row.pk for row in queries.exceptions_to_decide(world.viewer("gun"))] == [line.pk]
    assert not queries.exceptions_to_decide(world.viewer("inga")).exists()


def test_a_device_knows_its_purchase(world: World) -> None:
    order = received(world)
    found = queries.purchase_of(world.viewer("filip"), "D9101")
    assert found is not None
    assert found.order == order
    assert queries.purchase_of(world.viewer("filip"), "D1001") is None


def test_another_centre_sees_nothing(world: World) -> None:
    event = counted(world, 4)
    add_strangers(world)
    buyer, worker = world.viewer("far_buyer"), world.viewer("far_store_worker")
    assert not queries.orders_for_list(buyer, TODAY, OrderFilter("all")).exists()
    assert not queries.expected(worker).exists()
    assert not queries.to_control(worker).exists()
    with pytest.raises(NotFound):
        queries.order_for_page(buyer, event.line.order.number)
    with pytest.raises(NotFound):
        queries.counting(worker, event.pk)
