"""When something is followed up, and what may follow on how it went."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.following_up import (
    DEFAULT,
    DOES_NOT_GO_ON,
    RESULTS,
    THEN,
    Rule,
    due_by_rule,
    first_due,
    require_day,
    require_outcome,
    rule_for,
)
from handtag.domain.values.errors import Refused

TODAY = date(2026, 11, 23)
codes = st.text("0123456789", min_size=6, max_size=6)
rules = st.builds(
    Rule, st.sampled_from([2, 4, 6]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)),
    st.integers(1, 1098), st.none() | st.integers(1, 1098), st.just("Beslut"),
)  # fmt: skip


@given(st.lists(rules, unique_by=lambda rule: rule.iso_prefix), codes, st.randoms())
def test_the_longest_prefix_decides_in_whatever_order_the_rules_come(some: list[Rule], code: str, chance: object) -> None:
    shuffled = sorted(some, key=lambda _: chance.random())  # type: ignore[attr-defined]
    found = rule_for(shuffled, code)
    assert found == rule_for(some, code)
    fitting = [rule for rule in some if code.startswith(rule.iso_prefix)]
    assert found == (max(fitting, key=lambda rule: len(rule.iso_prefix)) if fitting else DEFAULT)


@given(rules, st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(["continue", "adjust"]))
def test_the_next_day_is_always_to_come_and_only_a_rule_that_says_once_gives_none(rule: Rule, on: date, then: str) -> None:
    assert first_due(rule, on) > on
    due = due_by_rule(rule, then, on)
    assert (due is None) == (rule.interval_days is None and then == "continue")
    assert due is None or due > on


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("then", THEN)
def test_only_what_is_unsafe_or_of_another_need_may_not_simply_go_on(result: str, then: str) -> None:
    if then == "continue" and result in DOES_NOT_GO_ON:
        with pytest.raises(Refused, match="does_not_go_on"):
            require_outcome(result, then, "Välter")
    else:
        require_outcome(result, then, "Välter")


def test_a_day_is_to_come_and_within_three_years() -> None:
    require_day(TODAY + timedelta(days=1), TODAY)
    require_day(TODAY + timedelta(days=1098), TODAY)
    for days in (0, -5, 1099):
        with pytest.raises(Refused):
            require_day(TODAY + timedelta(days=days), TODAY)
