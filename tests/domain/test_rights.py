"""Rights that are earned: how long they last, and what stands in their way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.rights import (
    Case,
    Certificate,
    Earned,
    Goods,
    Grant,
    Requirement,
    Withdrawal,
    last_day_of,
    months_later,
    require_right,
    right,
    seat_state,
    standing,
)
from handtag.domain.values.errors import Refused

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = AT.date()
COURSE = Requirement(1, "Rullstolskurs", date(2026, 1, 1), iso_prefix="1222", course="hjul", months=24)
CHAIR, WALKER = Goods("20001", "122203"), Goods("10001", "120606")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def met(requirement: Requirement, earned: Earned, on: date = TODAY, at: datetime = AT) -> bool:
    return standing(requirement, earned, on, at).is_met


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_with_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(DAYS, st.integers(0, 120), st.integers(0, 120))
def test_more_months_are_never_earlier(day: date, some: int, more: int) -> None:
    assert months_later(day, some) <= months_later(day, some + more)


@given(DAYS, st.integers(1, 120), DAYS)
def test_a_certificate_holds_from_its_day_through_its_last_and_no_other(held: date, months: int, on: date) -> None:
    requirement = Requirement(1, "Kurs", date(2020, 1, 1), course="k", months=months)
    last = last_day_of(held, months)
    assert last is not None
    assert met(requirement, Earned(certificates=[Certificate("1", "k", held)]), on) == (held <= on <= last)


def test_another_course_an_annulled_one_and_one_to_come_give_nothing() -> None:
    for certificate in (
        Certificate("1", "lyft", TODAY),
        Certificate("1", "hjul", TODAY, annulled_at=AT),
        Certificate("1", "hjul", TODAY + timedelta(days=1)),
    ):
        assert not met(COURSE, Earned(certificates=[certificate]))


@given(st.lists(DAYS, max_size=6), st.integers(1, 4), st.integers(1, 36), DAYS)
def test_cases_count_when_enough_of_them_fit_within_the_time_a_right_lasts(days: list[date], needed: int, months: int, on: date) -> None:
    """Against the slow way: some day on which the n-th case was done, with all n within the months, and the right still lasting."""
    requirement = Requirement(1, "Fall", date(2020, 1, 1), cases=needed, months=months)
    said = met(requirement, Earned(cases=[Case(1, day) for day in days]), on)
    slow = any(
        sum(1 for other in days if other <= done and months_later(other, months) > done) >= needed
        and done <= on < months_later(done, months)
        for done in days
    )
    assert said == slow


def test_a_grant_lasts_until_it_is_ended_and_is_for_its_own_requirement() -> None:
    grant = Grant(7, 1, "approved", TODAY, TODAY)
    assert met(COURSE, Earned(grants=[grant]))
    assert not met(COURSE, Earned(grants=[grant]), TODAY + timedelta(days=1))
    assert not met(COURSE, Earned(grants=[Grant(7, 2, "approved", TODAY, TODAY)]))
    assert not met(COURSE, Earned(grants=[Grant(7, 1, "approved", TODAY, TODAY, ended_at=AT)]))


def test_what_lasts_longest_is_what_the_right_rests_on() -> None:
    earned = Earned([Certificate("gammal", "hjul", date(2025, 1, 1)), Certificate("ny", "hjul", date(2026, 1, 1))])
    basis = standing(COURSE, earned, TODAY, AT).basis
    assert basis is not None
    assert basis.name == "ny"


def test_only_what_is_asked_for_the_article_of_the_profession_on_the_day_is_missing() -> None:
    def missing(goods: Goods, profession: str = "nurse", on: date = TODAY, requirement: Requirement = COURSE) -> int:
        return len(right([requirement], Earned(), goods, profession=profession, on=on, at=AT).missing)

    assert (missing(CHAIR), missing(WALKER), missing(CHAIR, on=date(2025, 12, 31))) == (1, 0, 0)
    nurses = Requirement(2, "För sköterskor", date(2026, 1, 1), date(2026, 11, 23), professions=frozenset({"nurse"}), cases=1)
    assert [missing(WALKER, who, requirement=nurses) for who in ("nurse", "physician")] == [1, 0]
    assert missing(WALKER, on=date(2026, 11, 24), requirement=nurses) == 0
    one_article = Requirement(3, "Artikel", date(2026, 1, 1), article_number="20001", cases=1)
    assert (missing(CHAIR, requirement=one_article), missing(WALKER, requirement=one_article)) == (1, 0)


@pytest.mark.parametrize(("prefix", "stopped"), [("", (True, True)), ("1222", (True, False)), ("09", (False, False))])
def test_a_withdrawal_stops_its_part_while_it_lasts(prefix: str, stopped: tuple[bool, bool]) -> None:
    earned = Earned([Certificate("1", "hjul", TODAY)], withdrawals=[Withdrawal(prefix, "own_wish", "Ord", AT)])
    found = [right([COURSE], earned, goods, profession="nurse", on=TODAY, at=AT) for goods in (CHAIR, WALKER)]
    assert tuple(one.withdrawal is not None for one in found) == stopped
    back = Earned(earned.certificates, withdrawals=[Withdrawal(prefix, "own_wish", "Ord", AT - timedelta(days=2), AT)])
    assert right([COURSE], back, CHAIR, profession="nurse", on=TODAY, at=AT).holds


def test_the_refusal_says_what_stands_in_the_way_and_a_withdrawal_before_what_is_missing() -> None:
    lacking = right([COURSE], Earned(), CHAIR, profession="nurse", on=TODAY, at=AT)
    with pytest.raises(Refused) as refusal:
        require_right(lacking, CHAIR)
    assert (refusal.value.code, refusal.value.params["missing"]) == ("rights.missing", ("Rullstolskurs",))
    stopped = right([COURSE], Earned(withdrawals=[Withdrawal("", "own_wish", "Ord", AT)]), CHAIR, profession="nurse", on=TODAY, at=AT)
    with pytest.raises(Refused, match=r"rights\.withdrawn"):
        require_right(stopped, CHAIR)


def test_a_right_that_ran_out_says_when() -> None:
    found = standing(COURSE, Earned([Certificate("1", "hjul", date(2024, 5, 1))]), TODAY, AT)
    assert (found.is_met, found.expired) == (False, date(2026, 4, 30))


@given(st.integers(1, 50), st.integers(0, 60))
def test_no_course_is_booked_over(seats: int, taken: int) -> None:
    assert (seat_state(seats, taken) == "booked") == (taken + 1 <= seats)
