"""Which readings a review looks at: each rule by an example on either side of its border, and a sample that can be drawn again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.log_review import RULES, About, Known, Limits, Reading, busy_hours, first_of_each_day, flagged, sample

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAY = AT.date()
ASK = UUID(int=1)


def reading(
    entry_id: int = 1, *, at: datetime = AT, person: UUID = ASK, action: str = "person.opened", ground: str = "care_relation"
) -> Reading:
    return Reading(entry_id, at, at.date(), "user:1", 7, person, action, ground)


def about(name: str, *, protected: bool = False) -> About:
    return About(name, name.split(" ", 1)[1], protected)


def hits(one: Reading, rule: str, **known: Any) -> bool:
    told = Known(**{"readers": {"user:1": "anna ask"}, "persons": {ASK: about("asta ask")}, **known})
    return flagged([one], told, (rule,)) == {one.entry_id: (rule,)}


def test_every_rule_says_what_it_is_about() -> None:
    assert all(rule.__doc__ for rule in RULES.values())
    assert len(RULES) == 7


@pytest.mark.parametrize(
    ("name", "own", "surname"),
    [("asta ask", False, True), ("anna ask", True, False), ("asta berg", False, False), ("asta berg ask", False, True)],
)
def test_the_readers_own_name_and_family_name(name: str, own: bool, surname: bool) -> None:
    persons = {ASK: about(name)}
    assert hits(reading(), "own_record", persons=persons) is own
    assert hits(reading(), "same_surname", persons=persons) is surname


def test_a_reader_without_a_name_is_like_nobody() -> None:
    for rule in ("own_record", "same_surname"):
        assert not hits(reading(), rule, readers={})


def test_living_with_somebody_of_the_readers_name() -> None:
    assert hits(reading(), "same_address", neighbours={("user:1", ASK)})
    assert not hits(reading(), "same_address", neighbours={("user:2", ASK)})
    assert not hits(reading(), "same_address", neighbours={("user:1", ASK)}, persons={ASK: about("anna ask")})


def test_protected_identity_and_emergencies_are_always_looked_at() -> None:
    assert hits(reading(), "protected_identity", persons={ASK: about("asta ask", protected=True)})
    assert not hits(reading(), "protected_identity")
    assert hits(reading(ground="emergency"), "emergency")
    assert not hits(reading(), "emergency")


@pytest.mark.parametrize(("days", "flags"), [(-1, True), (0, False), (30, False), (31, True), (None, True)])
def test_the_unit_did_nothing_afterwards(days: int | None, flags: bool) -> None:
    acts = {} if days is None else {(7, ASK): [DAY + timedelta(days=days)]}
    assert hits(reading(), "no_later_act", acts=acts) is flags


def test_a_list_of_work_needs_no_act_of_its_own_and_another_units_act_counts_not() -> None:
    assert not hits(reading(action="person.listed"), "no_later_act")
    assert hits(reading(), "no_later_act", acts={(8, ASK): [DAY]})


@pytest.mark.parametrize(("persons", "minutes", "flags"), [(3, 1, False), (4, 1, True), (4, 20, False), (4, 19, True)])
def test_many_look_ups_in_an_hour(persons: int, minutes: int, flags: bool) -> None:
    rows = [reading(n, at=AT + timedelta(minutes=minutes * n), person=UUID(int=n)) for n in range(persons)]
    assert bool(busy_hours(rows, 3)) is flags


def test_the_same_person_many_times_and_a_long_list_are_not_many_look_ups() -> None:
    assert not busy_hours([reading(n) for n in range(50)], 3)
    assert not busy_hours([reading(n, person=UUID(int=n), action="person.listed") for n in range(50)], 3)


def test_one_row_for_each_reader_person_and_day_the_first_that_opened_something() -> None:
    rows = [reading(1, action="person.listed"), reading(2), reading(3), reading(4, at=AT + timedelta(days=1))]
    assert [one.entry_id for one in first_of_each_day(rows)] == [2, 4]


@given(st.sets(st.integers(1, 10**6), max_size=60), st.integers(0, 40), st.integers(0, 2**48))
def test_a_sample_is_drawn_from_the_log_and_can_be_drawn_again(rows: set[int], size: int, seed: int) -> None:
    drawn = sample(rows, size, seed)
    assert drawn == sample(sorted(rows, reverse=True), size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(rows))
    assert set(drawn) <= rows


def test_another_seed_draws_other_rows() -> None:
    assert len({tuple(sample(range(1000), 20, seed)) for seed in range(20)}) == 20


def test_only_chosen_rules_flag_and_limits_are_the_reviews_own() -> None:
    known = Known({}, {ASK: about("asta ask", protected=True)}, limits=Limits(1, 0), acts={(7, ASK): [date(2026, 11, 24)]})
    assert flagged([reading()], known, ("no_later_act",)) == {1: ("no_later_act",)}
    assert flagged([reading()], known, ("protected_identity", "no_later_act")) == {1: ("protected_identity", "no_later_act")}
    assert flagged([reading()], known, ()) == {}
