"""Cells as people and spreadsheets write them."""

from fractions import Fraction

import pytest

from handtag.domain.values.cells import NumberError, clean, columns_of, heading_row, parse_number

NAMES = {"number": ("artikelnummer", "artnr"), "price": ("pris", "nettopris")}
BEGINNINGS = {"price": ("pris",)}


def test_invisible_signs_and_doubled_spaces_go() -> None:
    assert clean("\ufeff 12\u200b34\u00a0\u00a0 A\u00adB ") == "1234 AB"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,50", Fraction("1234.5")), ("1234.5", Fraction("1234.5")), ("1.234,50", Fraction("1234.5")), ("−5 kr", Fraction(-5)),
        ("1\u00a0234:-", Fraction(1234)), ("12.500000", Fraction("12.5")), ("\u200b7", Fraction(7)), ("0,005", Fraction(1, 200)),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing"), ("kr", "missing"), ("1.234", "ambiguous_number"), ("12,345", "ambiguous_number"), ("1/3", "not_a_number"),
        ("1e5", "not_a_number"), ("#DIV/0!", "not_a_number"), ("1_000", "not_a_number"), ("٣", "not_a_number"), ("9" * 41, "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_number_says_why(text: str, code: str) -> None:
    with pytest.raises(NumberError) as refusal:
        parse_number(text)
    assert refusal.value.code == code


def test_a_column_is_known_by_its_heading_however_it_is_set() -> None:
    assert columns_of(["Benämning", "ART.NR", " Pris (SEK) "], NAMES, BEGINNINGS) == {"number": 1, "price": 2}


def test_whole_words_come_before_beginnings() -> None:
    assert columns_of(["Prisgrupp", "Art nr", "Nettopris"], NAMES, BEGINNINGS)["price"] == 2


def test_headings_may_stand_below_a_title() -> None:
    assert heading_row([["Prislista 2027"], [""], ["Art.nr", "Pris"], ["1", "2"]], NAMES, BEGINNINGS) == 2
    assert heading_row([["", ""], ["x", "y"]], NAMES, BEGINNINGS) == 1
