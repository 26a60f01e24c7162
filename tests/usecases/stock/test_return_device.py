"""Returned: the rent ends with that day, with or without a collection order, to any store of the centre."""

from datetime import date, timedelta

import pytest
from tests.support.lending import at, close, lend, take_back
from tests.support.world import World

from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.return_device import ReturnDevice, return_device

OUT, HOME = date(2026, 11, 10), date(2026, 11, 20)


def collection_order(world: World, lent: Order) -> Order:
    device = Device.objects.get(number="D1001")
    order: Order = Order.objects.create(
        centre=world.centre, number="777", kind="collection_order", state="placed", person=lent.person, unit=lent.unit,
        payer=lent.payer, cost_centre=lent.cost_centre, delivery_point=lent.delivery_point, placed_at=at(HOME), placed_by="u",
    )  # fmt: skip
    OrderLine.objects.create(order=order, article=device.article, quantity=1, device=device, state="placed", promised_on=HOME)
    return order


def test_the_rent_ends_on_the_return_day(world: World) -> None:
    order = lend(world, "D1001", on=OUT)
    answer = take_back(world, "D1001", HOME)
    rental = Rental.objects.get()
    device = Device.objects.get(number="D1001")
    assert (answer.rent_ended_on, answer.collection_order) == (HOME, "")
    assert (rental.end_on, rental.end_move) == (HOME, Move.objects.get(device=device, kind="returned"))
    assert (device.state, device.person, device.location) == ("returned", None, world.locations["C"])
    assert list(RentalEvent.objects.order_by("pk").values_list("kind", flat=True)) == ["started", "ended"]
    move = rental.end_move
    assert move is not None
    assert (move.person, move.unit, move.payer) == (order.person, order.unit, order.payer)


def test_its_collection_order_is_done(world: World) -> None:
    collection = collection_order(world, lend(world, "D1001", on=OUT))
    assert take_back(world, "D1001", HOME).collection_order == "777"
    assert world.fresh(collection).state == "collected"
    assert Move.objects.get(kind="returned", device__number="D1001").order_number == "777"


def test_it_may_come_back_to_any_store_of_the_centre(world: World) -> None:
    lend(world, "D1001", on=OUT)
    world.run(return_device, ReturnDevice("D1001", "F", HOME), "eva", now=at(HOME))
    assert Device.objects.get(number="D1001").location == world.locations["F"]


def test_it_may_come_back_the_day_it_went_out(world: World) -> None:
    lend(world, "D1001", on=OUT)
    take_back(world, "D1001", OUT)
    assert (Rental.objects.get().start_on, Rental.objects.get().end_on) == (OUT, OUT)


def test_a_sold_device_comes_back_without_a_rent_to_end(world: World) -> None:
    PriceVersion.objects.create(
        article=world.articles["rollator"], kind="sale", amount_ore=1, purchase_ore=1, valid_from=OUT, recorded_at=world.now
    )
    lend(world, "D1001", on=OUT)
    assert take_back(world, "D1001", HOME).rent_ended_on is None


def test_a_day_in_a_closed_month_is_refused_with_the_first_open_day(world: World) -> None:
    lend(world, "D1001", on=date(2026, 10, 20))
    close(world, "2026-10", now=HOME)
    with pytest.raises(Refused) as refusal:
        take_back(world, "D1001", date(2026, 10, 25), now=HOME)
    assert refusal.value.code == "billing.month_closed"
    assert refusal.value.params["first_open"] == date(2026, 11, 1)
    assert Rental.objects.get().end_on is None
    take_back(world, "D1001", date(2026, 11, 1), now=HOME)


@pytest.mark.parametrize(
    ("on", "code"),
    [(HOME + timedelta(days=1), "stock.day_in_future"), (OUT - timedelta(days=1), "stock.day_before_last_move")],
)
def test_a_day_that_cannot_be_is_refused(world: World, on: date, code: str) -> None:
    lend(world, "D1001", on=OUT)
    with pytest.raises(Refused) as refusal:
        take_back(world, "D1001", on, now=HOME)
    assert refusal.value.code == code


def test_a_device_in_stock_cannot_be_returned(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        take_back(world, "D1001", HOME)
    assert refusal.value.code == "stock.illegal_move"


def test_an_unknown_device_and_an_unknown_store_are_named(world: World) -> None:
    lend(world, "D1001", on=OUT)
    for data, field in ((ReturnDevice("?", "C", HOME), "device_number"), (ReturnDevice("D1001", "?", HOME), "location_code")):
        with pytest.raises(NotFound) as refusal:
            world.run(return_device, data, "filip", now=at(HOME))
        assert refusal.value.field == field
    assert Rental.objects.get().end_on is None


@pytest.mark.parametrize("name", ["cilla", "gun", "hanna"])
def test_only_the_centre_takes_devices_back(world: World, name: str) -> None:
    lend(world, "D1001", on=OUT)
    with pytest.raises(NotAllowed):
        world.run(return_device, ReturnDevice("D1001", "C", HOME), name, now=at(HOME))
    assert Device.objects.get(number="D1001").state == "with_person"
