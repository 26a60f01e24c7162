"""Picked: the allocated device and no other, and pieces that are there."""

from datetime import date

import pytest
from tests.support.lending import allocated_order, deliver
from tests.support.prescribing import chosen
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.catalogue.models import Article, Fit, PriceVersion
from handtag.apps.orders.models import Order
from handtag.apps.stock.models import Balance, CountedMove, Device
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.promising import Accessory


def test_the_allocated_device_is_picked_by_its_number(world: World) -> None:
    order = allocated_order(world, "D1001")
    assert world.run(pick_line, PickLine(order.number, device_number="D1001"), "filip") == "picked"
    device = Device.objects.get(number="D1001")
    assert (device.state, device.location) == ("picked", world.locations["C"])
    assert device.moves.latest("pk").order_number == order.number


def test_another_device_is_refused(world: World) -> None:
    order = allocated_order(world, "D1001")
    with pytest.raises(Refused) as refusal:
        world.run(pick_line, PickLine(order.number, device_number="D1002"), "filip")
    assert refusal.value.code == "ordering.other_device"
    assert Device.objects.get(number="D1002").state == "in_stock"


def test_pieces_leave_the_balance_when_picked(world: World) -> None:
    order = allocated_order(world, pieces={"tray": 3})
    world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")
    assert Balance.objects.get(article=world.articles["tray"]).quantity == 17
    assert CountedMove.objects.get(article=world.articles["tray"], order_number=order.number).quantity == -3


@pytest.mark.parametrize(("name", "code"), [("stick_holder", "stock.too_few"), ("cushion", "stock.none_left")])
def test_pieces_that_are_not_there_are_not_picked(world: World, name: str, code: str) -> None:
    order = allocated_order(world, pieces={name: 4})
    before = Balance.objects.get(article=world.articles[name]).quantity
    with pytest.raises(Refused) as refusal:
        world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")
    assert refusal.value.code == code
    assert Balance.objects.get(article=world.articles[name]).quantity == before


def test_a_line_is_picked_once(world: World) -> None:
    order = allocated_order(world, "D1001", pieces={"tray": 1})
    tray = order.lines.get(article=world.articles["tray"])
    for pick in (PickLine(order.number, device_number="D1001"), PickLine(order.number, line_id=tray.pk)):
        world.run(pick_line, pick, "filip")
        with pytest.raises(Refused) as refusal:
            world.run(pick_line, pick, "filip")
        assert refusal.value.code == "ordering.illegal_step"
    assert Balance.objects.get(article=world.articles["tray"]).quantity == 19


def test_a_marked_device_is_not_picked_by_its_line(world: World) -> None:
    order = allocated_order(world, "D1001")
    with pytest.raises(Refused) as refusal:
        world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")
    assert refusal.value.code == "ordering.pick_by_number"


def test_a_line_of_another_order_is_not_found(world: World) -> None:
    order, other = allocated_order(world, "D1001"), allocated_order(world, pieces={"tray": 1})
    with pytest.raises(NotFound):
        world.run(pick_line, PickLine(order.number, line_id=other.lines.get().pk), "filip")


def test_a_prescriber_does_not_pick(world: World) -> None:
    order = allocated_order(world, "D1001")
    with pytest.raises(NotAllowed):
        world.run(pick_line, PickLine(order.number, device_number="D1001"), "cilla")


def test_work_is_ticked_off_and_charged_and_takes_nothing_from_a_shelf(world: World) -> None:
    """Assembly stands on the order like an accessory: an article of the kind service that fits the device."""
    service = Article.objects.create(
        centre=world.centre, number="70001", name="Montering", iso_code="122203", kind="service", assortment="stocked",
        supplier=world.articles["tray"].supplier, lead_time_days=3,
    )  # fmt: skip
    Fit.objects.create(part=service, main=world.articles["rollator"])
    PriceVersion.objects.create(
        article=service, kind="sale", amount_ore=50_000, purchase_ore=0, valid_from=date(2026, 1, 1), recorded_at=world.now
    )
    data = PlaceOrder(chosen(world), world.points["health_centre"].pk, (Accessory("70001"),))
    placed = Order.objects.get(number=world.run(place_order, data, "anna"))
    line = placed.lines.get(article=service)
    assert (line.waits_for, line.promised_on) == ("work", date(2026, 12, 1))
    deliver(world, placed, world.today)
    assert not CountedMove.objects.filter(article=service).exists()
    assert Charge.objects.get(article=service).amount_ore == 50_000
