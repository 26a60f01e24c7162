"""Placing an order."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import localtime
from tests.support import agreement
from tests.support.prescribing import chosen, order, ordered, prescription, started
from tests.support.world import World

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.audit.models import AuditEntry
from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.orders.queries_promise import Asked, promises
from handtag.apps.organisations.models import CostCentre, NumberSeries, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.purchasing.queries_gate import coming
from handtag.apps.stock.models import Device, Move
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import SWEDEN
from handtag.usecases.messages import sentence
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.promising import Accessory


def lines(placed: Order) -> list[tuple[str, int, str | None, str, date]]:
    rows = OrderLine.objects.filter(order=placed).order_by("pk")
    return [(r.article.number, r.quantity, r.device.number if r.device else None, r.state, r.promised_on) for r in rows]


def place(world: World, key: UUID, *accessories: tuple[str, int], by: str = "anna", point: str = "health_centre", **more: Any) -> str:
    wanted = tuple(Accessory(number, quantity) for number, quantity in accessories)
    return world.run(place_order, PlaceOrder(key, world.points[point].pk, wanted), by, **more)


def refused(world: World, key: UUID, *accessories: tuple[str, int]) -> Refused:
    number = NumberSeries.objects.get(kind="order").next_number
    with pytest.raises(Refused) as refusal:
        place(world, key, *accessories)
    assert not Order.objects.filter(prescription__key=key).exclude(state="cancelled").exists()
    assert NumberSeries.objects.get(kind="order").next_number == number
    assert not Device.objects.exclude(state="in_stock").exists()
    assert "%(" not in sentence(refusal.value)
    return refusal.value


def test_the_oldest_reconditioned_equivalent_is_reserved_and_the_day_is_promised(world: World) -> None:
    placed = ordered(world, "rollator", ("tray", 2))
    assert lines(placed) == [
        ("10001", 1, "D1004", "allocated", date(2026, 11, 24)),
        ("10010", 2, None, "placed", date(2026, 11, 24)),
    ]
    assert (placed.state, placed.number) == ("placed", "100001")
    assert world.fresh(world.devices["D1004"]).state == "reserved"
    move = Move.objects.get(kind="reserved", order_number=placed.number)
    assert (move.unit, move.payer, move.moved_on) == (placed.unit, world.region, world.today)
    assert prescription(placed.prescription.key).state == "ordered"
    assert AuditEntry.objects.get(action="ordering.placed").target == "order:100001"


def on_contract(world: World) -> None:
    """The health centre is run by a private provider for the region."""
    private = Principal.objects.create(county=world.county, kind="private", name="Provvård AB", organisation_number="556026-9986")
    Unit.objects.filter(pk=world.units["health_centre"].pk).update(principal=private)


def test_the_unit_pays_from_its_own_cost_centre(world: World) -> None:
    CostCentre.objects.create(principal=world.region, code="A001", name="Först")
    placed = ordered(world)
    assert (placed.payer, placed.cost_centre.code) == (world.region, "R100")


def test_a_payer_that_does_not_run_the_unit_pays_from_its_first_cost_centre(world: World) -> None:
    CostCentre.objects.create(principal=world.region, code="A001", name="Först")
    on_contract(world)
    placed = ordered(world)
    assert (placed.payer, placed.cost_centre.code) == (world.region, "A001")


def test_a_payer_without_cost_centre_is_said(world: World) -> None:
    on_contract(world)
    key = chosen(world)
    CostCentre.objects.filter(principal=world.region).update(principal=world.principals["gallivare"])
    assert refused(world, key).code == "ordering.no_cost_centre"


def test_the_second_rollator_gets_the_next_device_and_the_next_number(world: World) -> None:
    first, second = ordered(world), ordered(world, person="asta")
    assert (lines(first)[0][2], lines(second)[0][2]) == ("D1004", "D1002")
    assert (first.number, second.number) == ("100001", "100002")


def test_the_frame_in_the_same_group_never_crosses_six_digits(world: World) -> None:
    """D1007 is reconditioned and the oldest of the group, but a walking frame is no rollator."""
    given = [lines(ordered(world, person=person))[0][2] for person in ("bror", "asta", "frida", "gosta")]
    assert "D1007" not in given
    assert given == ["D1004", "D1002", "D1008", "D1006"]


def test_what_is_not_in_stock_waits_for_its_lead_time(world: World) -> None:
    placed = ordered(world, "shower_chair")
    assert lines(placed) == [("30001", 1, None, "placed", date(2026, 12, 15))]
    assert lines(ordered(world, "wheelchair", ("cushion", 1)))[1] == ("20010", 1, None, "placed", date(2026, 12, 1))


def test_after_the_cut_off_of_the_agreement_the_next_delivery_is_promised(world: World) -> None:
    key = chosen(world)
    placed = order(place(world, key, now=datetime(2026, 11, 23, 10, 31, tzinfo=UTC)))  # 11:31 in Sweden
    assert lines(placed)[0][4] == date(2026, 11, 26)


def test_a_phased_out_article_names_its_equivalents(world: World) -> None:
    refusal = refused(world, chosen(world, "rollator_old"))
    assert refusal.code == "ordering.phased_out"
    assert refusal.params["equivalents"] == "10001 Rollator Lätt, 10002 Rollator Lätt Plus"
    assert refused(world, chosen(world, "lift_old")).code == "ordering.phased_out_without_equivalent"


@pytest.mark.parametrize(
    ("accessory", "quantity", "code"),
    [
        ("20010", 1, "ordering.does_not_fit"),
        ("10002", 1, "ordering.does_not_fit"),
        ("10010", 0, "ordering.bad_quantity"),
        ("10010", 1000, "ordering.bad_quantity"),
    ],
)
def test_only_fitting_accessories_in_possible_numbers(world: World, accessory: str, quantity: int, code: str) -> None:
    refusal = refused(world, chosen(world), (accessory, quantity))
    assert (refusal.code, refusal.field) == (code, "accessories")


def test_a_phased_out_accessory_is_refused_too(world: World) -> None:
    Article.objects.filter(number="10010").update(assortment="phased_out")
    assert refused(world, chosen(world), ("10010", 1)).code == "ordering.phased_out_without_equivalent"


def test_the_same_accessory_twice_is_one_line(world: World) -> None:
    placed = order(place(world, chosen(world), ("10010", 1), ("10010", 2)))
    assert [line[:2] for line in lines(placed)] == [("10001", 1), ("10010", 3)]


def test_an_unknown_accessory_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="no_article"):
        place(world, chosen(world), ("99999", 1))


@pytest.mark.law("HSL 8 kap. 7 § one payer")
def test_without_a_chosen_article_there_is_nothing_to_order(world: World) -> None:
    assert refused(world, started(world)).code == "ordering.no_decision"


@pytest.mark.damaged
def test_a_new_version_of_the_agreement_asks_for_a_new_choice(world: World) -> None:
    key = chosen(world)
    document = json.loads(world.version.document) | {"version": "2", "valid_from": "2026-11-01"}
    AgreementVersion.objects.create(
        agreement_id=agreement.ID, version="2", name="ny", valid_from=date(2026, 11, 1), document=json.dumps(document),
        document_hash="2" * 64, published_at=world.now,
    )  # fmt: skip
    refusal = refused(world, key)
    assert (refusal.code, refusal.params["version"]) == ("ordering.decision_outdated", "2")


def test_changed_circumstances_that_change_the_answer_ask_for_a_new_choice(world: World) -> None:
    key = chosen(world)
    Person.objects.filter(key=world.key("bror")).update(housing="special_housing_sol")
    assert refused(world, key).code == "ordering.decision_changed"


def test_what_is_ordered_is_not_ordered_twice(world: World) -> None:
    placed = ordered(world)
    with pytest.raises(Refused) as refusal:
        place(world, placed.prescription.key)
    assert (refusal.value.code, refusal.value.params["order"]) == ("ordering.ordered_already", placed.number)
    assert Order.objects.count() == 1


def test_a_cancelled_order_can_be_ordered_anew(world: World) -> None:
    placed = ordered(world)
    world.run(cancel_order, CancelOrder(placed.number, "too_late"), "anna")
    assert order(place(world, placed.prescription.key)).state == "allocated"


def test_goods_are_brought_only_to_the_units_own_points(world: World) -> None:
    key = chosen(world)
    with pytest.raises(NotFound, match="no_delivery_point"):
        place(world, key, point="hospital")
    assert not Order.objects.exists()


def test_another_unit_finds_no_prescription_and_other_roles_place_no_order(world: World) -> None:
    key = chosen(world)
    with pytest.raises(NotFound):
        place(world, key, by="bo")
    for name in ("eva", "filip", "gun", "hanna", "ivan"):
        with pytest.raises((NotAllowed, NotFound)):
            place(world, key, by=name)
    assert not Order.objects.exists()


@pytest.mark.law("WCAG 3.3.4")
def test_a_repeated_press_is_one_order(world: World) -> None:
    key, command = chosen(world), uuid4()
    assert place(world, key, command_id=command) == place(world, key, command_id=command)
    assert Order.objects.count() == 1


def opted(world: World, reason: str, article: str = "rollator") -> Order:
    data = PlaceOrder(chosen(world, article), world.points["health_centre"].pk, own_only=reason)
    return order(world.run(place_order, data, "anna"))


def test_out_of_the_chain_with_a_reason_the_article_itself_comes_used_before_new(world: World) -> None:
    """D1004 is an equivalent that has waited longer than D1002, the oldest reconditioned one of the article itself."""
    placed = opted(world, "tried_out")
    assert [(line.device.number, line.own_only) for line in placed.lines.all() if line.device] == [("D1002", "tried_out")]


@pytest.mark.damaged
def test_out_of_the_chain_only_the_article_itself_is_waited_for(world: World) -> None:
    Device.objects.filter(article=world.articles["rollator"]).update(state="decommissioned", location=None)
    line = opted(world, "measurements").lines.get()
    assert (line.device, line.waits_for, line.promised_on) == (None, "purchase", date(2026, 12, 8))


def test_a_reason_outside_the_list_opens_no_way_out(world: World) -> None:
    with pytest.raises(Refused, match="unknown_opt_out"):
        opted(world, "likes_blue")


@pytest.mark.damaged
def test_a_used_one_being_made_ready_is_promised_sooner_than_a_purchase_and_once(world: World) -> None:
    """The first shower chair to come back is promised to the first who waits for it; the next waits for a purchase."""
    article = world.articles["shower_chair"]
    Device.objects.filter(number="D9001").update(article=article, state="inspected")
    first, second = ordered(world, "shower_chair").lines.get(), ordered(world, "shower_chair", person="asta").lines.get()
    assert (first.waits_for, first.promised_on) == ("reconditioning", date(2026, 12, 8))
    assert (second.waits_for, second.promised_on) == ("purchase", date(2026, 12, 15))


def test_pieces_that_others_wait_for_are_not_promised_again(world: World) -> None:
    lines(ordered(world, "rollator", ("stick_holder", 2)))
    assert lines(ordered(world, "rollator", ("stick_holder", 2), person="asta"))[1][4] == date(2026, 12, 1)


@pytest.mark.parametrize("cart", [("rollator", ()), ("wheelchair", (("20010", 2),)), ("rollator", (("10010", 25), ("10011", 1)))])
def test_the_days_shown_before_are_the_days_promised(world: World, cart: tuple[str, tuple[tuple[str, int], ...]]) -> None:
    name, extra = cart
    asked = [Asked(world.articles[name]), *(Asked(Article.objects.get(number=number), quantity) for number, quantity in extra)]
    shown = promises(asked, localtime(world.now, SWEDEN), agreement.document(), world.points["health_centre"].weekdays, expects=coming)
    placed = order(place(world, chosen(world, name), *extra))
    assert [line.comes_on for line in shown] == [line[4] for line in lines(placed)]
