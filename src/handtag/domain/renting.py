"""Which days a device is rented, month by month and price by price. Days are civil and inclusive; no money, no rows.

Source: Norrbotten final report 2021, "Hyresperiod": the rental period is counted in days from and including the delivery day
up to and including the return day, and rent is charged for the number of days rented.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month, days_inclusive

P = TypeVar("P")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Rented from a day to a day, both counted; `last` is None while the device is out."""

    first: date
    last: date | None


@dataclass(frozen=True)
class Segment(Generic[P]):
    """Days of one rental in one month under one price version."""

    first: date
    last: date
    price: P

    @property
    def days(self) -> int:
        return days_inclusive(self.first, self.last)


def rent_days(start: date, end: date | None, month: Month) -> tuple[date, date] | None:
    """The first and last rented day in the month, both inclusive; None when the rental does not touch it."""
    first = max(start, month.first)
    last = month.last if end is None else min(end, month.last)
    return (first, last) if first <= last else None


def without_shared_days(periods: Sequence[Period]) -> list[Period | None]:
    """One device's rentals in order, so that no device has two rent days on one date.

    The agreement counts both the return day and the delivery day. When a device comes back and goes out again on the same
    day, whoever receives it pays that day; None when nothing is left of the earlier rental.
    """
    following: list[Period | None] = [*periods[1:], None]
    return [_until(period, later) for period, later in zip(periods, following, strict=True)]


def segments(start: date, end: date | None, month: Month, prices: Iterable[tuple[date, P]]) -> list[Segment[P]]:
    """The month's rented days cut where a new price begins: a line never spans two price versions.

    `prices` are (valid from, price) in order of day. Raises Refused("renting.no_price") when a rented day has no price.
    """
    rented = rent_days(start, end, month)
    if rented is None:
        return []
    first, last = rented
    known = list(prices)
    cut: list[Segment[P]] = []
    for place, (valid_from, price) in enumerate(known):
        until = known[place + 1][0] - ONE_DAY if place + 1 < len(known) else last
        if max(first, valid_from) <= min(last, until):
            cut.append(Segment(max(first, valid_from), min(last, until), price))
    if not cut or cut[0].first > first:
        raise Refused("renting.no_price", on=first)
    return cut


def price_on(prices: Iterable[tuple[date, P]], day: date) -> P | None:
    """The price in force on a day; `prices` are (valid from, price) in order of day. None before the first."""
    in_force = [price for valid_from, price in prices if valid_from <= day]
    return in_force[-1] if in_force else None


def _until(period: Period, later: Period | None) -> Period | None:
    if later is None or (period.last is not None and period.last < later.first):
        return period
    before = later.first - ONE_DAY
    return Period(period.first, before) if period.first <= before else None
