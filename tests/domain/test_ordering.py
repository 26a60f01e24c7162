"""Steps of an order line, the choice of device, and the day that is promised."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain import ordering
from handtag.domain.ordering import Candidate, Wanted, choose_device, may_stand_in, order_state, promise_date
from handtag.domain.values.errors import Refused

SWEDEN = ZoneInfo("Europe/Stockholm")
ROLLATOR = Wanted("10001", "120606", frozenset({1}))
HALF_PAST_ELEVEN = time(11, 30)


def candidate(
    number: str, times: int, since: date, article: str = "10001", iso: str = "120606", groups: frozenset[int] = frozenset({1})
) -> Candidate:
    return Candidate(number, article, iso, groups, times, since)


candidates = st.builds(
    Candidate,
    st.from_regex(r"D[0-9]{3}", fullmatch=True),
    st.sampled_from(["10001", "10002", "10020", "30001"]),
    st.sampled_from(["120606", "12060601", "120603", "091203"]),
    st.frozensets(st.integers(1, 3)),
    st.integers(0, 3),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)


def test_the_oldest_reconditioned_equivalent_comes_before_the_article_itself_new() -> None:
    new = candidate("D1", 0, date(2026, 1, 1))
    used = candidate("D2", 1, date(2026, 9, 1))
    older_equivalent = candidate("D3", 2, date(2026, 8, 1), article="10002")
    assert choose_device(ROLLATOR, [new, used, older_equivalent]) == older_equivalent
    assert choose_device(ROLLATOR, [new, used]) == used
    assert choose_device(ROLLATOR, [new]) == new
    assert choose_device(ROLLATOR, []) is None


def test_the_article_itself_wins_only_when_all_else_is_equal() -> None:
    same_day = date(2026, 8, 1)
    equivalent, exact = candidate("D1", 1, same_day, article="10002"), candidate("D2", 1, same_day)
    assert choose_device(ROLLATOR, [equivalent, exact]) == exact


@given(st.lists(candidates, max_size=12))
def test_a_chosen_device_never_crosses_six_digits_and_nothing_reconditioned_is_passed_over(found: list[Candidate]) -> None:
    chosen = choose_device(ROLLATOR, found)
    possible = [c for c in found if may_stand_in(ROLLATOR, c)]
    assert (chosen is None) == (not possible)
    if chosen is not None:
        assert chosen.article_number == ROLLATOR.article_number or chosen.iso_code[:6] == "120606"
        better = [c for c in possible if c.times_reconditioned and c.available_since < chosen.available_since]
        assert not (chosen.times_reconditioned and better)
        assert chosen.times_reconditioned or not any(c.times_reconditioned for c in possible)


@given(st.lists(candidates, max_size=8, unique_by=lambda c: c.device_number), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_the_candidates(found: list[Candidate], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose_device(ROLLATOR, shuffled) == choose_device(ROLLATOR, found)


def test_an_article_without_group_is_replaced_by_nothing_but_itself() -> None:
    alone = Wanted("30001", "091203", frozenset())
    assert not may_stand_in(alone, candidate("D1", 1, date(2026, 1, 1), article="30002", iso="091203", groups=frozenset()))
    assert may_stand_in(alone, candidate("D1", 1, date(2026, 1, 1), article="30001", iso="091203", groups=frozenset()))


@pytest.mark.parametrize(
    ("placed", "weekdays", "lead", "promised"),
    [
        ("2026-11-23 11:30", "24", 0, "2026-11-24"),  # Monday, on the minute: Tuesday
        ("2026-11-23 11:31", "24", 0, "2026-11-26"),  # a minute late: Thursday
        ("2026-11-24 09:00", "24", 0, "2026-11-26"),  # never the same day
        ("2026-11-27 11:00", "1", 0, "2026-11-30"),  # Friday for Monday
        ("2026-11-28 09:00", "1", 0, "2026-12-07"),  # Saturday: the working day before Monday was Friday
        ("2026-12-22 12:00", "3", 0, "2026-12-30"),  # Christmas: Wednesday 23 is missed
        ("2026-12-23 11:00", "5", 0, "2027-01-08"),  # Fridays 25 December and 1 January are free days
        ("2026-11-23 09:00", "24", 10, "2026-12-08"),  # goods come on 3 December, a Thursday: too late for that day
        ("2026-11-23 09:00", "12345", 1, "2026-11-25"),
    ],
)
def test_the_promised_day(placed: str, weekdays: str, lead: int, promised: str) -> None:
    from handtag.files.working_days import is_working_day

    at = datetime.fromisoformat(placed).replace(tzinfo=SWEDEN)
    day = promise_date(at, weekdays=weekdays, cut_off=HALF_PAST_ELEVEN, is_working_day=is_working_day, lead_time_days=lead)
    assert day == date.fromisoformat(promised)


weekday_sets = st.sets(st.sampled_from("12345"), min_size=1).map("".join)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), weekday_sets, st.integers(0, 60))
def test_a_promise_is_a_delivery_day_after_the_cut_off_and_later_orders_are_never_promised_earlier(
    at: datetime, weekdays: str, lead: int
) -> None:
    def working(day: date) -> bool:
        return day.isoweekday() < 6

    def promise(moment: datetime, days: int) -> date:
        return promise_date(moment, weekdays=weekdays, cut_off=HALF_PAST_ELEVEN, is_working_day=working, lead_time_days=days)

    day = promise(at, lead)
    assert str(day.isoweekday()) in weekdays
    assert day > at.date() + timedelta(days=lead)
    assert promise(at + timedelta(hours=7), lead) >= day
    assert promise(at, lead + 1) >= day


def test_a_delivery_point_without_days_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        promise_date(datetime(2026, 11, 23, 9), weekdays="", cut_off=HALF_PAST_ELEVEN, is_working_day=lambda day: True)
    assert (refusal.value.code, refusal.value.field) == ("ordering.no_delivery_day", "delivery_point_id")


@pytest.mark.law("ASVS 2.3.1")
def test_a_line_goes_forward_one_step_at_a_time() -> None:
    for before, after in pairwise(["placed", "allocated", "picked", "sent", "delivered"]):
        ordering.require_step(before, after)
    legal = {(state, wanted) for state, steps in ordering.LINE_STEPS.items() for wanted in steps}
    for state in ordering.LINE_STEPS:
        for wanted in ordering.LINE_STEPS:
            if (state, wanted) not in legal:
                with pytest.raises(Refused, match="illegal_step"):
                    ordering.require_step(state, wanted)
    assert {state for state, wanted in legal if wanted == "cancelled"} == {"placed", "allocated"}


@given(st.lists(st.sampled_from(sorted(ordering.LINE_STEPS)), max_size=6))
def test_an_order_is_as_far_as_its_least_advanced_living_line(states: list[str]) -> None:
    state = order_state(states)
    living = [line for line in states if line != "cancelled"]
    assert state == "cancelled" if not living else state in living
    assert all(ordering.PROGRESS.index(state) <= ordering.PROGRESS.index(line) for line in living)


def test_phased_out_names_what_stands_in_its_place() -> None:
    with pytest.raises(Refused) as refusal:
        ordering.require_orderable("10003", "phased_out", [("10001", "Rollator Lätt")])
    assert refusal.value.params["equivalents"] == "10001 Rollator Lätt"
    with pytest.raises(Refused, match="without_equivalent"):
        ordering.require_orderable("10003", "phased_out", [])
    ordering.require_orderable("10001", "order_item", [])


@pytest.mark.parametrize(("kind", "quantity"), [("device", 2), ("component", 0), ("consumable", -1), ("consumable", 1000)])
def test_an_impossible_quantity_is_refused(kind: str, quantity: int) -> None:
    with pytest.raises(Refused, match="bad_quantity"):
        ordering.require_quantity("1", kind, quantity)


def supply(kind: str = "device", free: int = 0, coming: int = 0, lead: int = 14) -> ordering.Supply:
    return ordering.Supply(kind, free, coming, lead, 10)


@pytest.mark.parametrize(
    ("there", "quantity", "waits"),
    [
        (supply(free=1), 1, ("stock", 0)),
        (supply(coming=1), 1, ("reconditioning", 10)),
        (supply(coming=1, lead=7), 1, ("purchase", 7)),
        (supply(coming=0), 1, ("purchase", 14)),
        (supply(coming=-3), 1, ("purchase", 14)),
        (supply("component", free=2), 3, ("purchase", 14)),
        (supply("component", free=2, coming=9), 3, ("purchase", 14)),
        (supply("service", lead=5), 1, ("work", 5)),
    ],
)
def test_what_a_line_waits_for(there: ordering.Supply, quantity: int, waits: tuple[str, int]) -> None:
    assert ordering.source(there, quantity) == waits


OWED = ((3, 2), (20, 5))


@pytest.mark.parametrize(
    ("there", "quantity", "days"),
    [
        (ordering.Supply("component", 0, 0, 14, expected=OWED), 2, 3),
        (ordering.Supply("component", 0, 0, 14, expected=OWED), 3, 20),  # later than buying anew, but it is bought already
        (ordering.Supply("component", 0, 0, 14, expected=OWED, ahead=2), 1, 20),
        (ordering.Supply("component", 0, 0, 14, expected=OWED, ahead=7), 1, 14),
        (ordering.Supply("component", 0, 0, 14, expected=OWED[::-1]), 2, 3),
        (ordering.Supply("component", 0, 0, 14, expected=OWED).without(2), 1, 20),
        (ordering.Supply("component", 1, 0, 14, expected=OWED).without(3), 1, 20),
        (ordering.Supply("device", 0, 1, 14, expected=OWED).without(3), 1, 20),  # one of the three is made ready, two are bought
    ],
)
def test_what_suppliers_owe_goes_to_whoever_ordered_first(there: ordering.Supply, quantity: int, days: int) -> None:
    assert ordering.source(there, quantity) == ("purchase", days)


def test_a_purchase_on_its_way_is_waited_for_when_it_comes_before_a_used_one_is_ready() -> None:
    assert ordering.source(ordering.Supply("device", 0, 1, 14, 10, OWED)) == ("purchase", 3)
    assert ordering.source(ordering.Supply("device", 0, 1, 14, 10, OWED, ahead=2)) == ("reconditioning", 10)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8), st.integers(0, 20), st.lists(st.integers(1, 5), max_size=6))
def test_who_orders_later_is_never_promised_what_is_bought_sooner(owed: list[tuple[int, int]], ahead: int, asked: list[int]) -> None:
    """And each is promised the very day on which the queue is served, as a supplier's confirmation would."""
    there = ordering.Supply("component", 0, 0, 99, expected=tuple(owed), ahead=ahead)
    found = []
    for quantity in asked:
        found.append(ordering.source(there, quantity)[1])
        there = there.without(quantity)
    assert found == sorted(found)
    day = date(2026, 1, 1)
    served = ordering.arrivals(list(enumerate([ahead, *asked])), [(day + timedelta(days), n) for days, n in owed])
    assert found == [(served[place] - day).days if place in served else 99 for place in range(1, len(asked) + 1)]


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=1, max_size=8))
def test_together_all_are_promised_for_the_last_day_and_remember_their_own(days: list[date]) -> None:
    joined = ordering.jointly(days)
    assert {promised for promised, _own in joined} == {max(days)}
    assert [own or promised for promised, own in joined] == days


