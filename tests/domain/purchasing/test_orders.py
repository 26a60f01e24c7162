"""A purchase order's lines: the fold of what happened to them, and what cannot happen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.purchasing import orders
from handtag.domain.purchasing.orders import Event, Progress, after, fold, order_state
from handtag.domain.values.errors import Refused

DAY = date(2026, 11, 23)
PLACED = Event("placed", 10, DAY)


def line(*events: Event) -> Progress:
    return fold(10, (PLACED, *events))


def test_a_line_goes_from_draft_over_partial_deliveries_to_received() -> None:
    assert fold(10, ()).state == "draft"
    assert (line().state, line().outstanding) == ("ordered", 10)
    told = line(Event("confirmed", 10, date(2026, 12, 1)))
    assert (told.state, told.promised_on) == ("confirmed", date(2026, 12, 1))
    part = after(after(told, Event("counted", 4)), Event("accepted", 3))
    assert (part.state, part.to_control, part.outstanding) == ("part_received", 1, 6)
    back = after(part, Event("rejected", 1))
    assert (back.to_control, back.outstanding) == (0, 7)
    done = after(after(back, Event("counted", 7)), Event("accepted", 7))
    assert (done.state, done.outstanding) == ("received", 0)


def test_what_will_not_come_is_cancelled_and_the_rest_is_received() -> None:
    part = line(Event("counted", 4), Event("accepted", 4))
    assert after(part, Event("cancelled", 6)).state == "received"
    assert line(Event("cancelled", 10)).state == "cancelled"
    assert fold(10, (Event("cancelled", 10),)).state == "cancelled"


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ((PLACED,), "purchasing.illegal_step"),
        ((Event("cancelled", 10), Event("confirmed", 1, DAY)), "purchasing.illegal_step"),
        ((Event("counted", 0),), "purchasing.nothing_said"),
        ((Event("accepted", 1),), "purchasing.more_than_counted"),
        ((Event("counted", 2), Event("rejected", 3)), "purchasing.more_than_counted"),
        ((Event("counted", 12), Event("accepted", 11)), "purchasing.more_than_ordered"),
        ((Event("cancelled", 4), Event("counted", 10), Event("accepted", 7)), "purchasing.more_than_ordered"),
        ((Event("counted", 4), Event("cancelled", 7)), "purchasing.more_than_outstanding"),
        ((Event("counted", 10), Event("accepted", 10), Event("counted", 1)), "purchasing.nothing_expected"),
    ],
)
def test_what_cannot_happen_is_refused(events: tuple[Event, ...], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        line(*events)
    assert refusal.value.code == code


def test_a_draft_is_not_counted_in() -> None:
    with pytest.raises(Refused, match="nothing_expected"):
        fold(10, (Event("counted", 1),))


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["draft", "draft"], "draft"),
        (["ordered", "confirmed"], "ordered"),
        (["ordered", "received"], "part_received"),
        (["cancelled", "received"], "received"),
        (["cancelled"], "cancelled"),
    ],
)
def test_an_order_is_as_far_as_its_lines(states: list[str], expected: str) -> None:
    assert order_state(states) == expected


def test_nothing_outside_the_agreements_goes_out_unapproved() -> None:
    orders.require_covered([("10001", True)])
    with pytest.raises(Refused) as refusal:
        orders.require_covered([("10001", True), ("20001", False)])
    assert (refusal.value.code, refusal.value.params["articles"]) == ("purchasing.outside_agreement", "20001")


@pytest.mark.parametrize(("reason", "note"), [("because", "Trasig"), ("safety", "  ")])
def test_an_exception_has_a_reason_and_words(reason: str, note: str) -> None:
    with pytest.raises(Refused):
        orders.require_outside_reason(reason, note)


def test_late_is_what_should_have_come_and_has_not() -> None:
    assert orders.is_late("confirmed", date(2026, 11, 22), 1, DAY)
    assert not orders.is_late("confirmed", DAY, 1, DAY)
    assert not orders.is_late("part_received", date(2026, 11, 1), 0, DAY)
    assert not orders.is_late("received", date(2026, 11, 1), 1, DAY)


@given(
    st.lists(st.tuples(st.sampled_from(["confirmed", "counted", "accepted", "rejected", "cancelled"]), st.integers(-1, 12)), max_size=12)
)
def test_pieces_are_never_lost_or_made_whatever_happens(attempts: list[tuple[str, int]]) -> None:
    now = line()
    for kind, quantity in attempts:
        try:
            now = after(now, Event(kind, quantity, DAY))
        except Refused:
            continue
        assert now.counted >= now.accepted + now.rejected
        assert now.accepted + now.cancelled <= now.quantity
        assert now.outstanding + now.accepted + now.cancelled + now.to_control >= now.quantity
