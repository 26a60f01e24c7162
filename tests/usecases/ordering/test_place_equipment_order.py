"""A unit orders equipment: nobody is named, its principal pays from its cost centre, and the goods reach the unit."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.support.lending import at, close, take_back
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.orders.acts import persons_behind
from handtag.apps.orders.models import Order, OrderSheet
from handtag.apps.organisations.models import NumberSeries
from handtag.apps.rentals.models import Rental
from handtag.apps.retention.entries import bindings, last_entries
from handtag.domain.ordering import EQUIPMENT_RULE
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.analysis.keep_charges import KeepCharges, keep_charges
from handtag.usecases.base import civil_day
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_equipment_order import PlaceEquipmentOrder, place_equipment_order
from handtag.usecases.ordering.save_sheet import SaveSheet, save_sheet
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.promising import Accessory


def asked(world: World, *lines: tuple[str, int], **more: object) -> PlaceEquipmentOrder:
    wanted = tuple(Accessory(world.articles[name].number, quantity) for name, quantity in lines)
    return PlaceEquipmentOrder(wanted, world.points["health_centre"].pk, **more)  # type: ignore[arg-type]


def placed(world: World, *lines: tuple[str, int], on: date | None = None) -> Order:
    found: Order = Order.objects.get(number=world.run(place_equipment_order, asked(world, *lines), "maj", now=at(on or world.today)))
    return found


def delivered(world: World, order: Order, on: date) -> None:
    for line in order.lines.order_by("pk"):
        picked = PickLine(order.number, device_number=line.device.number) if line.device else PickLine(order.number, line_id=line.pk)
        world.run(pick_line, picked, "filip", now=at(on))
    world.run(send_order, SendOrder(order.number), "filip", now=at(on))
    world.run(confirm_delivery, ConfirmDelivery(order.number, on), "filip", now=at(on))


def test_a_unit_orders_for_nobody_and_pays_itself(world: World) -> None:
    order = placed(world, ("rollator", 2), ("gripper", 3))
    assert (order.kind, order.person, order.decision, order.prescription) == ("equipment_order", None, None, None)
    assert (order.payer, order.cost_centre.code, order.agreement_version) == (world.region, "R100", world.version)
    lines = [(line.article.number, line.quantity, line.device and line.device.number) for line in order.lines.order_by("pk")]
    assert lines == [("10001", 1, "D1004"), ("10001", 1, "D1002"), ("60001", 3, None)]


def test_what_comes_to_the_unit_is_rented_or_sold_to_it_and_billed(world: World) -> None:
    start = date(2026, 11, 2)
    order = placed(world, ("rollator", 1), ("gripper", 2), on=start)
    delivered(world, order, start)
    device = world.fresh(world.devices["D1004"])
    assert (device.state, device.unit, device.person) == ("with_unit", world.units["health_centre"], None)
    rental = Rental.objects.get(device=device)
    assert (rental.decision, rental.agreement_version, rental.payer) == (None, world.version, world.region)
    take_back(world, "D1004", date(2026, 11, 20))
    close(world, "2026-11", now=date(2026, 12, 2))
    rows = list(Charge.objects.order_by("kind").values_list("kind", "rule", "decision", "quantity", "amount_ore"))
    rent = 19 * 9_500 * 12 / 365
    assert [(kind, rule, decision, quantity) for kind, rule, decision, quantity, _ore in rows] == [
        ("rent", EQUIPMENT_RULE, None, 19),
        ("sale", EQUIPMENT_RULE, None, 2),
    ]
    assert rows[1][4] == 2 * 19_900
    assert abs(rows[0][4] - rent) < 200


def test_a_month_with_equipment_can_be_kept_for_analysis_without_it(world: World) -> None:
    start = date(2026, 11, 2)
    delivered(world, placed(world, ("gripper", 2), on=start), start)
    close(world, "2026-11", now=date(2026, 12, 2))
    with pytest.raises(NotFound, match="no_charges"):
        world.run(keep_charges, KeepCharges("2026-11", "2026-11"), "gun", now=at(date(2026, 12, 2)))


def test_nobody_is_behind_it_in_the_log_and_nobody_is_bound_by_it(world: World) -> None:
    order = placed(world, ("rollator", 1))
    assert persons_behind([f"order:{order.number}"]) == {}
    assert None not in {person for person, _ in last_entries(civil_day)}
    assert None not in bindings(world.today)


def test_it_is_cancelled_like_any_other(world: World) -> None:
    order = placed(world, ("rollator", 1))
    world.run(cancel_order, CancelOrder(order.number, "need_changed"), "maj")
    assert world.fresh(world.devices["D1004"]).state == "in_stock"


def test_what_was_begun_is_placed_with_it_and_templates_stay(world: World) -> None:
    for name in ("", "Natt"):
        world.run(save_sheet, SaveSheet((Accessory("60001"),), name), "maj")
    placed(world, ("gripper", 1))
    assert list(OrderSheet.objects.values_list("name", flat=True)) == ["Natt"]


@pytest.mark.parametrize(("article", "quantity"), [("rollator", 0), ("rollator", 51), ("gripper", 1000)])
def test_only_possible_numbers(world: World, article: str, quantity: int) -> None:
    with pytest.raises(Refused, match="bad_quantity"):
        placed(world, (article, quantity))


def test_nothing_and_the_phased_out_and_the_unknown_are_refused_and_take_no_number(world: World) -> None:
    number = NumberSeries.objects.get(kind="order").next_number
    with pytest.raises(Refused, match="nothing_asked_for"):
        placed(world)
    with pytest.raises(Refused, match="phased_out"):
        placed(world, ("rollator_old", 1))
    with pytest.raises(NotFound, match="no_article"):
        world.run(place_equipment_order, PlaceEquipmentOrder((Accessory("99999"),), world.points["health_centre"].pk), "maj")
    with pytest.raises(NotFound, match="no_delivery_point"):
        world.run(place_equipment_order, PlaceEquipmentOrder((Accessory("60001"),), world.points["hospital"].pk), "maj")
    assert NumberSeries.objects.get(kind="order").next_number == number


def test_who_takes_part_in_the_care_orders_no_equipment(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(place_equipment_order, asked(world, ("gripper", 1)), "anna")


@pytest.mark.parametrize("wrong", [{"person_id": 1}, {"agreement_version": None}])
@pytest.mark.damaged
def test_the_database_keeps_equipment_nobodys(world: World, wrong: dict[str, object]) -> None:
    order = placed(world, ("gripper", 1))
    change = {"person": world.persons["bror"]} if "person_id" in wrong else wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**change)
