"""Steps, alternatives, what is remembered, trials and exceptions."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain import process
from handtag.domain.prescribing import PROCESS
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import age_on

TODAY = date(2026, 11, 23)
BORN = date(1952, 9, 27)


@pytest.mark.parametrize(("now", "wanted"), list(product(process.STEP_STATES, ("planned", "done", "not_needed", ""))))
def test_a_step_goes_only_where_the_graph_says(now: str, wanted: str) -> None:
    legal = {
        ("", "planned"), ("", "done"), ("", "not_needed"), ("planned", "planned"), ("planned", "done"), ("planned", "not_needed"),
        ("done", "planned"), ("done", "done"), ("not_needed", "planned"), ("not_needed", "done"),
    }  # fmt: skip
    if (now, wanted) in legal:
        process.require_step("trial", now, wanted)
    else:
        with pytest.raises(Refused) as refusal:
            process.require_step("trial", now, wanted)
        assert refusal.value.field == "state"


def test_a_step_outside_the_list_is_refused() -> None:
    with pytest.raises(Refused, match="unknown_step"):
        process.require_step("surgery", "", "done")
    for kind in PROCESS:
        process.require_step(kind, "", "done")


@pytest.mark.parametrize(
    ("state", "days", "code"),
    [("planned", -1, "planned_in_past"), ("done", 1, "day_in_future"), ("not_needed", 1, "day_in_future")],
)
def test_what_is_planned_is_to_come_and_what_was_done_has_been(state: str, days: int, code: str) -> None:
    process.require_step_day(state, TODAY, TODAY)
    process.require_step_day(state, TODAY - timedelta(days=days), TODAY)
    with pytest.raises(Refused, match=code):
        process.require_step_day(state, TODAY + timedelta(days=days), TODAY)


def test_alternatives_are_told_once_each_and_not_too_many() -> None:
    assert process.read_alternatives([" Rollator ", "", "Käpp", "Rollator"]) == ("Rollator", "Käpp")
    for bad in ([], [" "], [str(n) for n in range(9)], ["x" * 121]):
        with pytest.raises(Refused) as refusal:
            process.read_alternatives(bad)
        assert refusal.value.field == "offered"


def test_the_choice_is_among_the_offered_and_a_no_to_it_has_a_reason() -> None:
    process.require_choice(("a", "b"), "b", followed=True, reason="")
    process.require_choice(("a", "b"), "b", followed=False, reason="För tung")
    with pytest.raises(Refused, match="choice_not_offered"):
        process.require_choice(("a", "b"), "c", followed=True, reason="")
    with pytest.raises(Refused, match="choice_reason"):
        process.require_choice(("a", "b"), "b", followed=False, reason="")


@given(
    name=st.sampled_from(sorted(process.REMEMBERED)),
    born=st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    said=st.dates(date(2021, 1, 1), date(2027, 1, 1)),
    later=st.integers(0, 800),
)
def test_what_holds_has_held_every_day_since_it_was_said(name: str, born: date, said: date, later: int) -> None:
    """It holds from the day it was said, to one day, and never again; and never past a birthday at which responsibility passes on."""
    on = said + timedelta(days=later)
    assert process.still_holds(name, said, born, said)
    if process.still_holds(name, said, born, on):
        assert process.still_holds(name, said, born, on - timedelta(days=later // 2))
        assert later <= process.REMEMBERED[name]
        assert age_on(born, on) not in process.CHANGES_AT or age_on(born, said) >= age_on(born, on)
    assert not process.still_holds(name, said, born, said - timedelta(days=1))


def test_what_was_said_of_a_child_is_asked_again_when_she_is_of_age() -> None:
    born = date(2008, 12, 1)
    assert process.still_holds("habilitation_enrolled", TODAY, born, date(2026, 11, 30))
    assert not process.still_holds("habilitation_enrolled", TODAY, born, date(2026, 12, 1))
    assert process.still_holds("habilitation_enrolled", TODAY, BORN, date(2026, 12, 1))


def test_an_answer_about_the_case_is_not_remembered_of_the_person() -> None:
    assert not process.still_holds("care_setting", TODAY, BORN, TODAY)


@pytest.mark.parametrize("days", [-1, 0, 181])
def test_a_trial_ends_on_a_day_to_come(days: int) -> None:
    process.require_trial(TODAY + timedelta(days=180), TODAY)
    with pytest.raises(Refused, match="trial_days"):
        process.require_trial(TODAY + timedelta(days=days), TODAY)


@pytest.mark.parametrize(
    ("refusal", "right", "reason", "words", "code"),
    [
        ("prescribing.no_right", "no", "special_need", "x", "no_exception"),
        ("prescribing.undetermined", "yes", "special_need", "x", "no_exception"),
        ("prescribing.own_responsibility", "no", "special_need", "x", "no_exception"),
        ("prescribing.left_open", "yes", "because", "x", "exception_reason"),
        ("prescribing.left_open", "yes", "special_need", " ", "exception_words"),
    ],
)
def test_the_right_to_prescribe_is_never_set_aside(refusal: str, right: str, reason: str, words: str, code: str) -> None:
    process.require_exception("prescribing.left_open", "undetermined", "special_need", "x")
    with pytest.raises(Refused, match=code):
        process.require_exception(refusal, right, reason, words)


def test_a_private_provider_pays_for_no_exception() -> None:
    assert process.pays_for_exception("region", "hospital") == "region"
    assert process.pays_for_exception("municipality", "municipal_care") == "municipality"
    for unit in ("health_centre", "municipal_care"):
        with pytest.raises(Refused, match="private_unit"):
            process.pays_for_exception("private", unit)