@given(
    st.lists(st.integers(1, 9), max_size=8),
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 9)), max_size=8),
)
def test_who_waits_longest_is_served_first_and_nobody_before_their_last_piece_is_there(
    wanted: list[int], coming: list[tuple[date, int]]
) -> None:
    found = ordering.arrivals(list(enumerate(wanted)), coming)
    assert list(found) == list(range(len(found)))
    for place, day in found.items():
        asked, there = sum(wanted[: place + 1]), sum(pieces for on, pieces in coming if on <= day)
        assert there >= asked
        assert sum(pieces for on, pieces in coming if on < day) < asked
    assert len(found) == len(wanted) or sum(wanted[: len(found) + 1]) > sum(pieces for _on, pieces in coming)


def test_one_line_delays_the_rest_only_when_another_is_earlier() -> None:
    early, late = date(2026, 11, 24), date(2026, 12, 1)
    assert ordering.delaying([(1, early), (2, late)]) == 2
    assert ordering.delaying([(1, early), (2, early)]) is None
    assert ordering.delaying([(1, early)]) is None


def test_out_of_a_binding_chain_goes_only_the_need() -> None:
    ordering.require_opt_out("", chain="binding")
    ordering.require_opt_out("preference", chain="offered")
    ordering.require_opt_out("measurements", chain="binding")
    with pytest.raises(Refused, match="chain_is_binding"):
        ordering.require_opt_out("preference", chain="binding")
