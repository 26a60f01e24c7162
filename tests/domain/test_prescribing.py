"""What the agreement is asked, and what its answer means for a prescription."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.agreement import document

from handtag.domain import prescribing
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.prescribing import ArticleFacts, PersonFacts, PrescriberFacts, facts_for, refusal_of
from handtag.domain.values.errors import Refused

ON = date(2026, 11, 23)
ASTA = PersonFacts(date(1940, 3, 15), "ordinary", "2580", True, registered_in_county=True)
ANNA = PrescriberFacts("occupational_therapist", "region", "health_centre")
CILLA = PrescriberFacts("occupational_therapist", "municipality", "municipal_care")
ROLLATOR = ArticleFacts("120606", "device")
COMPILED = compile_agreement(document())


def refusal(facts: dict[str, Any]) -> Refused | None:
    return refusal_of(COMPILED, facts, decide(COMPILED, facts))


def test_the_records_answer_what_they_know() -> None:
    assert facts_for(ASTA, ANNA, ROLLATOR, {}, ON) == {
        "date": "2026-11-23", "iso_code": "120606", "consumable": False, "part_kind": "main", "purpose": "personal", "age": 86,
        "housing": "ordinary", "municipality": "2580", "home_health_care_enrolled": True, "registered_in_county": True,
        "prescriber_profession": "occupational_therapist", "prescriber_employer": "region", "care_setting": "health_centre",
    }  # fmt: skip


def test_what_nobody_knows_is_left_out_and_asked_for() -> None:
    person = PersonFacts(date(1940, 3, 15), "ordinary", "2580", None, registered_in_county=True)
    facts = facts_for(person, CILLA, ROLLATOR, {}, ON)
    assert not {"home_health_care_enrolled", "care_setting"} & facts.keys()
    found = refusal(facts)
    assert found is not None
    assert (found.code, found.field, found.params["missing"]) == (
        "prescribing.undetermined", "care_setting", ("care_setting",),
    )  # fmt: skip
    assert refusal(facts_for(person, CILLA, ROLLATOR, {"care_setting": "home_visit"}, ON)) is None


@pytest.mark.parametrize(
    ("kind", "unit", "employer"),
    [
        ("region", "hospital", "region"), ("municipality", "municipal_care", "municipality"),
        ("private", "health_centre", "private_for_region"), ("private", "municipal_care", "private_for_municipality"),
    ],
)  # fmt: skip
def test_who_the_prescriber_works_for(kind: str, unit: str, employer: str) -> None:
    assert prescribing.employer(kind, unit) == employer


def test_an_answer_never_overrules_the_records_save_where_the_need_was_assessed() -> None:
    answers = {"age": 5, "housing": "special_housing_sol", "care_setting": "home_visit", "iso_code": "999999"}
    facts = facts_for(ASTA, ANNA, ROLLATOR, answers, ON)
    assert (facts["age"], facts["housing"], facts["iso_code"]) == (86, "ordinary", "120606")
    assert facts["care_setting"] == "home_visit"


@pytest.mark.parametrize("name", ["age", "housing", "iso_code", "birth_date", "agreement"])
def test_what_is_known_is_not_asked_for(name: str) -> None:
    known = prescribing.known_of(ASTA, ANNA, ON)
    with pytest.raises(Refused) as found:
        prescribing.require_askable(known, ["care_setting", name])
    assert (found.value.code, found.value.field) == ("prescribing.known_already", name)


@pytest.mark.parametrize("answers", [{"care_setting": "the moon"}, {"no_such_fact": True}, {"home_health_care_day": "x"}])
def test_a_wrong_answer_names_its_question(answers: dict[str, object]) -> None:
    with pytest.raises(Refused) as found:
        facts_for(ASTA, ANNA, ROLLATOR, answers, ON)
    assert (found.value.code, found.value.field) == ("prescribing.bad_answer", next(iter(answers)))


@given(
    st.sampled_from(["120606", "122203", "091203", "092409", "123603", "040306", "241806", "181210"]),
    st.sampled_from(["occupational_therapist", "physiotherapist", "nurse", "physician"]),
    st.sampled_from(["region", "municipality"]),
    st.sampled_from(["ordinary", "special_housing_sol", "lss_housing"]),
    st.sampled_from([None, "health_centre", "home_visit"]),
    st.integers(0, 100),
)
def test_a_decision_carries_exactly_when_there_is_one_payer_and_a_right(
    iso: str, profession: str, principal: str, housing: str, setting: str | None, age: int
) -> None:
    person = PersonFacts(date(ON.year - age, 1, 1), housing, "2580", True, registered_in_county=True)
    unit = "health_centre" if principal == "region" else "municipal_care"
    answers = {} if setting is None else {"care_setting": setting}
    facts = facts_for(person, PrescriberFacts(profession, principal, unit), ArticleFacts(iso, "device"), answers, ON)
    decision = decide(COMPILED, facts)
    own = principal == decision.payer
    carries = decision.in_scope == "yes" and decision.payer in ("region", "municipality") and decision.may_prescribe == "yes" and own
    found = refusal_of(COMPILED, facts, decision)
    assert (found is None) == carries
    if carries:
        assert prescribing.rule_of(decision) in {"children", "special-housing", "home-visit", "clinic"}


def test_who_has_no_right_is_told_who_has() -> None:
    nurse = PrescriberFacts("nurse", "region", "health_centre")
    found = refusal(facts_for(ASTA, nurse, ROLLATOR, {}, ON))
    assert found is not None
    assert found.code == "prescribing.no_right"
    assert found.params["who"] == ("occupational_therapist", "physiotherapist")
    assert "Testöverenskommelsen" in str(found.params["source"])


def test_what_the_text_leaves_open_is_quoted() -> None:
    nurse = PrescriberFacts("nurse", "region", "health_centre")
    found = refusal(facts_for(ASTA, nurse, ArticleFacts("040306", "device"), {}, ON))
    assert found is not None
    assert found.code == "prescribing.left_open"
    assert "inte beslutad" in str(found.params["because"])


@pytest.mark.parametrize(("iso", "code"), [("241806", "prescribing.own_responsibility"), ("181210", "prescribing.out_of_scope")])
def test_what_is_not_prescribed_at_all(iso: str, code: str) -> None:
    found = refusal(facts_for(ASTA, ANNA, ArticleFacts(iso, "device"), {}, ON))
    assert found is not None
    assert found.code == code


def test_prescribing_at_the_other_principals_cost_needs_a_trust_prescription() -> None:
    found = refusal(facts_for(ASTA, ANNA, ROLLATOR, {"care_setting": "home_visit"}, ON))
    assert found is not None
    assert (found.code, found.params["payer"]) == ("prescribing.trust_not_allowed", "municipality")


def test_the_states_of_a_prescription() -> None:
    legal = {(state, wanted) for state, steps in prescribing.STEPS.items() for wanted in steps}
    for state in prescribing.STEPS:
        for wanted in prescribing.STEPS:
            if (state, wanted) in legal:
                prescribing.require_step(state, wanted)
            else:
                with pytest.raises(Refused, match="wrong_state"):
                    prescribing.require_step(state, wanted)
    assert not prescribing.STEPS["ended"]
