"""Following up."""

from datetime import date, timedelta

import pytest
from tests.support.following import rule
from tests.support.prescribing import lend, ordered, prescription
from tests.support.world import TODAY, World

from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import FollowUp as Row
from handtag.apps.prescriptions.queries import follow_ups_due
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.following.follow_up import FollowUp, follow_up


@pytest.fixture
def delivered(world: World) -> World:
    placed = ordered(world)
    lend(world, placed)
    Row.objects.update(due_on=date(2026, 11, 20))
    return world


def only() -> Row:
    found: Row = Row.objects.order_by("pk")[0]
    return found


def test_the_waiting_follow_up_is_done_and_the_next_has_its_day(delivered: World) -> None:
    key = only().prescription.key
    delivered.run(follow_up, FollowUp(key, "goal_partly_reached", "Höjden justerad", date(2027, 2, 1)), "anna")
    done, waiting = Row.objects.order_by("pk")
    assert (done.done_on, done.result, done.note) == (TODAY, "goal_partly_reached", "Höjden justerad")
    assert (waiting.due_on, waiting.done_on) == (date(2027, 2, 1), None)
    assert prescription(key).state == "followed_up"
    assert [row.pk for row in follow_ups_due(delivered.viewer("anna"), TODAY)] == [waiting.pk]


def test_one_that_nobody_planned_counts_from_today(delivered: World) -> None:
    key = only().prescription.key
    Row.objects.all().delete()
    delivered.run(follow_up, FollowUp(key, "goal_reached", "", None), "anna")
    assert [row.done_on for row in Row.objects.order_by("pk")] == [TODAY, None]


def test_what_is_lent_gets_its_next_day_by_the_county_s_rule(delivered: World) -> None:
    rule(delivered, "12", 20, 200)
    rule(delivered, "1206", 10, 90)
    answer = delivered.run(follow_up, FollowUp(only().prescription.key, "used", ""), "anna")
    assert (answer.next_due_on, answer.orders) == (TODAY + timedelta(days=90), ())
    waiting = Row.objects.get(done_on=None)
    assert (waiting.due_on, waiting.ground) == (TODAY + timedelta(days=90), "rule")


def test_where_the_county_has_no_rule_nothing_is_forgotten_either(delivered: World) -> None:
    answer = delivered.run(follow_up, FollowUp(only().prescription.key, "used", ""), "anna")
    assert answer.next_due_on == TODAY + timedelta(days=365)


def test_what_is_adjusted_is_looked_at_again_soon(delivered: World) -> None:
    answer = delivered.run(follow_up, FollowUp(only().prescription.key, "unsafe", "Bromsen tar inte", then="adjust"), "anna")
    assert answer.next_due_on == TODAY + timedelta(days=30)
    done = Row.objects.get(done_on=TODAY)
    assert (done.result, done.then, done.note) == ("unsafe", "adjust", "Bromsen tar inte")


def test_what_is_agreed_with_the_person_goes_before_the_rule(delivered: World) -> None:
    delivered.run(follow_up, FollowUp(only().prescription.key, "used", "", date(2027, 3, 1)), "anna")
    assert (Row.objects.get(done_on=None).due_on, Row.objects.get(done_on=None).ground) == (date(2027, 3, 1), "agreed")


def test_to_end_has_everything_lent_collected_in_one_press(delivered: World) -> None:
    lent = only().prescription
    line = Order.objects.get(prescription=lent).lines.get()
    point = delivered.points["health_centre"].pk
    answer = delivered.run(follow_up, FollowUp(lent.key, "not_used", "Har köpt egen", None, "end", "other_solution", point), "anna")
    collection = Order.objects.get(number=answer.orders[0])
    assert (collection.kind, collection.lines.get().device, collection.person) == ("collection_order", line.device, lent.person)
    assert (answer.next_due_on, prescription(lent.key).state) == (None, "ended")
    assert not Row.objects.filter(done_on=None).exists()


@pytest.mark.parametrize(("reason", "point", "field"), [("", True, "reason"), ("need_ended", False, "delivery_point_id")])
def test_an_end_without_reason_or_place_leaves_everything_as_it_was(delivered: World, reason: str, point: bool, field: str) -> None:
    at = delivered.points["health_centre"].pk if point else None
    with pytest.raises(Refused) as refusal:
        delivered.run(follow_up, FollowUp(only().prescription.key, "used", "", None, "end", reason, at), "anna")
    assert refusal.value.field == field
    assert (only().done_on, Order.objects.count(), prescription(only().prescription.key).state) == (None, 1, "delivered")


def test_nothing_is_fetched_at_another_unit_s_place(delivered: World) -> None:
    at = delivered.points["pitea_care"].pk
    with pytest.raises(NotFound) as refusal:
        delivered.run(follow_up, FollowUp(only().prescription.key, "used", "", None, "end", "need_ended", at), "anna")
    assert refusal.value.field == "delivery_point_id"
    assert prescription(only().prescription.key).state == "delivered"


@pytest.mark.parametrize(
    ("result", "then", "note", "code"),
    [
        ("unsafe", "continue", "Välter", "following.does_not_go_on"),
        ("need_changed", "continue", "Orkar mer", "following.does_not_go_on"),
        ("used", "adjust", " ", "following.words_missing"),
        ("not_used", "continue", "", "following.words_missing"),
        ("used", "stop", "", "following.unknown_then"),
    ],
)
def test_how_it_went_decides_what_may_follow(delivered: World, result: str, then: str, note: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        delivered.run(follow_up, FollowUp(only().prescription.key, result, note, None, then), "anna")
    assert only().done_on is None


@pytest.mark.parametrize(
    ("result", "due", "field"),
    [
        ("fine", None, "result"),
        ("goal_reached", TODAY, "next_due_on"),
        ("goal_reached", date(2020, 1, 1), "next_due_on"),
        ("goal_reached", date(2029, 12, 1), "next_due_on"),
    ],
)
def test_a_wrong_result_or_a_day_gone_by_is_refused(delivered: World, result: str, due: date | None, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        delivered.run(follow_up, FollowUp(only().prescription.key, result, "", due), "anna")
    assert refusal.value.field == field
    assert only().done_on is None


def test_nothing_is_followed_up_before_delivery(world: World) -> None:
    key = ordered(world).prescription.key
    with pytest.raises(Refused, match="wrong_state"):
        world.run(follow_up, FollowUp(key, "goal_reached", "", None), "anna")


def test_another_unit_finds_no_prescription(delivered: World) -> None:
    with pytest.raises(NotFound):
        delivered.run(follow_up, FollowUp(only().prescription.key, "goal_reached", "", None), "bo")
