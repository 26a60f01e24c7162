"""decide_many answers every line as decide answers it alone, with fewer decisions made."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.agreement.test_parameters_in_rules import plain
from tests.support.agreement import document

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.decide_many import decide_many
from handtag.domain.agreement.facts import CHOICES, FactError
from handtag.domain.agreement.load import agreement_from_dict

WORDS = [
    {"word": "rollator", "iso_codes": ["120606"]},
    {"word": "hjälpmedel", "iso_codes": ["12", "09"]},
    {"word": "aktivrullstol", "iso_codes": ["122203"], "term": "active_wheelchair"},
]
COUNTY = {"id": "out", "when": {"registered_in_county": False}, "then": {"in_scope": "no"}, "clause": "c-own"}
ACTIVE = {"id": "active", "when": {"product_term": "active_wheelchair"}, "then": {"payer": "shared"}, "clause": "c-own"}
DATED = plain({"below": "adult_age"}) | {"words": WORDS}
DATED["tables"][0]["rows"].insert(0, COUNTY)
DATED["tables"][0] |= {"hit": "first"}
DATED["tables"][1]["rows"].insert(0, ACTIVE)
COMPILED = compile_agreement(agreement_from_dict(DATED))
VALUES: dict[str, list[Any]] = {
    "iso_code": ["120606", "12 06 06", "12", "122203", "990303"],
    "product": ["rollator", "Rollator", "hjälpmedel", "aktivrullstol"],
    "age": [0, 15, 16, 17, 18, "17", 64, 130],
    "date": ["2026-05-01", date(2027, 6, 30), "2027-07-01"],
    "housing": list(CHOICES["housing"]),
    "care_setting": list(CHOICES["care_setting"]),
    "prescriber_profession": ["nurse", "occupational_therapist", "physician"],
    "municipality": ["2580", "Luleå kommun", "0180"],
    "registered_in_county": [True, False, "true"],
    "used_by_staff": [True, False],
}
LINES = st.lists(st.fixed_dictionaries({name: st.none() | st.sampled_from(given) for name, given in VALUES.items()}), max_size=30)


def columns(lines: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [line[name] for line in lines] for name in (lines[0] if lines else VALUES)}


@settings(deadline=None)
@given(LINES, st.sets(st.sampled_from(sorted(VALUES))))
def test_every_line_is_decided_as_it_would_be_alone(lines: list[dict[str, Any]], kept: set[str]) -> None:
    lines = [{name: value for name, value in line.items() if name in kept} for line in lines]
    decided = decide_many(COMPILED, columns(lines) if kept else {})
    assert [d.to_dict() for d in decided] == ([decide(COMPILED, line).to_dict() for line in lines] if kept else [])


BORN = st.none() | st.dates(date(2008, 1, 1), date(2012, 1, 1))


@settings(deadline=None)
@given(st.lists(st.tuples(BORN, st.dates(date(2026, 1, 1), date(2028, 12, 31))), max_size=30))
def test_birth_date_and_day_together_are_an_age(lines: list[tuple[date | None, date]]) -> None:
    given = {"birth_date": [born for born, _ in lines], "date": [day for _, day in lines], "iso_code": ["120606"] * len(lines)}
    alone = [decide(COMPILED, {"birth_date": born, "date": day, "iso_code": "120606"}) for born, day in lines]
    assert list(decide_many(COMPILED, given)) == alone


def test_lines_that_the_tables_cannot_tell_apart_are_decided_once() -> None:
    compiled = compile_agreement(document())
    ages = [n % 101 for n in range(5000)]
    decided = decide_many(compiled, {"iso_code": ["120606"] * 5000, "age": ages, "housing": ["ordinary"] * 5000})
    assert len(decided.decisions) == 2
    assert [d.payer for d in decided][16:19] == ["region", "region", "undetermined"]
    assert len(compiled.decisions) == 2, "the same decide, asked twice"


@pytest.mark.parametrize(
    ("column", "field", "message"),
    [
        ({"housing": ["ordinary", "palace"]}, "housing", "line 2: 'palace' is not a valid value"),
        ({"age": [1, -3]}, "age", "line 2: -3 is not a whole number"),
        ({"age": [1, True]}, "age", "line 2: True is not a whole number"),
        ({"age": [1, [2]]}, "age", "line 2: [2] is not a whole number"),
        ({"product": ["rollator", "rolator"]}, "product", "line 2: 'rolator' is not in the word list"),
        ({"colour": ["red", "red"]}, "colour", "line 1: there is no fact of this name"),
        ({"birth_date": ["2010-01-01", "2010-01-01"]}, "date", "line 1: birth_date needs the day"),
        ({"birth_date": ["2010-01-01"] * 2, "date": ["2026-01-01"] * 2, "age": [16, 15]}, "age", "line 2: 15 disagrees with birth_date"),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_read_is_named_with_its_line(column: dict[str, list[Any]], field: str, message: str) -> None:
    with pytest.raises(FactError) as caught:
        decide_many(COMPILED, {"iso_code": ["120606", "120606"], **column})
    assert caught.value.field == field
    assert caught.value.message.startswith(message)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="columns of different length: age 1, iso_code 2"):
        decide_many(COMPILED, {"age": [1], "iso_code": ["12", "12"]})
