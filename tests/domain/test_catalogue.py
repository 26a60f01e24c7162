"""Names, numbers, values and decisions of the catalogue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.catalogue import (
    AssortmentChoice,
    AttributeRule,
    assortment_on,
    canonical_value,
    check_name,
    gtin14,
    require_one_division,
)
from handtag.domain.values.errors import Refused

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))
CHOICES = st.builds(AssortmentChoice, st.sampled_from([None, 1, 2]), st.sampled_from(["stocked", "order_item", "phased_out"]), DAYS)


@pytest.mark.parametrize("name", ["Rollator Norrhjul, 45 cm", "Tappningskateter", "TENS-apparat", "Sittdyna 4,5 cm", "Lyft 3, 200 kg"])
def test_a_name_like_its_neighbours_is_right(name: str) -> None:
    assert check_name(name) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Ro", "too_short"),
        ("R" + "o" * 80, "too_long"),
        ("Rollator  lätt", "stray_space"),
        ("Rollator ", "stray_space"),
        ("rollator lätt", "no_capital"),
        ("4 hjulig rollator", "no_capital"),
        ("ROLLATOR", "shouting"),
        ("Rollator 1234567", "code_in_name"),
        ("Rollator 45cm", "glued_unit"),
        ("Rollator,bred", "comma"),
        ("Rollator , bred", "comma"),
        ("Rollator, bred.", "ends_in_mark"),
        ("Rollator\u200b bred", "unprintable"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: str, wrong: str) -> None:
    assert f"catalogue.name_{wrong}" in check_name(name)


@pytest.mark.parametrize("text", ["2000000000015", " 2000000000015", "20-000000-00015", "02000000000015"])
def test_a_gtin_is_kept_in_fourteen_digits(text: str) -> None:
    assert gtin14(text) == "02000000000015"


@pytest.mark.parametrize("text", ["2000000000014", "123456789", "0000000000000", "２000000000015", "abc", "20000000000150"])
def test_a_wrong_gtin_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        gtin14(text)


@given(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body: str, place: int, more: int) -> None:
    weighed = sum(int(digit) * (3 if n % 2 == 0 else 1) for n, digit in enumerate(reversed(body)))
    right = body + str(-weighed % 10)
    assert gtin14(right) == "0" + right
    wrong = right[:place] + str((int(right[place]) + more) % 10) + right[place + 1 :]
    with pytest.raises(Refused):
        gtin14(wrong)


@given(st.lists(CHOICES, max_size=8, unique_by=lambda one: (one.principal, one.valid_from)), DAYS)
def test_a_principals_own_decision_goes_before_the_countys_and_the_latest_holds(choices: list[AssortmentChoice], day: date) -> None:
    found = assortment_on(choices, day, 1)
    begun = [one for one in choices if one.valid_from <= day]
    own, shared = ([one for one in begun if one.principal == whose] for whose in (1, None))
    latest = max(own or shared, key=lambda one: one.valid_from, default=None)
    assert found == (latest.assortment if latest else None)
    if all(one.valid_from != day + timedelta(days=1) for one in choices):
        assert assortment_on(choices, day + timedelta(days=1), 1) == found


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("number", "45,50", "45.5"), ("number", "1 200", "1200"), ("number", "−0", "0"), ("number", "1e2", "100"),
        ("yes_no", "NEJ", "no"), ("choice", "grå", "Grå"), ("text", " två  ord ", "två ord"), ("number", "  ", ""),
    ],
)  # fmt: skip
def test_a_value_is_written_in_one_way(kind: str, given: str, kept: str) -> None:
    rule = AttributeRule("Bredd", kind, choices=("Röd", "Grå") if kind == "choice" else ())
    assert canonical_value(rule, given) == kept
    assert canonical_value(rule, kept) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [("number", "NaN"), ("number", "1,23456"), ("number", "1e12"), ("yes_no", "1"), ("choice", "blå"), ("text", "x" * 201)],
)
def test_a_value_that_is_not_allowed_is_refused(kind: str, given: str) -> None:
    with pytest.raises(Refused):
        canonical_value(AttributeRule("Bredd", kind, choices=("Röd", "Grå") if kind == "choice" else ()), given)


def test_a_group_has_one_division() -> None:
    assert require_one_division(["120606", "12060601"], "Rollatorer") == "120606"
    for codes in (["120606", "120603"], ["1206", "1206"], []):
        with pytest.raises(Refused):
            require_one_division(codes, "Rollatorer")
