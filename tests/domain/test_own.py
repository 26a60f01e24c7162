"""Who may act for a person, when, and what she may ask: as functions of days and codes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.own import GROUNDS, OUTCOMES, Acting, comes_of_age, require_acting, require_answer, require_request, require_words
from handtag.domain.values.errors import Refused

TODAY = date(2026, 11, 23)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def refused(code: str, *args: object, **named: object) -> None:
    with pytest.raises(Refused) as refusal:
        require_acting(*args, today=TODAY, **named)  # type: ignore[arg-type]
    assert refusal.value.code == code


@given(born=days, first=days, length=st.integers(0, 4000), asked=days)
def test_custody_never_reaches_past_the_eighteenth_birthday(born: date, first: date, length: int, asked: date) -> None:
    acting = Acting("custodian", first, first + timedelta(days=length))
    assert not (acting.holds_on(asked, born=born) and asked >= comes_of_age(born))


@given(ground=st.sampled_from(GROUNDS), born=days, first=days, length=st.integers(0, 4000), asked=days)
def test_nobody_acts_before_the_first_day_after_the_last_or_once_it_is_ended(
    ground: str, born: date, first: date, length: int, asked: date
) -> None:
    last = first + timedelta(days=length)
    holds = Acting(ground, first, last).holds_on(asked, born=born)
    assert not holds or first <= asked <= last
    assert not Acting(ground, first, last, is_ended=True).holds_on(asked, born=born)


def test_a_leap_child_is_of_age_on_the_first_of_march() -> None:
    assert comes_of_age(date(2008, 2, 29)) == date(2026, 3, 1)
    acting = Acting("custodian", date(2026, 1, 1), date(2027, 1, 1))
    assert acting.holds_on(date(2026, 2, 28), born=date(2008, 2, 29))
    assert not acting.holds_on(date(2026, 3, 1), born=date(2008, 2, 29))


def test_a_ground_is_checked_against_whose_it_is_and_for_how_long() -> None:
    child, grown = date(2017, 1, 1), date(1940, 3, 15)
    require_acting("custodian", TODAY, TODAY, born=child, today=TODAY, is_herself=False)
    require_acting("power_of_attorney", TODAY, TODAY, born=grown, today=TODAY, is_herself=False)
    refused("own.of_age", "custodian", TODAY, TODAY, born=grown, is_herself=False)
    refused("own.child_gives_none", "power_of_attorney", TODAY, TODAY, born=child, is_herself=False)
    refused("own.herself", "guardian", TODAY, TODAY, born=grown, is_herself=True)
    refused("own.unknown_ground", "neighbour", TODAY, TODAY, born=grown, is_herself=False)
    refused("own.acting_days", "guardian", TODAY, TODAY - timedelta(days=1), born=grown, is_herself=False)
    refused("own.acting_days", "guardian", date(2020, 1, 1), date(2020, 1, 2), born=grown, is_herself=False)
    refused("own.acting_days", "guardian", TODAY, TODAY + timedelta(days=6 * 366), born=grown, is_herself=False)


def test_one_asks_once_and_not_for_what_is_fetched_already() -> None:
    require_request("return", is_waiting=False, is_fetched=False)
    require_request("fault", is_waiting=False, is_fetched=True)  # it may be dangerous until it is gone
    for kind, waiting, fetched, code in (("fault", True, False, "own.asked_already"), ("return", False, True, "own.fetched_already")):
        with pytest.raises(Refused) as refusal:
            require_request(kind, is_waiting=waiting, is_fetched=fetched)
        assert refusal.value.code == code


def test_every_answer_fits_what_was_asked_and_says_when() -> None:
    for kind, outcomes in OUTCOMES.items():
        for outcome in outcomes:
            require_answer(kind, outcome, TODAY, today=TODAY, is_fetched=True)
    for kind, outcome, on, code in (
        ("return", "visit", TODAY, "own.unknown_outcome"),
        ("return", "collect", TODAY, "own.not_fetched"),
        ("fault", "visit", None, "own.answer_day"),
        ("fault", "exchange", TODAY - timedelta(days=1), "own.answer_day"),
    ):
        with pytest.raises(Refused) as refusal:
            require_answer(kind, outcome, on, today=TODAY, is_fetched=False)
        assert refusal.value.code == code


def test_words_are_some_and_not_too_many() -> None:
    assert require_words("  bromsen \n tar inte ") == "bromsen tar inte"
    for text in ("", "  \n", "x" * 501):
        with pytest.raises(Refused):
            require_words(text)
