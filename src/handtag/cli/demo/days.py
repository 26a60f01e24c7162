"""The moving clock of the demo county: working days and office hours. Pure; the calendar comes from files.working_days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handtag.files.working_days import is_working_day

SWEDEN = ZoneInfo("Europe/Stockholm")
OPENS = time(7, 30)


def working_day_from(day: date) -> date:
    """The day itself, or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_until(day: date) -> date:
    """The day itself, or the working day before."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def after_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day`."""
    for _ in range(count):
        day = working_day_from(day + timedelta(days=1))
    return day


def working_days(first: date, last: date) -> Iterator[date]:
    """Every working day from `first` to `last`, both included."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if is_working_day(day):
            yield day


def next_delivery_day(day: date, weekdays: str) -> date:
    """The first working day after `day` with a transport to a delivery point; a free transport day is skipped."""
    day = working_day_from(day + timedelta(days=1))
    while str(day.isoweekday()) not in weekdays:
        day = working_day_from(day + timedelta(days=1))
    return day


def months_before(day: date, count: int) -> date:
    """The first day of the month `count` months before the month of `day`."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def office_moment(day: date, minute: int) -> datetime:
    """The moment `minute` tenths of a minute into the working day, in UTC; the day's last tick is before midnight."""
    opened = datetime.combine(day, OPENS, tzinfo=SWEDEN)
    return (opened + timedelta(seconds=6 * min(minute, 5000))).astimezone(UTC)


def working_day_before(day: date) -> date:
    """The last working day before `day`."""
    return working_day_until(day - timedelta(days=1))
