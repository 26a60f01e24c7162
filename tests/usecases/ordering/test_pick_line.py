"""Picked: the allocated device and no other, and pieces that are there."""

from datetime import date, timedelta

import pytest
from tests.support.lending import allocated_order, deliver
from tests.support.prescribing import chosen
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.catalogue.models import Article, Fit, PriceVersion
from handtag.apps.orders.models import Order
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Balance, CountedMove, Device, Lot
from handtag.apps.stock.queries_holdings import holders_of_lot
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


def lot(world: World, code: str, expires_on: date, pieces: int, store: str = "C") -> Lot:
    """A lot of catheters that has come into a store."""
    article = world.articles["catheter"]
    made = stock.lot_of(article, code, expires_on)
    stock.change_balance(
        article, world.locations[store], pieces, kind="received", on=world.today, recorded_at=world.now, moved_by="user:0", lot=made
    )
    return made


def test_a_recall_of_a_lot_finds_the_person_whose_pieces_were_picked(world: World) -> None:
    late, soon = lot(world, "L-LATE", date(2028, 1, 31), 50), lot(world, "L-SOON", date(2027, 1, 31), 50)
    order = allocated_order(world, pieces={"catheter": 60})
    world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")
    with_persons = [[(one.person, one.quantity) for one in holders_of_lot(made) if one.place == "person"] for made in (soon, late)]
    assert with_persons == [[(order.person_id, 50)], [(order.person_id, 10)]]


def test_pieces_for_a_unit_are_with_the_unit(world: World) -> None:
    made = lot(world, "L-1", date(2027, 1, 31), 50)
    order = allocated_order(world, pieces={"catheter": 5})
    Order.objects.filter(pk=order.pk).update(
        kind="equipment_order", person=None, decision=None, prescription=None, agreement_version_id=order.rests_on
    )
    world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")
    moved = CountedMove.objects.get(order_number=order.number)
    assert (moved.against, moved.unit, moved.lot, moved.person) == ("unit", order.unit, made, None)


def test_the_lot_that_was_scanned_is_the_one_that_is_picked(world: World) -> None:
    lot(world, "L-SOON", date(2027, 1, 31), 50)
    lot(world, "L-LATE", date(2028, 1, 31), 50)
    order = allocated_order(world, pieces={"catheter": 5})
    world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk, code="(01)07350053850019(10)L-LATE"), "filip")
    assert CountedMove.objects.get(order_number=order.number).lot.code == "L-LATE"


def test_what_expires_first_is_picked_in_whichever_store_it_lies(world: World) -> None:
    lot(world, "L-LATE", date(2028, 1, 31), 500)
    lot(world, "L-SOON", date(2027, 1, 31), 5, store="F")
    order = allocated_order(world, pieces={"catheter": 5})
    world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")
    moved = CountedMove.objects.get(order_number=order.number)
    assert (moved.location, moved.lot.code) == (world.locations["F"], "L-SOON")


def test_what_has_expired_goes_to_nobody(world: World) -> None:
    lot(world, "L-OLD", world.today - timedelta(days=1), 50)
    order = allocated_order(world, pieces={"catheter": 5})
    pk = order.lines.get().pk
    with pytest.raises(Refused) as refusal:
        world.run(pick_line, PickLine(order.number, line_id=pk, code="l-old"), "filip")
    assert refusal.value.code == "ordering.lot_expired"
    world.run(pick_line, PickLine(order.number, line_id=pk), "filip")
    assert CountedMove.objects.get(order_number=order.number).lot is None


@pytest.mark.parametrize(("code", "refused"), [("L-99", "unknown_lot"), ("(01)07350053850019(10)L-1", "other_package")])
def test_a_package_of_something_else_is_refused(world: World, code: str, refused: str) -> None:
    lot(world, "L-1", date(2027, 1, 31), 50)
    Article.objects.filter(number="40001").update(gtin="07350053850026")
    order = allocated_order(world, pieces={"catheter": 5})
    with pytest.raises(Refused) as refusal:
        world.run(pick_line, PickLine(order.number, line_id=order.lines.get().pk, code=code), "filip")
    assert refusal.value.code == f"ordering.{refused}"
    assert not CountedMove.objects.filter(order_number=order.number).exists()


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
