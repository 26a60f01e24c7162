"""The supplier's day is when goods are expected, the first time and again."""

from datetime import date, timedelta

import pytest
from tests.support.purchasing import drafted, line_of, ordered
from tests.support.world import TODAY, World

from handtag.apps.purchasing.models import PurchaseOrder
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
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
