"""What a decision carries besides its answers: notes, words, assumptions, citations, condition, trace."""

import json
from typing import Any

import pytest

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.explain import explain
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.domain.agreement.load import agreement_from_dict

PLAIN: dict[str, Any] = {
    "id": "small",
    "title": "Small",
    "version": "7",
    "valid_from": "2026-01-01",
    "parties": [{"code": "9901", "name": "Provköping", "kind": "municipality"}],
    "clauses": [{"id": "c1", "document": "doc", "section": "sec", "quote": "the words"}],
    "products": [
        {"id": "row-1206", "iso": "1206", "name": "Walkers", "attributes": {"may": "nurse"}, "printed": {"who": "Nurse"}, "clause": "c1"},
        {"id": "row-120606", "iso": "120606", "name": "Rollators", "attributes": {"with": "nurse"}, "clause": "c1"},
    ],
    "areas": [{"iso": "12", "product_area": "daily_living"}, {"iso": "22", "product_area": "vision"}],
    "assumptions": [{"fact": "purpose", "value": "personal", "clause": "c1"}],
    "wordings": {"visit": "Hembesök krävs.", "advice": "Efter råd."},
    "words": [
        {"word": "Gåbord", "iso_codes": ["1206"]},
        {"word": "rollator", "iso_codes": ["120606", "1206"]},
        {"word": "lupp", "product_area": "vision"},
        {"word": "gåbil", "iso_codes": ["1206"], "term": "car"},
    ],
    "tables": [
        {
            "id": "payer",
            "title": "p",
            "hit": "first",
            "rows": [
                {"id": "school", "when": {"purpose": "education"}, "then": {"payer": "other"}, "clause": "c1"},
                {"id": "car", "when": {"product_term": "car"}, "then": {"payer": "shared"}, "clause": "c1"},
                {"id": "far", "when": {"registered_in_county": False}, "then": {"payer": "other"}, "clause": "c1"},
                {"id": "sight", "when": {"product_area": "vision"}, "then": {"payer": "region"}, "clause": "c1"},
                {
                    "id": "open",
                    "when": {"housing": "lss_housing"},
                    "then": {"payer": "undetermined"},
                    "open_because": "The text is silent.",
                    "clause": "c1",
                },
                {"id": "rest", "then": {"payer": "municipality"}, "clause": "c1"},
            ],
        },
        {
            "id": "may",
            "title": "m",
            "hit": "first",
            "rows": [
                {
                    "id": "may-with",
                    "when": {"prescriber_profession": {"listed": ["with"]}},
                    "then": {"may_prescribe": "conditional"},
                    "condition": "advice",
                    "clause": "c1",
                },
                {"id": "may-yes", "when": {"prescriber_profession": {"listed": ["may"]}}, "then": {"may_prescribe": "yes"}, "clause": "c1"},
                {"id": "may-no", "then": {"may_prescribe": "no"}, "clause": "c1"},
            ],
        },
        {
            "id": "notes",
            "title": "n",
            "hit": "collect",
            "rows": [{"id": "n1", "when": {"age": {"from": 18}, "row.listed": "yes"}, "notes": "visit", "clause": "c1"}],
        },
    ],
}


@pytest.fixture(scope="module")
def small() -> CompiledAgreement:
    return compile_agreement(agreement_from_dict(PLAIN))


def ask(small: CompiledAgreement, **facts: object) -> dict[str, Any]:
    return decide(small, parse_facts(facts)).to_dict()


def paying_rules(small: CompiledAgreement, **facts: object) -> set[str]:
    """The rules that can still decide who pays."""
    return {step["rule"] for step in ask(small, **facts)["trace"][0]["rules"]}


def test_the_narrowest_row_is_the_products(small: CompiledAgreement) -> None:
    assert ask(small, iso_code="120606")["product_row"] == "row-120606"
    assert ask(small, iso_code="12060601")["product_row"] == "row-120606"
    assert ask(small, iso_code="120603")["product_row"] == "row-1206"
    assert ask(small, iso_code="1806")["product_row"] is None


def test_a_group_is_every_product_in_it(small: CompiledAgreement) -> None:
    assert ask(small, iso_code="120603", prescriber_profession="nurse")["may_prescribe"] == "yes"
    group = ask(small, iso_code="1206", prescriber_profession="nurse")
    assert (group["may_prescribe"], "iso_code" in group["missing"]) == ("undetermined", True)


