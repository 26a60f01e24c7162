"""What a supplier owes already is promised at once, to whoever orders first; what is late is promised to nobody."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime
from tests.support import agreement, prescribing
from tests.support.pages import signed_in
from tests.support.purchasing import line_of
from tests.support.purchasing import ordered as bought
from tests.support.world import TODAY, World

from handtag.apps.orders.models import Order
from handtag.apps.orders.queries_promise import Asked, promises
from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder
from handtag.apps.purchasing.queries_gate import coming
from handtag.usecases.base import SWEDEN
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.promising import Accessory
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine, ConfirmPurchase, confirm_purchase

LEAD = date(2026, 12, 1)  # the first Tuesday after the week that buying trays anew takes
SOON, LATER = date(2026, 11, 24), date(2026, 12, 15)


def confirmed(world: World, order: PurchaseOrder, on: date) -> None:
    line = line_of(order)
    world.run(confirm_purchase, ConfirmPurchase(order.number, (ConfirmedLine(line.pk, on),)), "inga")


def trays(world: World, pieces: int) -> date:
    """A rollator with more trays than the twenty in stock: the day that is promised for the trays."""
    data = PlaceOrder(prescribing.chosen(world), world.points["health_centre"].pk, (Accessory("10010", pieces),))
    line = Order.objects.get(number=world.run(place_order, data, "anna")).lines.get(article__number="10010")
    assert line.waits_for == "purchase"
    return line.promised_on


def shown(world: World, pieces: int) -> date | None:
    asked = [Asked(world.articles["tray"], pieces)]
    weekdays = world.points["health_centre"].weekdays
    return promises(asked, localtime(world.now, SWEDEN), agreement.document(), weekdays, expects=coming)[0].comes_on


def test_whoever_orders_first_is_promised_what_comes_first_and_the_page_says_the_same_day(world: World) -> None:
    confirmed(world, bought(world, tray=30), TODAY)
    confirmed(world, bought(world, tray=30), date(2026, 12, 14))
    for day in (SOON, LATER, LEAD):  # the third finds nothing left: more has to be bought
        assert shown(world, 25) == day
        assert trays(world, 25) == day


@pytest.mark.damaged
def test_what_should_have_come_is_promised_to_nobody(world: World) -> None:
    order = bought(world, tray=30)
    PurchaseLine.objects.filter(order=order).update(promised_on=TODAY - timedelta(days=1))
    assert trays(world, 25) == LEAD


@pytest.mark.damaged
def test_what_is_a_draft_or_cancelled_is_not_on_its_way(world: World) -> None:
    order = bought(world, tray=30)
    confirmed(world, order, TODAY)
    for column in ("quantity", "state"):
        PurchaseLine.objects.filter(order=order).update(**{"quantity": 24} if column == "quantity" else {"quantity": 30, "state": "draft"})
        assert shown(world, 25) == LEAD


@pytest.mark.damaged
def test_what_stands_at_the_gate_is_still_on_its_way_and_what_is_taken_in_is_not(world: World) -> None:
    order = bought(world, tray=30)
    confirmed(world, order, TODAY)
    PurchaseLine.objects.filter(order=order).update(counted=30, state="part_received")
    assert shown(world, 25) == SOON
    PurchaseLine.objects.filter(order=order).update(accepted=6)
    assert shown(world, 25) == LEAD


def test_the_page_where_an_order_is_placed_shows_the_day_of_the_purchase(world: World) -> None:
    confirmed(world, bought(world, tray=30), TODAY)
    key = prescribing.chosen(world)
    given = {"delivery_point_id": world.points["health_centre"].pk, "accessory_10010": "25", "show": "1"}
    lines = signed_in(world, "anna").post(f"/order/ny/{key}/", given).context["delivery"].lines
    assert [line.comes_on for line in lines if line.article.number == "10010"] == [SOON]
