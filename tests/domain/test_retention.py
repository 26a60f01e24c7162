"""Times and plans: what is counted from a day, and what a plan may not say."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.retention import KINDS, Action, Item, Period, contents_hash, faults, period, rules_of
from handtag.files.retention_plans import read_plan

EXAMPLE = Path(__file__).resolve().parents[2] / "retention" / "example.yaml"
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
periods = st.one_of(st.builds(Period, years=st.integers(1, 30)), st.builds(Period, days=st.integers(1, 9000)), st.just(Period()))


def rows(**changed: dict[str, object]) -> list[dict[str, Any]]:
    """The example's rows, some of them changed."""
    found = []
    for rule in read_plan(EXAMPLE).rules.values():
        row = {"kind": rule.kind, "from": rule.clock.value, "keep": str(rule.keep), "then": rule.action.value, "ground": rule.ground}
        found.append(row | changed.get(rule.kind, {}))
    return found


@given(days, periods)
def test_a_time_is_never_over_before_its_whole_years_and_days_have_passed(day: date, kept: Period) -> None:
    over = kept.over_on(day)
    if over is None:
        assert kept.is_endless
        return
    anniversary = day.year + kept.years, day.month, day.day
    assert (over.year, over.month, over.day) > anniversary if kept.years else over - day == timedelta(days=kept.days + 1)
    assert over - day <= timedelta(days=kept.years * 366 + kept.days + 2)


@given(days, periods, periods)
def test_a_time_that_is_not_shorter_never_ends_earlier(day: date, longer: Period, shorter: Period) -> None:
    if not longer.is_shorter_than(shorter):
        mine, least = longer.over_on(day), shorter.over_on(day)
        assert mine is None or (least is not None and mine >= least)


@pytest.mark.law("PDL 3 kap. 17 §", "HSLF-FS 2016:40 4 kap. 9 §")
@pytest.mark.parametrize(
    ("kind", "keep", "law"),
    [("patient_records", "9 years", "3 kap. 17 §"), ("identities", "3659 days", "3 kap. 17 §"), ("access_log", "4 years", "4 kap. 9 §")],
)
def test_a_plan_below_the_law_is_refused_with_the_law(kind: str, keep: str, law: str) -> None:
    [wrong] = faults(rows(**{kind: {"keep": keep}}))
    assert (wrong.field, wrong.row) == ("keep", list(KINDS).index(kind) + 1)
    assert law in wrong.message
    with pytest.raises(ValueError, match="keep"):
        rules_of(rows(**{kind: {"keep": keep}}))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "dreams"}, "kind"),
        ({"from": "made"}, "from"),
        ({"keep": "ten years"}, "keep"),
        ({"keep": "for ever"}, "then"),
        ({"then": "delete"}, "then"),
        ({"ground": " "}, "ground"),
    ],
)
def test_what_is_wrong_in_a_row_is_named_with_row_and_field(changed: dict[str, object], field: str) -> None:
    first = next(faults(rows(patient_records=changed)))
    assert (first.row, first.field) == (1, field)


def test_every_kind_has_one_row() -> None:
    several = rows()
    assert [one.field for one in faults(several[1:])] == ["rows"]
    assert [one.field for one in faults([*several, several[0]])] == ["kind"]


def test_ledgers_are_never_removed() -> None:
    for kind in ("vouchers", "device_ledger", "audit_log"):
        assert not KINDS[kind].actions & {Action.DELETE, Action.PSEUDONYMISE}


def test_periods_are_read_as_they_are_written() -> None:
    assert [period(text) for text in ("10 years", "400 days", "for ever")] == [Period(10), Period(0, 400), Period()]
    assert [period(text) for text in ("0 years", "10", None)] == [None, None, None]


@given(st.permutations([Item("messages", number, date(2020, 1, number)) for number in range(1, 6)]))
def test_the_hash_of_contents_does_not_depend_on_their_order_but_on_each_of_them(items: list[Item]) -> None:
    whole = contents_hash(item.digest for item in items)
    assert whole == contents_hash(item.digest for item in sorted(items, key=lambda item: item.row_id))
    assert whole != contents_hash(item.digest for item in items[1:])
