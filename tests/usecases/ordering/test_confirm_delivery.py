"""Delivered: rent begins with the delivery day, sold goods are charged, the follow-up gets its day."""

from datetime import date, timedelta

import pytest
from tests.support.lending import at, close, lend, make_ready, sent_order, take_back
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.prescriptions.models import FollowUp
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery

DAY = date(2026, 11, 20)


def test_a_delivered_device_is_with_the_person_and_rented_from_that_day(world: World) -> None:
    order = lend(world, "D1001", on=DAY)
    device = Device.objects.get(number="D1001")
    rental = Rental.objects.get(device=device)
    assert (device.state, device.person, device.location, device.last_moved_on) == ("with_person", order.person, None, DAY)
    assert (rental.start_on, rental.end_on, rental.payer, rental.unit) == (DAY, None, order.payer, order.unit)
    assert (rental.decision, rental.agreement_version, rental.article) == (order.decision, world.version, device.article)
    assert rental.start_move == Move.objects.get(device=device, kind="delivered")
    assert [event.kind for event in RentalEvent.objects.filter(rental=rental)] == ["started"]
    assert world.fresh(order).state == "delivered"
    assert order.lines.get().delivered_on == DAY
    assert not Charge.objects.exists()  # rent is charged when the month closes


@pytest.mark.law("HSLF-FS 2021:52 follow-up")
def test_the_prescription_is_delivered_and_followed_up_within_a_month(world: World) -> None:
    order = lend(world, "D1001", on=DAY)
    assert world.fresh(order.prescription).state == "delivered"
    assert FollowUp.objects.get().due_on == DAY + timedelta(days=30)


def test_counted_goods_are_sold_at_the_price_of_the_delivery_day(world: World) -> None:
    tray = world.articles["tray"]
    for day, ore in ((date(2026, 11, 20), 50_000), (date(2026, 11, 21), 60_000)):
        PriceVersion.objects.create(article=tray, kind="sale", amount_ore=ore, purchase_ore=1, valid_from=day, recorded_at=world.now)
    order = lend(world, "D1001", pieces={"tray": 2}, on=DAY)
    charge = Charge.objects.get()
    assert (charge.kind, charge.quantity, charge.amount_ore, charge.first_day, charge.last_day) == ("sale", 2, 100_000, DAY, DAY)
    assert (charge.payer, charge.cost_centre, charge.rule) == (order.payer, order.cost_centre, "home-visit")
    assert charge.month.first_day == date(2026, 11, 1)
    assert charge.price_version.valid_from == DAY


def test_a_marked_device_with_a_sale_price_is_sold_not_rented(world: World) -> None:
    PriceVersion.objects.create(
        article=world.articles["rollator"], kind="sale", amount_ore=150_000, purchase_ore=1, valid_from=DAY, recorded_at=world.now
    )
    lend(world, "D1001", on=DAY)
    charge = Charge.objects.get()
    assert (charge.kind, charge.amount_ore, charge.device and charge.device.number) == ("sale", 150_000, "D1001")
    assert charge.move == Move.objects.get(device__number="D1001", kind="delivered")
    assert not Rental.objects.exists()
    assert Device.objects.get(number="D1001").state == "with_person"


def test_without_a_price_nothing_is_delivered_and_nothing_is_left(world: World) -> None:
    order = sent_order(world, "D1001", pieces={"tray": 1}, on=DAY)
    world.articles["tray"].prices.all()
    line = order.lines.get(article=world.articles["tray"])
    bare = type(line.article).objects.create(
        centre=world.centre, number="X1", name="X", iso_code="120609", kind="component", assortment="stocked",
        supplier=line.article.supplier, lead_time_days=1,
    )  # fmt: skip
    type(line).objects.filter(pk=line.pk).update(article=bare)
    with pytest.raises(Refused) as refusal:
        world.run(confirm_delivery, ConfirmDelivery(order.number, DAY), "filip", now=at(DAY))
    assert refusal.value.code == "billing.no_price"
    assert not Rental.objects.exists()
    assert Device.objects.get(number="D1001").state == "in_transit"
    assert not Move.objects.filter(kind="delivered", device__number="D1001").exists()


def test_what_is_not_sent_is_not_delivered(world: World) -> None:
    order = lend(world, "D1001", on=DAY)
    with pytest.raises(Refused) as refusal:
        world.run(confirm_delivery, ConfirmDelivery(order.number, DAY), "filip", now=at(DAY))
    assert refusal.value.code == "ordering.nothing_sent"
    assert Rental.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (DAY + timedelta(days=1), "stock.day_in_future"),
        (DAY - timedelta(days=1), "stock.day_before_last_move"),
        (date(1926, 11, 20), "stock.day_too_long_ago"),
    ],
)
def test_a_day_that_cannot_be_is_refused(world: World, on: date, code: str) -> None:
    order = sent_order(world, "D1001", on=DAY)
    with pytest.raises(Refused) as refusal:
        world.run(confirm_delivery, ConfirmDelivery(order.number, on), "filip", now=at(DAY))
    assert (refusal.value.code, refusal.value.field) == (code, "on")
    assert not Rental.objects.exists()


def test_a_day_in_a_closed_month_is_refused_with_advice(world: World) -> None:
    order = sent_order(world, "D1001", on=date(2026, 10, 30))
    close(world, "2026-10", now=DAY)
    with pytest.raises(Refused) as refusal:
        world.run(confirm_delivery, ConfirmDelivery(order.number, date(2026, 10, 31)), "filip", now=at(DAY))
    assert refusal.value.code == "billing.month_closed"
    assert refusal.value.params["first_open"] == date(2026, 11, 1)


def test_an_order_of_another_centre_does_not_exist(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(confirm_delivery, ConfirmDelivery("999", DAY), "filip", now=at(DAY))


@pytest.mark.parametrize("name", ["cilla", "gun", "hanna", "ivan"])
def test_only_the_centre_confirms_deliveries(world: World, name: str) -> None:
    order = sent_order(world, "D1001", on=DAY)
    with pytest.raises(NotAllowed):
        world.run(confirm_delivery, ConfirmDelivery(order.number, DAY), name, now=at(DAY))
    assert Device.objects.get(number="D1001").state == "in_transit"


def test_a_device_that_comes_back_and_goes_out_the_same_day_has_two_rentals(world: World) -> None:
    lend(world, "D1001", on=DAY)
    take_back(world, "D1001", DAY)
    make_ready(world, "D1001", DAY)
    lend(world, "D1001", on=DAY, person="elis", unit="pitea_care")
    assert [(rental.start_on, rental.end_on) for rental in Rental.objects.order_by("pk")] == [(DAY, DAY), (DAY, None)]
