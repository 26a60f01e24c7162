"""Which days people work in Sweden, from the published calendar of the holidays library."""

from datetime import date
from functools import cache

import holidays


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public or customary free day (midsummer, Christmas and New Year's Eve are free)."""
    return day.weekday() < 5 and day not in _free_days(day.year)


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, include_sundays=False, categories=("public", "de_facto")))
