"""Swedish civil days as stretches of time, for use cases that ask what was recorded on them."""

from datetime import date, datetime, time, timedelta

from handtag.usecases.base import SWEDEN

BEFORE_ALL = date(1900, 1, 1)  # nothing is recorded earlier, and the first day of the calendar has no moment before it


def beginning(day: date) -> datetime:
    """Midnight in Sweden when the day begins."""
    return datetime.combine(max(day, BEFORE_ALL), time.min, SWEDEN)


def end(day: date) -> datetime:
    """Midnight in Sweden when the day is over; also on the days that are 23 or 25 hours long."""
    return beginning(day + timedelta(days=1))
