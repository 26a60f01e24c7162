"""Rounding happens in one place, and a credit is the exact opposite of what it credits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.values.money import format_kronor, round_half_up

fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10_000)


@pytest.mark.parametrize(
    ("amount", "ore"),
    [(Fraction(1, 2), 1), (Fraction(3, 2), 2), (Fraction(5, 2), 3), (Fraction(-1, 2), -1), (Fraction(49, 100), 0), (Fraction(7), 7)],
)
def test_halves_are_rounded_away_from_zero(amount: Fraction, ore: int) -> None:
    assert round_half_up(amount) == ore


@given(fractions)
def test_rounding_moves_an_amount_by_at_most_half_an_ore(amount: Fraction) -> None:
    assert abs(round_half_up(amount) - amount) <= Fraction(1, 2)


@given(fractions)
def test_a_credit_is_the_exact_opposite(amount: Fraction) -> None:
    assert round_half_up(-amount) == -round_half_up(amount)


@pytest.mark.parametrize(
    ("ore", "text"),
    [(123450, "1\u00a0234,50\u00a0kr"), (5, "0,05\u00a0kr"), (-100, "−1,00\u00a0kr"), (0, "0,00\u00a0kr")],
)
def test_kronor_are_written_the_swedish_way(ore: int, text: str) -> None:
    assert format_kronor(ore) == text
