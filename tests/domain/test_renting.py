"""Rented days: each once, none missing, cut at months and prices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.renting import Period, price_on, rent_days, segments, without_shared_days
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month

days = st.dates(date(2023, 12, 1), date(2026, 12, 31))


def each_day(first: date, last: date) -> list[date]:
    """The slow way that cannot be wrong."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("start", "end", "month", "count"),
    [
        (date(2026, 3, 28), date(2026, 3, 30), "2026-03", 3),  # clocks go forward on the 29th: a day is a day
        (date(2026, 10, 24), date(2026, 10, 26), "2026-10", 3),  # clocks go back on the 25th
        (date(2024, 2, 28), date(2024, 3, 1), "2024-02", 2),  # leap day
        (date(2023, 2, 28), date(2023, 3, 1), "2023-02", 1),
        (date(2026, 11, 10), date(2026, 11, 10), "2026-11", 1),  # out and in the same day
        (date(2026, 10, 31), None, "2026-11", 30),
        (date(2026, 11, 30), None, "2026-11", 1),
        (date(2026, 12, 1), None, "2026-11", 0),
        (date(2026, 9, 1), date(2026, 10, 31), "2026-11", 0),
    ],
)
def test_days_are_civil_and_inclusive(start: date, end: date | None, month: str, count: int) -> None:
    rented = rent_days(start, end, Month.parse(month))
    assert (len(each_day(*rented)) if rented else 0) == count


@given(days, st.integers(0, 400))
def test_the_months_together_are_the_rental_day_by_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    billed: list[date] = []
    month = Month.of(start)
    while month <= Month.of(end).next():
        rented = rent_days(start, end, month)
        billed += each_day(*rented) if rented else []
        month = month.next()
    assert billed == each_day(start, end)


@given(days, st.one_of(st.none(), st.integers(0, 90)), st.lists(days, unique=True, max_size=6))
def test_segments_tile_the_rented_days_each_under_the_price_of_its_day(start: date, length: int | None, changes: list[date]) -> None:
    prices = [(date(2023, 1, 1), "first"), *[(day, str(day)) for day in sorted(changes)]]
    end = None if length is None else start + timedelta(days=length)
    month = Month.of(start)
    rented = rent_days(start, end, month)
    assert rented is not None
    cut = segments(start, end, month, prices)
    assert [day for part in cut for day in each_day(part.first, part.last)] == each_day(*rented)
    assert sum(part.days for part in cut) == len(each_day(*rented))
    for part in cut:
        assert {price_on(prices, day) for day in each_day(part.first, part.last)} == {part.price}


@st.composite
def lives(draw: st.DrawFn) -> list[Period]:
    """One device's rentals in order; a new one may begin on the day the last one ended."""
    periods, day = [], draw(days)
    for _ in range(draw(st.integers(1, 8))):
        last = day + timedelta(days=draw(st.integers(0, 5)))
        periods.append(Period(day, last))
        day = last + timedelta(days=draw(st.integers(0, 3)))
    if draw(st.booleans()):
        periods[-1] = Period(periods[-1].first, None)
    return periods


@pytest.mark.law("HSL 8 kap. 7 § one payer")
@given(lives())
def test_no_device_has_two_rent_days_on_one_date_and_none_is_lost(periods: list[Period]) -> None:
    horizon = max(period.last or period.first for period in periods) + timedelta(days=10)
    holder: dict[date, int] = {}
    for number, period in enumerate(periods):
        for day in each_day(period.first, period.last or horizon):
            holder[day] = number  # who receives it later the same day pays the day
    billed: dict[date, int] = {}
    for number, period in enumerate(without_shared_days(periods)):
        for day in each_day(period.first, period.last or horizon) if period else []:
            assert day not in billed
            billed[day] = number
    assert billed == holder


def test_a_rented_day_without_a_price_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        segments(date(2026, 11, 1), None, Month(2026, 11), [(date(2026, 11, 2), "late")])
    assert refusal.value.code == "renting.no_price"


def test_a_price_of_the_next_month_cuts_nothing() -> None:
    cut = segments(date(2026, 11, 1), None, Month(2026, 11), [(date(2026, 1, 1), "now"), (date(2026, 12, 1), "later")])
    assert [(part.price, part.days) for part in cut] == [("now", 30)]
