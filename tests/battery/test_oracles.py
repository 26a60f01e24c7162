"""Days and öre against the slowest and plainest way to count them."""

import calendar
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

import pytest
from tests.battery.conftest import Size

from handtag.domain import billing, renting
from handtag.domain.billing import Charged, credit, rent_amount, sale_amount
from handtag.domain.renting import Period, segments, without_shared_days
from handtag.domain.values.period import Month

pytestmark = [pytest.mark.both]
FIRST = date(2027, 1, 1)
ONE = timedelta(days=1)
PRICES = [(date(2026, 1, 1), 100), (date(2027, 2, 14), 200), (date(2027, 12, 31), 300), (date(2028, 2, 29), 400), (date(2028, 3, 1), 500)]


def months(start: date, end: date) -> list[Month]:
    found = [Month.of(start)]
    while found[-1] < Month.of(end):
        found.append(found[-1].next())
    return found


def wrong_days(starts: int, lengths: int) -> tuple[int, list[str]]:
    """Rentals tried, and those whose days are not each billed once at the price of the day."""
    days = [FIRST + ONE * n for n in range(starts + lengths)]
    price = {day: max(p for p in PRICES if p[0] <= day)[1] for day in days}
    wrong = []
    for first in range(starts):
        for last in range(first, first + lengths):
            start, end = days[first], days[last]
            cut = [piece for month in months(start, end) for piece in segments(start, end, month, PRICES)]
            if sum(piece.days for piece in cut) != last - first + 1 or not _tiles(cut, start, end, price):
                wrong.append(f"{start}–{end}")
    return starts * lengths, wrong


def _tiles(cut: list[renting.Segment[int]], start: date, end: date, price: dict[date, int]) -> bool:
    """The pieces follow each other without gap or overlap, each within one month and under one price, which is that of its days."""
    return (
        cut[0].first == start
        and cut[-1].last == end
        and all(later.first == earlier.last + ONE for earlier, later in pairwise(cut))
        and all(price[piece.first] == piece.price == price[piece.last] and Month.of(piece.first) == Month.of(piece.last) for piece in cut)
    )


@pytest.mark.law("BFL 5 kap. amounts")
def test_every_day_of_every_rental_is_counted_once(size: Size, done: Callable[[str], None]) -> None:
    starts, lengths = (size.of(40, 731), size.of(60, 400)) if size.share < 1 else (731, 400)
    tried, wrong = wrong_days(starts, lengths)
    done(f"{tried:,} rentals: {starts} starts × {lengths} lengths")
    assert wrong[:5] == []


def test_a_day_that_is_forgotten_is_found(monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]) -> None:
    without("the last day")
    monkeypatch.setattr(renting, "days_inclusive", lambda first, last: (last - first).days)
    assert wrong_days(5, 40)[1]


def test_on_a_shared_day_one_pays(size: Size, done: Callable[[str], None]) -> None:
    chance, rentals = random.Random(size.seed), size.of(300, 30_000)
    for _ in range(rentals):
        day, periods = FIRST, []
        for _ in range(chance.randrange(1, 6)):
            last = day + ONE * chance.choice((0, 0, 1, 5, 40))
            periods.append(Period(day, last))
            day = last + ONE * chance.choice((0, 0, 1, 9))
        paid = [p.first + ONE * n for p in without_shared_days(periods) if p and p.last for n in range((p.last - p.first).days + 1)]
        held = {p.first + ONE * n for p in periods if p.last for n in range((p.last - p.first).days + 1)}
        assert sorted(held) == sorted(paid)
    done(f"{rentals:,} devices lent again and again, also on the day they came back")


def plain(amount: Decimal) -> int:
    """To whole öre as one learns it in school: halves away from zero."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def wrong_lines(lines: int, seed: int) -> list[str]:
    """Lines whose öre are not those of exact decimals: rents, sales, marked-up prices and credits."""
    chance, wrong = random.Random(seed), []
    with localcontext() as context:
        context.prec = 60
        for _ in range(lines):
            monthly, days, percent = chance.randrange(10 ** chance.randrange(1, 10)), chance.randrange(0, 367), chance.randrange(0, 100)
            rent = rent_amount(monthly, days)
            told = (rent, sale_amount(monthly, days), billing.sale_price(monthly, percent))
            plainly = (
                plain(Decimal(monthly) * 12 * days / 365), monthly * days, plain(Decimal(monthly) * (100 + percent) / 100),
            )  # fmt: skip
            if told != plainly:
                wrong.append(f"{monthly} öre a month, {days} days, {percent} %: {told}, plainly {plainly}")
            if days and rent:
                kept = chance.randrange(days)
                line = Charged("rent", FIRST, FIRST + ONE * (days - 1), days, rent)
                taken = credit(line, monthly_ore=monthly, from_day=FIRST + ONE * kept)
                if rent + taken.amount_ore != plain(Decimal(monthly) * 12 * kept / 365) or taken.quantity != days - kept:
                    wrong.append(f"{monthly} öre a month, {kept} of {days} days kept: {taken}")
    return wrong


@pytest.mark.law("BFL 5 kap. amounts")
def test_every_line_is_exact_to_the_ore(size: Size, done: Callable[[str], None]) -> None:
    lines = size.of(10_000, 2_000_000)
    wrong = wrong_lines(lines, size.seed)
    done(f"{lines:,} lines, each a rent, a sale, a price and a credit")
    assert wrong[:5] == []


def test_rounding_to_even_is_found(monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]) -> None:
    without("rounding half up")
    monkeypatch.setattr(billing, "round_half_up", round)
    assert wrong_lines(10_000, 1)


def test_the_calendar_is_the_calendar() -> None:
    assert [Month(y, m).last.day for y in range(1999, 2101) for m in range(1, 13)] == [
        calendar.monthrange(y, m)[1] for y in range(1999, 2101) for m in range(1, 13)
    ]
