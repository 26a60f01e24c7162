"""Cancelled is what has not come; what has been counted stays."""

import pytest
from tests.support.purchasing import counted, drafted, line_of, ordered
from tests.support.world import World

from handtag.apps.purchasing.models import PurchaseOrder
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.cancel_purchase import CancelPurchase, cancel_purchase
from handtag.usecases.purchasing.control_delivery import ControlDelivery, NewDevice, control_delivery


def cancel(world: World, order: PurchaseOrder, name: str = "inga", note: str = "Utgått", lines: tuple[int, ...] = ()) -> None:
    world.run(cancel_purchase, CancelPurchase(order.number, note, lines), name)
    order.refresh_from_db()


def test_a_draft_and_an_order_are_cancelled_whole(world: World) -> None:
    order = drafted(world)
    cancel(world, order)
    assert order.state == "cancelled"
    other = ordered(world)
    cancel(world, other)
    assert (other.state, line_of(other).cancelled) == ("cancelled", 10)


def test_the_rest_of_a_part_delivery_is_cancelled_and_the_order_received(world: World) -> None:
    event = counted(world, 3)
    devices = tuple(NewDevice(f"N{n}") for n in range(3))
    world.run(control_delivery, ControlDelivery(event.pk, event.day, devices), "filip")
    order = event.line.order
    cancel(world, order)
    assert (order.state, line_of(order).cancelled) == ("received", 7)


def test_only_the_lines_that_are_named(world: World) -> None:
    order = ordered(world, rollator=2, tray=4)
    cancel(world, order, lines=(order.lines.get(article=world.articles["tray"]).pk,))
    assert [(line.article.number, line.state) for line in order.lines.order_by("pk")] == [("10001", "ordered"), ("10010", "cancelled")]


def test_a_reason_and_something_to_cancel_are_needed(world: World) -> None:
    order = ordered(world)
    with pytest.raises(Refused) as refusal:
        cancel(world, order, note=" ")
    assert refusal.value.code == "purchasing.note_missing"
    cancel(world, order)
    with pytest.raises(Refused) as again:
        cancel(world, order)
    assert again.value.code == "purchasing.nothing_outstanding"


def test_unknown_lines_are_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        cancel(world, ordered(world), lines=(0,))


def test_a_store_worker_cancels_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        cancel(world, ordered(world), "filip")
