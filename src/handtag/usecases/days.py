"""Swedish civil days as stretches of time, for use cases that ask what was recorded on them."""

from datetime import date, datetime, time, timedelta

from handtag.usecases.base import SWEDEN


def beginning(day: date) -> datetime:
    """Midnight in Sweden when the day begins."""
    return datetime.combine(day, time.min, SWEDEN)


def end(day: date) -> datetime:
    """Midnight in Sweden when the day is over; also on the days that are 23 or 25 hours long."""
    return beginning(day + timedelta(days=1))
