"""Assumptions that follow from what a question says: used only where their condition is said, told, and giving way to what is said."""

from typing import Any

import pytest

from handtag.domain.agreement.check import check
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.decide_many import decide_many
from handtag.domain.agreement.load import agreement_from_dict
from handtag.domain.agreement.schema import AgreementError

PLAIN: dict[str, Any] = {
    "id": "small",
    "title": "Small",
    "version": "1",
    "valid_from": "2026-01-01",
    "clauses": [{"id": "c1", "document": "d", "section": "s", "quote": "q"}],
    "areas": [{"iso": "12", "product_area": "daily_living"}, {"iso": "22", "product_area": "hearing"}],
    "parameters": [
        {"id": "first_days", "title": "t", "unit": "dagar", "values": [{"since": "2026-01-01", "value": 14}], "clause": "c1"},
    ],
    "assumptions": [
        {"fact": "home_health_care_enrolled", "value": "true", "clause": "c1", "when": {"care_setting": "home_health_care"}},
        {"fact": "care_responsible", "value": "municipality", "clause": "c1", "when": {"home_health_care_enrolled": True}},
        {"fact": "care_responsible", "value": "region", "clause": "c1", "when": {"home_health_care_day": {"to": "first_days"}}},
        {"fact": "product_area", "value": "daily_living", "clause": "c1", "when": {"annex_payer": "municipality"}},
    ],
    "tables": [
        {
            "id": "payer",
            "title": "t",
            "hit": "first",
            "rows": [
                {"id": "hearing", "when": {"product_area": "hearing"}, "then": {"payer": "other"}, "clause": "c1"},
                {"id": "region", "when": {"care_responsible": "region"}, "then": {"payer": "region"}, "clause": "c1"},
                {"id": "home", "when": {"home_health_care_enrolled": True}, "then": {"payer": "municipality"}, "clause": "c1"},
                {"id": "shared", "then": {"payer": "shared"}, "clause": "c1"},
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def small() -> CompiledAgreement:
    document = agreement_from_dict(PLAIN)
    assert [p for p in check(document) if p.severity == "error"] == []
    return compile_agreement(document)


def ask(small: CompiledAgreement, **facts: object) -> tuple[str, dict[str, str]]:
    decision = decide(small, {"iso_code": "1206", **facts})
    return decision.payer, dict(decision.assumed)


def test_what_is_said_lets_other_facts_follow_one_after_the_other(small: CompiledAgreement) -> None:
    assert ask(small, care_setting="home_health_care") == (
        "municipality",
        {"home_health_care_enrolled": "true", "care_responsible": "municipality"},
    )


def test_without_its_condition_nothing_follows(small: CompiledAgreement) -> None:
    assert ask(small, care_setting="hospital") == ("undetermined", {})
    assert ask(small) == ("undetermined", {})


def test_what_is_said_is_never_replaced(small: CompiledAgreement) -> None:
    assert ask(small, care_setting="home_health_care", care_responsible="region")[0] == "region"
    assert ask(small, care_setting="home_health_care", home_health_care_enrolled=False, care_responsible="municipality") == ("shared", {})


def test_a_condition_may_be_a_range_up_to_a_parameter(small: CompiledAgreement) -> None:
    assert ask(small, home_health_care_day=14, home_health_care_enrolled=False)[0] == "region"
    assert ask(small, home_health_care_day=15, home_health_care_enrolled=False)[0] == "undetermined"


def test_an_area_follows_only_where_no_product_is_named(small: CompiledAgreement) -> None:
    known = {"annex_payer": "municipality", "care_responsible": "municipality", "home_health_care_enrolled": True}
    assert decide(small, known).payer == "municipality"
    assert decide(small, {**known, "iso_code": "2206"}).payer == "other"


def test_the_same_question_has_the_same_decision_and_many_are_decided_as_one(small: CompiledAgreement) -> None:
    facts = {"iso_code": "1206", "care_setting": "home_health_care"}
    assert decide(small, facts) is decide(small, dict(facts))
    columns: dict[str, list[object]] = {
        "iso_code": ["1206", "1206", "2206", None],
        "care_setting": ["home_health_care", "hospital", "home_health_care", None],
        "annex_payer": [None, None, "municipality", "municipality"],
    }
    lines = [{name: column[n] for name, column in columns.items()} for n in range(4)]
    assert list(decide_many(small, columns)) == [decide(small, line) for line in lines]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"iso_code": "12"}, "iso_code is neither a fact nor an answer"),
        ({"payer": "region"}, "payer is neither a fact nor an answer"),
        ({"care_setting": "castle"}, "can never hold"),
        ({"home_health_care_day": {"to": "nothing"}}, "there is no parameter nothing"),
    ],
)
def test_a_condition_nobody_can_answer_is_an_error(when: dict[str, object], message: str) -> None:
    plain = {**PLAIN, "assumptions": [{"fact": "care_responsible", "value": "region", "clause": "c1", "when": when}]}
    with pytest.raises(AgreementError, match=message):
        compile_agreement(agreement_from_dict(plain))


def test_an_assumption_cannot_follow_from_itself() -> None:
    plain = {
        **PLAIN,
        "assumptions": [{"fact": "care_responsible", "value": "region", "clause": "c1", "when": {"care_responsible": "region"}}],
    }
    assert any("cannot follow from itself" in problem.message for problem in check(agreement_from_dict(plain)))
