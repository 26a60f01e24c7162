"""Days are counted with both ends; months follow each other without gaps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.values.period import Month, days_inclusive

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@given(days)
def test_a_day_lies_in_its_own_month(day: date) -> None:
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert Month.parse(str(month)) == month


@given(days)
def test_the_next_month_begins_the_day_after_the_last(day: date) -> None:
    month = Month.of(day)
    assert month.next().first == month.last + timedelta(days=1)


@given(days, st.integers(min_value=0, max_value=5000))
def test_counting_days_is_adding_them_one_by_one(first: date, length: int) -> None:
    assert days_inclusive(first, first + timedelta(days=length)) == length + 1
    assert days_inclusive(first, first - timedelta(days=1)) == 0


@pytest.mark.parametrize(("first", "last", "count"), [(date(2026, 3, 28), date(2026, 3, 29), 2), (date(2024, 2, 28), date(2024, 3, 1), 3)])
def test_summer_time_and_leap_days_are_ordinary_days(first: date, last: date, count: int) -> None:
    assert days_inclusive(first, last) == count


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "26-01", "2026", "", "abcd-01"])
def test_a_month_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)
