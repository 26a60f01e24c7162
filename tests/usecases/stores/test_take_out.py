"""Taken out of an unstaffed store: prescribed, delivered and filled up again in one go."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.lending import allocated_order, close, take_back
from tests.support.prescribing import chosen, ordered, started
from tests.support.stores import add_store, device, level, neighbour, pieces_at, put, wanted_at
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.billing.models import Charge
from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import Order
from handtag.apps.orders.store import shelf_of
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Balance, Move, PiecesHeld
from handtag.apps.stores.models import Store
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray
from handtag.usecases.stores.take_out import TakeOut, take_out

NEED = {"need": "Når inte golvet", "goal": "Kan ta upp det som faller"}


@pytest.fixture
def local(world: World) -> World:
    add_store(world)
    put(world, "N", "D1001", "D2001", catheter=3)
    return world


def take(world: World, number: str, person: str = "bror", by: str = "anna", code: str = "N", **more: Any) -> Order:
    data = TakeOut(code, number, world.key(person), **{**NEED, **more})
    found: Order = Order.objects.get(number=world.run(take_out, data, by))
    return found


def refused(world: World, number: str, **more: Any) -> Refused:
    before = Move.objects.count(), Prescription.objects.count(), Order.objects.count()
    with pytest.raises(Refused) as refusal:
        take(world, number, **more)
    assert (Move.objects.count(), Prescription.objects.count(), Order.objects.count()) == before
    assert "%(" not in sentence(refusal.value)
    return refusal.value


def test_a_device_is_with_the_person_and_its_rent_runs_from_today(local: World) -> None:
    order = take(local, "d 1001")
    assert (device("D1001").state, device("D1001").person) == ("with_person", local.persons["bror"])
    rental = Rental.objects.get()
    assert (rental.device, rental.start_on, rental.payer, rental.unit) == (
        device("D1001"), local.today, local.region, local.units["health_centre"],
    )  # fmt: skip
    assert (order.state, order.delivery_point) == ("delivered", local.points["health_centre"])
    line = order.lines.get()
    assert (line.device, line.state, line.delivered_on) == (device("D1001"), "delivered", local.today)
    kinds = list(Move.objects.filter(device=device("D1001"), order_number=order.number).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["reserved", "picked", "sent", "delivered"]


def test_it_is_prescribed_on_the_agreements_decision_and_followed_up(local: World) -> None:
    order = take(local, "D1001")
    prescription = order.prescription
    assert prescription is not None
    assert (prescription.state, prescription.need, prescription.person) == ("delivered", NEED["need"], local.persons["bror"])
    assert order.decision == PrescriptionDecision.objects.get()
    assert FollowUp.objects.get().due_on == local.today + timedelta(days=30)
    steps = list(prescription.steps.order_by("pk").values_list("kind", flat=True))
    assert steps == ["assessment", "article_chosen", "ordered"]
    entry = AuditEntry.objects.get(action="stores.taken_out")
    assert (entry.target, entry.details["location"], entry.details["article"]) == (f"order:{order.number}", "N", "10001")


def test_pieces_are_sold_and_the_store_is_filled_up(local: World) -> None:
    level(local, "N", "catheter", 3, 6)
    order = take(local, "40001", by="nils", quantity=2)
    assert pieces_at(local, "N", "catheter") == 1
    charge = Charge.objects.get()
    assert (charge.kind, charge.quantity, charge.amount_ore, charge.order_line) == ("sale", 2, 4_900, order.lines.get())
    assert wanted_at("N") == {"40001": 5}


def test_a_store_that_still_has_its_minimum_is_left_alone(local: World) -> None:
    level(local, "N", "catheter", 2, 6)
    take(local, "40001", by="nils")
    assert wanted_at("N") == {}


def test_a_prescription_that_waits_for_its_goods_gets_them(local: World) -> None:
    key = chosen(local)
    order = take(local, "D1001", prescription_key=key)
    assert order.prescription is not None
    assert (order.prescription.key, Prescription.objects.count()) == (key, 1)


def test_a_prescription_that_is_ordered_already_is_not_given_twice(local: World) -> None:
    placed = ordered(local)
    assert placed.prescription is not None
    assert refused(local, "D1001", prescription_key=placed.prescription.key).code == "prescribing.wrong_state"


def test_a_prescription_for_someone_else_is_refused(local: World) -> None:
    assert refused(local, "D1001", prescription_key=started(local, "asta")).code == "stores.other_person"


def test_who_has_no_right_to_prescribe_it_takes_nothing(local: World) -> None:
    assert refused(local, "D2001", by="nils").code == "prescribing.no_right"
    assert device("D2001").state == "in_stock"


def test_need_and_goal_are_stated_first(local: World) -> None:
    assert (refused(local, "D1001", need=" ").field, refused(local, "D1001", goal="").field) == ("need", "goal")


def test_what_is_not_there_is_not_taken(local: World) -> None:
    assert refused(local, "D1002").code == "stores.not_there"  # stands in the central store
    assert refused(local, "12345").code == "stores.not_there"
    assert refused(local, "10001").code == "stores.scan_the_device"
    assert refused(local, "40001", by="nils", quantity=4).code == "stock.too_few"
    assert refused(local, "40001", by="nils", quantity=0).code == "ordering.bad_quantity"
    assert refused(local, "D1001", quantity=2).code == "ordering.bad_quantity"


def test_a_reserved_device_is_another_persons(local: World) -> None:
    allocated_order(local, "D1001")
    assert refused(local, "D1001").code == "stores.not_there"


def test_goods_of_a_staffed_store_are_ordered(world: World) -> None:
    for code in ("C", "F"):
        assert refused(world, "D1001", code=code).code == "stores.staffed"


def test_a_buffer_is_its_units_own(world: World) -> None:
    add_store(world, "B", "buffer_store", "lulea_care")
    put(world, "B", "D1001")
    assert refused(world, "D1001", code="B", person="asta").code == "stores.other_units"
    order = take(world, "D1001", code="B", person="asta", by="cilla", answers={"care_setting": "home_visit"})
    assert order.delivery_point == world.points["lulea_care"]


def test_without_any_delivery_point_it_is_said(local: World) -> None:
    DeliveryPoint.objects.filter(unit=local.units["health_centre"]).delete()
    assert refused(local, "D1001").code == "stores.no_delivery_point"


def test_an_article_without_price_cannot_be_taken(local: World) -> None:
    unpriced = Article.objects.get(number="40001")
    unpriced.pk, unpriced.number = None, "40099"
    unpriced.save()
    local.articles["unpriced"] = unpriced
    put(local, "N", unpriced=1)
    assert refused(local, "40099", by="nils").code == "billing.no_price"


def test_it_comes_back_as_any_other(local: World) -> None:
    take(local, "D1001")
    take_back(local, "D1001", local.today)
    close(local, "2026-11", now=date(2026, 12, 2))
    assert Charge.objects.get(kind="rent").quantity == 1


def test_others_persons_and_other_roles_are_refused(local: World) -> None:
    with pytest.raises(NotFound):
        take(local, "D1001", person="hilda")
    for name in ("eva", "filip", "asa"):
        with pytest.raises(NotAllowed):
            take(local, "D1001", by=name)


def test_the_store_has_no_more_said_than_before(local: World) -> None:
    take(local, "D1001")
    assert Store.objects.count() == 1


@pytest.mark.damaged
def test_what_lies_in_an_unstaffed_store_is_promised_to_no_order(world: World) -> None:
    add_store(world)
    put(world, "N", "D1004", "D1002", "D1008", "D1006", catheter=3)
    assert ordered(world).lines.get().device.number == "D1001"
    for emptied in (Balance, PiecesHeld):
        emptied.objects.filter(location__code="C", article=world.articles["catheter"]).update(quantity=0)
    assert shelf_of(world.articles["catheter"], 1, world.today) is None


def test_another_centres_device_on_the_shelf_is_sent_home_and_not_taken_out(local: World) -> None:
    neighbour(local)
    local.run(take_in_stray, TakeInStray("D8001", "N", local.today), "filip")
    with pytest.raises(Refused, match=r"stores\.not_there"):
        take(local, "D8001")
    assert device("D8001").state == "in_stock"


def test_what_is_ordered_already_is_not_taken_out_for_the_same_prescription(local: World) -> None:
    prescription = ordered(local).prescription
    assert prescription is not None
    with pytest.raises(Refused, match="wrong_state"):
        take(local, "D1001", prescription_key=prescription.key)
