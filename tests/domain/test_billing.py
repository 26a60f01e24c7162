"""Amounts: exact to the öre, rounded once, never credited beyond what was charged."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.access import Role, Viewer
from handtag.domain.billing import (
    Charged,
    PriceKindRule,
    check_closable,
    credit,
    keeps_books_of,
    parse_month,
    price_kind,
    price_kind_rule,
    rent_amount,
    sale_amount,
    sale_price,
)
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month
from handtag.files.agreements import agreements_root, read_agreement

FIRST = date(2026, 11, 1)
RULE = PriceKindRule(200_000, rented_anyway=("120606",), sold_anyway=("0912",))
monthly = st.integers(0, 10_000_000)
lengths = st.integers(1, 31)


@pytest.mark.parametrize(
    ("monthly_ore", "days", "ore"),
    [
        (9_100, 365, 109_200),  # a year of days is twelve months
        (9_100, 1, 299),  # 299,178…
        (365, 1, 12),
        (0, 31, 0),
        (73, 5, 12),
        (10_950, 15, 5_400),
    ],
)
def test_rent_is_the_monthly_price_by_twelve_through_365_a_day(monthly_ore: int, days: int, ore: int) -> None:
    assert rent_amount(monthly_ore, days) == ore


@pytest.mark.law("BFL 5 kap. amounts")
@given(monthly, st.integers(0, 400))
def test_rent_is_rounded_half_up_once_per_line(monthly_ore: int, days: int) -> None:
    with localcontext() as exact:
        exact.prec = 60
        expected = (Decimal(monthly_ore) * 12 * days / 365).quantize(Decimal(1), ROUND_HALF_UP)
    assert rent_amount(monthly_ore, days) == int(expected)


@pytest.mark.parametrize(("numerator_ore", "ore"), [(365, 1), (364, 0), (366, 1), (1095, 2)])
def test_exactly_half_an_ore_is_rounded_up(numerator_ore: int, ore: int) -> None:
    """12 × monthly × days / 365 is never exactly x,5 (365 is odd), so the halves are shown on the rounding itself."""
    from fractions import Fraction

    from handtag.domain.values.money import round_half_up

    assert round_half_up(Fraction(numerator_ore, 730)) == ore
    assert round_half_up(Fraction(-numerator_ore, 730)) == -ore


@pytest.mark.law("BFL 5 kap. amounts")
def test_more_ore_than_a_float_can_count_are_exact() -> None:
    assert sale_amount(9_007_199_254_740_993, 1) == 9_007_199_254_740_993
    assert rent_amount(9_007_199_254_740_993 * 365, 1) == 9_007_199_254_740_993 * 12


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=300))
def test_a_sale_price_is_the_purchase_price_and_the_markup_to_the_nearest_ore(purchase_ore: int, markup: int) -> None:
    with localcontext() as exact:
        exact.prec = 30
        reference = (Decimal(purchase_ore) * (100 + markup) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    assert sale_price(purchase_ore, markup) == int(reference) >= purchase_ore


@pytest.mark.parametrize(
    ("purchase_ore", "iso_code", "kind"),
    [
        (200_001, "122203", "rent_per_month"),
        (200_000, "122203", "sale"),  # "över 2 000 kr": exactly 2 000 kr is not above
        (199_999, "122203", "sale"),
        (90_000, "12060603", "rent_per_month"),  # rollators are rented although cheaper
        (500_000, "091203", "sale"),  # hygiene articles that are too hard to recondition may be sold
    ],
)
def test_above_two_thousand_kronor_is_rented_with_exceptions_as_data(purchase_ore: int, iso_code: str, kind: str) -> None:
    assert price_kind(purchase_ore, iso_code, RULE) == kind


def test_the_limit_and_its_exceptions_are_the_agreements_own_data() -> None:
    document = read_agreement(agreements_root() / "norrbotten")
    assert price_kind_rule(document, date(2026, 11, 1)) == PriceKindRule(200_000, rented_anyway=("120606",))
    assert price_kind_rule(document, date(1999, 1, 1)) is None


def test_the_narrowest_exception_decides() -> None:
    rule = PriceKindRule(200_000, rented_anyway=("091203",), sold_anyway=("09",))
    assert (price_kind(1, "091203", rule), price_kind(900_000, "091206", rule)) == ("rent_per_month", "sale")


def charged(monthly_ore: int, days: int) -> Charged:
    return Charged("rent", FIRST, FIRST + timedelta(days=days - 1), days, rent_amount(monthly_ore, days))


@given(monthly.filter(lambda ore: ore > 100), lengths, st.lists(st.integers(0, 30), max_size=5))
def test_whatever_is_credited_the_rest_is_the_rent_of_the_kept_days(monthly_ore: int, days: int, credited: list[int]) -> None:
    charge, kept = charged(monthly_ore, days), days
    for offset in credited:
        try:
            row = credit(charge, monthly_ore=monthly_ore, from_day=FIRST + timedelta(days=offset))
        except Refused:
            assert offset >= kept
            continue
        assert row.amount_ore <= 0
        assert row.quantity == kept - offset
        kept = offset
        charge = Charged(charge.kind, charge.first_day, charge.last_day, days, charge.amount_ore, (*charge.credits, row))
        assert charge.remaining_ore == rent_amount(monthly_ore, kept) >= 0
    assert sum(row.quantity for row in charge.credits) == days - kept


def test_a_whole_credit_is_the_exact_opposite() -> None:
    charge = charged(9_100, 20)
    row = credit(charge, monthly_ore=9_100, from_day=None)
    assert (row.amount_ore, row.quantity, row.first_day, row.last_day) == (-charge.amount_ore, 20, charge.first_day, charge.last_day)


def test_what_is_credited_whole_is_credited_no_more() -> None:
    charge = charged(9_100, 20)
    row = credit(charge, monthly_ore=9_100, from_day=None)
    done = Charged("rent", charge.first_day, charge.last_day, 20, charge.amount_ore, (row,))
    with pytest.raises(Refused) as refusal:
        credit(done, monthly_ore=9_100, from_day=None)
    assert refusal.value.code == "billing.nothing_to_credit"


CLOSED = Month(2026, 9)


@pytest.mark.parametrize(
    ("month", "today", "unbilled", "code"),
    [
        (Month(2026, 9), date(2026, 12, 1), None, "billing.already_closed"),
        (Month(2026, 11), date(2026, 11, 30), None, "billing.month_not_over"),
        (Month(2026, 11), date(2026, 12, 1), Month(2026, 10), "billing.earlier_month_open"),
    ],
)
def test_a_month_is_not_closed_for_its_reason(month: Month, today: date, unbilled: Month | None, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_closable(month, today=today, closed_through=CLOSED, first_unbilled=unbilled)
    assert refusal.value.code == code


def test_the_first_day_after_the_month_closes_it() -> None:
    check_closable(Month(2026, 11), today=date(2026, 12, 1), closed_through=CLOSED, first_unbilled=Month(2026, 11))
    check_closable(Month(2026, 11), today=date(2026, 12, 1), closed_through=None, first_unbilled=None)


def test_a_month_is_written_with_year_and_two_digits() -> None:
    assert parse_month("2026-11") == Month(2026, 11)
    with pytest.raises(Refused):
        parse_month("11/2026")


@pytest.mark.parametrize(
    ("role", "runs", "centre", "keeps"),
    [
        (Role.CONTROLLER, True, 7, True),
        (Role.CONTROLLER, False, 7, False),
        (Role.CONTROLLER, True, 8, False),
        (Role.TIMER, False, 0, True),
    ],
)
def test_who_runs_the_centre_keeps_its_books(role: Role, runs: bool, centre: int, keeps: bool) -> None:
    viewer = Viewer(1, "user:1", "Gun", role, 1, 1, 1, centre, FIRST, runs_centre=runs)
    assert keeps_books_of(viewer, 7) is keeps
