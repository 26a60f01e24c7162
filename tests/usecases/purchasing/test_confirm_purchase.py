"""The supplier's day is when goods are expected, the first time and again."""

from datetime import date, timedelta

import pytest
from tests.support import prescribing
from tests.support.purchasing import drafted, line_of, ordered
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.orders.models import Message, Order
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.purchasing.models import PurchaseOrder
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.news import news
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.promising import Accessory
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine, ConfirmPurchase, confirm_purchase


def confirm(world: World, order: PurchaseOrder, on: date, name: str = "inga", reference: str = "") -> None:
    world.run(confirm_purchase, ConfirmPurchase(order.number, (ConfirmedLine(line_of(order).pk, on),), reference), name)


def test_the_line_is_confirmed_for_the_suppliers_day(world: World) -> None:
    order = ordered(world)
    confirm(world, order, date(2026, 12, 14), reference="S-778")
    confirm(world, order, date(2026, 12, 18))
    order.refresh_from_db()
    line = line_of(order)
    assert (order.state, order.supplier_reference, line.promised_on) == ("confirmed", "S-778", date(2026, 12, 18))
    assert [event.day for event in line.events.filter(kind="confirmed").order_by("pk")] == [date(2026, 12, 14), date(2026, 12, 18)]


def test_a_day_before_the_order_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        confirm(world, ordered(world), TODAY - timedelta(days=1))
    assert refusal.value.code == "purchasing.before_order"


def test_a_draft_is_not_confirmed(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        confirm(world, drafted(world), TODAY)
    assert refusal.value.code == "purchasing.illegal_step"


def test_nothing_said_and_unknown_lines_are_refused(world: World) -> None:
    order = ordered(world)
    with pytest.raises(Refused):
        world.run(confirm_purchase, ConfirmPurchase(order.number, ()), "inga")
    with pytest.raises(NotFound):
        world.run(confirm_purchase, ConfirmPurchase(order.number, (ConfirmedLine(0, TODAY),)), "inga")


def test_a_store_worker_confirms_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        confirm(world, ordered(world), TODAY, "filip")


def trays(world: World, pieces: int, *, together: bool = False) -> Order:
    """A rollator with more trays than the twenty in stock."""
    data = PlaceOrder(prescribing.chosen(world), world.points["health_centre"].pk, (Accessory("10010", pieces),), together=together)
    return Order.objects.get(number=world.run(place_order, data, "anna"))


def promised(order: Order) -> tuple[date, date | None]:
    """The trays' promised day, and what was promised first when it has moved."""
    line = order.lines.get(article__number="10010")
    return line.promised_on, line.first_promised_on


FIRST = date(2026, 12, 1)  # the first Tuesday after a week's lead time


def test_who_waits_is_promised_the_first_delivery_day_after_the_suppliers_and_told(world: World) -> None:
    order = trays(world, 25)
    purchase = ordered(world, tray=30)
    assert promised(order) == (FIRST, None)
    assert not Message.objects.exists()
    confirm(world, purchase, date(2026, 12, 14))
    assert promised(order) == (date(2026, 12, 15), FIRST)
    told = Message.objects.get()
    assert (told.to, told.code, told.params["day"]) == (order.placed_by, "supplier_day", "2026-12-15")
    assert "Bricka" in news(told.code, told.params)
    assert AuditEntry.objects.get(action="ordering.promised_anew").target == f"order:{order.number}"
    confirm(world, purchase, date(2026, 12, 14))
    assert Message.objects.count() == 1
    confirm(world, purchase, date(2026, 11, 30))
    assert promised(order) == (FIRST, FIRST)


def test_whoever_ordered_first_gets_what_comes_first(world: World) -> None:
    orders = [trays(world, 25), trays(world, 10), trays(world, 5)]
    early, late = ordered(world, tray=36), ordered(world, tray=10)
    confirm(world, late, date(2026, 12, 14))
    confirm(world, early, date(2026, 12, 7))
    assert [promised(order)[0] for order in orders] == [date(2026, 12, 8), date(2026, 12, 8), date(2026, 12, 15)]


def test_what_comes_together_waits_for_the_suppliers_day_too(world: World) -> None:
    order = trays(world, 25, together=True)
    confirm(world, ordered(world, tray=30), date(2026, 12, 14))
    assert {line.promised_on for line in order.lines.all()} == {date(2026, 12, 15)}


def test_a_customer_without_delivery_days_does_not_stop_the_buyer(world: World) -> None:
    order = trays(world, 25)
    purchase = ordered(world, tray=30)
    DeliveryPoint.objects.filter(pk=order.delivery_point_id).update(weekdays="")
    confirm(world, purchase, date(2026, 12, 14))
    assert promised(order) == (FIRST, None)


def test_what_is_reserved_or_waits_for_something_else_keeps_its_day(world: World) -> None:
    order = trays(world, 5)
    before = [line.promised_on for line in order.lines.order_by("pk")]
    confirm(world, ordered(world, tray=30), date(2026, 12, 14))
    assert [line.promised_on for line in order.lines.order_by("pk")] == before
