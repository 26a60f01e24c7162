"""How values are written for people: kronor, dates, times, identity numbers. Nothing here returns HTML."""

from datetime import date, datetime

from django.utils import timezone

from handtag.domain.values.money import format_kronor

NOTHING = "–"


def kronor(ore: int | None) -> str:
    """Öre as `1 234,50 kr`; a missing amount is a dash, never 0."""
    return NOTHING if ore is None else format_kronor(ore)


def day(value: date | None) -> str:
    """A civil date as 2026-11-21. A timestamp is first moved to Swedish time."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return NOTHING if value is None else value.isoformat()


def moment(value: datetime | None) -> str:
    """A UTC timestamp as Swedish civil time, 2026-11-21 14:05."""
    return NOTHING if value is None else timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def grouped_identity(digits: str, *, masked: bool = False) -> str:
    """Twelve digits as `20100112-2385`, or `20100112-••••` when masked; a reserve number without its issuer, or hidden."""
    if len(digits) == 12 and digits.isdigit():
        return f"{digits[:8]}-{'••••' if masked else digits[8:]}"
    return "••••" if masked else digits.rpartition(":")[2]


def whole(number: int) -> str:
    """A count with a thin gap for each thousand, 12 345."""
    return f"{number:,}".replace(",", "\u00a0").replace("-", "−")
