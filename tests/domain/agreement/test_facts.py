"""Reading raw values as facts: what is valid, what is refused and how the refusal names it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, FactError, parse_facts, whole_years


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"housing": "castle"}, "housing"),
        ({"housing": 1}, "housing"),
        ({"iso_code": "12x"}, "iso_code"),
        ({"iso_code": 122203}, "iso_code"),
        ({"iso_code": "123"}, "iso_code"),
        ({"iso_code": "1222030401"}, "iso_code"),
        ({"iso_code": "१२"}, "iso_code"),
        ({"age": -3}, "age"),
        ({"age": 131}, "age"),
        ({"age": True}, "age"),
        ({"age": 17.5}, "age"),
        ({"age": "٣"}, "age"),
        ({"handed_over": 1}, "handed_over"),
        ({"handed_over": "ja"}, "handed_over"),
        ({"date": "2026-02-30"}, "date"),
        ({"product": "  "}, "product"),
        ({"home_health_care_day": 0}, "home_health_care_day"),
        ({"birth_date": "2000-01-01"}, "date"),
        ({"birth_date": "2030-01-01", "date": "2026-01-01"}, "birth_date"),
        ({"birth_date": "2000-01-01", "date": "2026-01-01", "age": 25}, "age"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(raw: dict[str, object], field: str) -> None:
    with pytest.raises(FactError) as refused:
        parse_facts(raw)
    assert refused.value.field == field


def test_a_refusal_lists_the_valid_values() -> None:
    with pytest.raises(FactError) as refused:
        parse_facts({"housing": "castle"})
    assert refused.value.valid == CHOICES["housing"]
    assert refused.value.to_dict()["valid"] == list(CHOICES["housing"])


def test_null_is_not_known() -> None:
    assert parse_facts({"age": None, "housing": None}) == {}


def test_written_values_are_typed() -> None:
    facts = parse_facts({"age": "82", "handed_over": "true", "iso_code": "12 22 03", "date": "2026-03-01"})
    assert facts == {"age": 82, "handed_over": True, "iso_code": "122203", "date": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2008-11-22", "2026-11-21", 17),
        ("2008-11-22", "2026-11-22", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2026-11-21", "2026-11-21", 0),
    ],
)
def test_age_is_whole_years_on_the_day(born: str, on: str, age: int) -> None:
    assert parse_facts({"birth_date": born, "date": on})["age"] == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_age_never_falls_as_days_pass(born: date, on: date) -> None:
    assert whole_years(born, on) <= whole_years(born, date.fromordinal(on.toordinal() + 1))


@given(st.dictionaries(st.sampled_from(FLAG_FACTS), st.booleans()))
def test_reading_read_facts_changes_nothing(raw: dict[str, object]) -> None:
    assert parse_facts(parse_facts(raw)) == parse_facts(raw)