def test_a_word_stands_for_its_codes_whatever_its_capitals(small: CompiledAgreement) -> None:
    assert ask(small, product="GÅBORD")["product_row"] is None  # the group holds more than one row
    assert "iso_code" in ask(small, product="rollator", prescriber_profession="nurse")["missing"]


def test_an_unknown_word_is_answered_with_the_nearest(small: CompiledAgreement) -> None:
    with pytest.raises(FactError) as refused:
        ask(small, product="rolator")
    assert refused.value.field == "product"
    assert refused.value.valid[0] == "rollator"


def test_a_word_gives_area_and_term(small: CompiledAgreement) -> None:
    assert paying_rules(small, product="lupp", registered_in_county=True) == {"car", "sight"}
    assert ask(small, product="gåbil")["payer"] == "shared"


def test_the_code_gives_the_area_and_a_given_area_wins(small: CompiledAgreement) -> None:
    asked = {"registered_in_county": True, "housing": "ordinary"}
    assert paying_rules(small, iso_code="120606", **asked) == {"car", "rest"}
    assert paying_rules(small, iso_code="2203", **asked) == {"car", "sight"}
    assert paying_rules(small, iso_code="120606", product_area="vision", **asked) == {"car", "sight"}
    assert paying_rules(small, product_area="hearing", **asked) == {"car", "rest"}


def test_a_municipality_outside_the_parties_is_outside_the_county(small: CompiledAgreement) -> None:
    asked = {"iso_code": "120606", "housing": "ordinary"}
    assert paying_rules(small, municipality="0180", **asked) == {"car", "far"}
    assert paying_rules(small, municipality="Provköping", **asked) == {"car", "rest"}
    assert paying_rules(small, municipality="9901", **asked) == {"car", "rest"}


def test_a_misspelt_municipality_is_not_taken_for_another_county(small: CompiledAgreement) -> None:
    with pytest.raises(FactError) as refused:
        ask(small, iso_code="120606", municipality="Provkping")
    assert (refused.value.field, refused.value.valid) == ("municipality", ("provköping",))


def test_an_assumption_is_told_and_gives_way(small: CompiledAgreement) -> None:
    assert ask(small, iso_code="120606")["assumed"] == {"purpose": "personal"}
    given = ask(small, iso_code="120606", purpose="education")
    assert (given["payer"], given["assumed"]) == ("other", {})


def test_what_the_text_leaves_open_is_undetermined_with_the_reason(small: CompiledAgreement) -> None:
    plain = {**PLAIN, "tables": [{**PLAIN["tables"][0], "rows": PLAIN["tables"][0]["rows"][4:]}]}
    compiled = compile_agreement(agreement_from_dict(plain))
    told = ask(compiled, housing="lss_housing")
    assert (told["payer"], told["missing"], told["open_because"][:19]) == ("undetermined", [], "The text is silent.")
    assert ask(compiled)["missing"] == ["housing"]


def test_notes_are_those_no_known_fact_rules_out(small: CompiledAgreement) -> None:
    assert ask(small, iso_code="120606")["notes"] == ["visit"]
    assert ask(small, iso_code="120606", age=17)["notes"] == []
    assert ask(small, iso_code="1806", age=30)["notes"] == []


def test_a_condition_comes_with_the_conditional_answer(small: CompiledAgreement) -> None:
    told = ask(small, iso_code="120606", prescriber_profession="nurse")
    assert (told["may_prescribe"], told["condition"]) == ("conditional", "advice")


def test_an_answer_cites_its_rule_and_the_printed_row(small: CompiledAgreement) -> None:
    told = ask(small, iso_code="120603", purpose="education")
    cited = {citation["rule"]: citation["quote"] for citation in told["citations"]}
    assert cited["school"] == "the words"
    assert cited["row-1206"] == "1206 Walkers | Nurse"
    assert (told["agreement_version"], told["document_hash"]) == ("7", small.document.document_hash)


def test_a_decision_is_json_and_its_dict_is_the_callers_own(small: CompiledAgreement) -> None:
    first = ask(small, iso_code="120606")
    text = json.dumps(first)
    first["notes"].append("mine")
    assert json.dumps(ask(small, iso_code="120606")) == text


def test_a_decision_is_told_in_sentences(small: CompiledAgreement) -> None:
    decision = decide(small, parse_facts({"iso_code": "120606", "purpose": "education", "prescriber_profession": "nurse"}))
    told = explain(decision, small.document)
    assert "Förskrivaren får förskriva på villkor." in told
    assert "Efter råd." in told
    assert explain(decision, small.document, "en")[0] == "Neither the region nor the municipality pays."
