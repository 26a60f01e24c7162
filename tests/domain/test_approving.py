"""When an approval is needed, what it costs, and how a request moves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain import approving
from handtag.domain.approving import Case, Delegation, Forecast, Rule
from handtag.domain.values.errors import Refused

LAST = date(2026, 6, 30)


def case(**told: object) -> Case:
    given = {"iso_code": "122303", "is_trust": False, "cost_approval": "not_applicable", "assortment": "stocked", "is_adapted": False}
    return Case(**{**given, "has": (), "total_ore": 500_000, **told})  # type: ignore[arg-type]


def rule(kind: str, **told: object) -> Rule:
    return Rule(**{"pk": 1, "kind": kind, "decider": "payer", "days": 10, "source": "s", **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("trust", {"is_trust": True}),
        ("double", {"has": ("122303",)}),
        ("outside_assortment", {"assortment": "order_item"}),
        ("special_adaptation", {"is_adapted": True}),
    ],
)
def test_each_rule_asks_for_what_it_is_about_and_for_nothing_else(kind: str, told: dict[str, object]) -> None:
    assert [found.kind for found in approving.reasons(case(**told), [rule(kind)])] == [kind]
    assert approving.reasons(case(), [rule(kind)]) == ()


def test_the_payer_approves_a_trust_prescription_where_the_agreement_says_so() -> None:
    (found,) = approving.reasons(case(is_trust=True, cost_approval="required", source="Överenskommelsen, 2.3.1"), [])
    assert (found.kind, found.decider, found.source, found.rule) == ("trust", "payer", "Överenskommelsen, 2.3.1", 0)
    assert approving.reasons(case(is_trust=True, cost_approval="not_required"), []) == ()
    assert approving.reasons(case(is_trust=False, cost_approval="required"), []) == ()


def test_an_amount_is_passed_not_reached() -> None:
    above = rule("amount", over_ore=499_999)
    assert approving.reasons(case(), [above])
    assert not approving.reasons(case(), [rule("amount", over_ore=500_000)])
    assert not approving.reasons(case(total_ore=None), [above])


def test_a_rule_is_about_its_own_group_of_devices() -> None:
    assert approving.reasons(case(), [rule("rare", iso_prefix="1223")])
    assert not approving.reasons(case(), [rule("rare", iso_prefix="1222")])


def test_another_device_of_the_same_six_digits_is_a_double_one() -> None:
    assert not approving.reasons(case(has=("122306", "120606")), [rule("double")])


@pytest.mark.parametrize(
    ("employer", "payer", "is_trust"),
    [("municipality", "region", True), ("region", "region", False), ("private_for_region", "region", False),
     ("private_for_region", "municipality", True), (None, "region", False)],
)  # fmt: skip
def test_it_is_a_trust_prescription_when_another_principal_pays(employer: object, payer: str, is_trust: bool) -> None:
    assert approving.is_trust(employer, payer) is is_trust


def test_rent_is_counted_for_the_expected_time_and_a_price_once() -> None:
    assert Forecast(9_100, is_rent=True, months=24).total_ore == 218_400
    assert Forecast(45_000, is_rent=False, pieces=2, months=24).total_ore == 90_000
    assert Forecast(None, is_rent=False).total_ore is None


@given(st.sampled_from(approving.STATES), st.sampled_from(sorted(approving.MOVES)))
def test_every_pair_of_state_and_event_is_either_a_move_or_refused(state: str, event: str) -> None:
    before, to = approving.MOVES[event]
    if before and state not in before:
        with pytest.raises(Refused) as refusal:
            approving.after(state, event)
        assert refusal.value.code == "approvals.wrong_state"
    else:
        assert approving.after(state, event) == (to or state) in approving.STATES


@given(st.lists(st.sampled_from(sorted(approving.MOVES)), max_size=8))
def test_nothing_is_approved_that_was_not_asked_for_and_answered_yes(events: list[str]) -> None:
    try:
        state = approving.fold(["raised", *events])
    except Refused:
        return
    if state == "approved":
        assert "asked" in events
        assert {"approved", "upheld"} & set(events)


def test_a_chain_begins_with_the_need() -> None:
    assert approving.fold(["raised", "asked", "question", "answered", "refused", "appealed", "upheld"]) == "approved"
    for broken in (["asked"], ["raised", "raised"], ["raised", "approved"]):
        with pytest.raises(Refused):
            approving.fold(broken)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_nobody_approves_more_than_is_delegated(limit: int, total: int) -> None:
    held = [Delegation(date(2026, 1, 1), LAST, limit)]
    if total <= limit:
        approving.require_delegated(held, total, LAST)
    else:
        with pytest.raises(Refused, match="above_limit"):
            approving.require_delegated(held, total, LAST)


def test_a_delegation_holds_on_its_first_and_its_last_day() -> None:
    held = [Delegation(date(2026, 1, 1), LAST, None)]
    for on in (date(2026, 1, 1), LAST):
        approving.require_delegated(held, None, on)
    for on in (date(2025, 12, 31), date(2026, 7, 1)):
        with pytest.raises(Refused, match="not_delegated"):
            approving.require_delegated(held, 1, on)


def test_a_cost_nobody_knows_is_approved_only_without_a_limit() -> None:
    with pytest.raises(Refused, match="above_limit"):
        approving.require_delegated([Delegation(date(2026, 1, 1), None, 10**9)], None, LAST)


@pytest.mark.parametrize(
    ("kind", "decider", "told", "field"),
    [
        ("colour", "payer", {}, "kind"),
        ("amount", "board", {"over_ore": 1}, "decider"),
        ("amount", "payer", {}, "over_ore"),
        ("amount", "payer", {"over_ore": -1}, "over_ore"),
        ("rare", "group", {}, "iso_prefix"),
        ("rare", "group", {"iso_prefix": "12a"}, "iso_prefix"),
        ("double", "payer", {"days": 0}, "days"),
    ],
)
def test_a_rule_that_says_too_little_is_refused_at_its_field(kind: str, decider: str, told: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        approving.require_rule(kind, decider, **{"iso_prefix": "", "over_ore": None, "days": 10, **told})  # type: ignore[arg-type]
    assert refusal.value.field == field
