"""Ends of ranges that are parameters, further passages of a rule, and what the trace tells about both."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.agreement import DOCUMENT

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.load import LoadError, agreement_from_dict, agreement_from_json
from handtag.domain.agreement.schema import AgreementError

LOWERED = date(2027, 7, 1)


def plain(age: dict[str, object], **parameter: object) -> dict[str, Any]:
    """The test county with an age limit of 18, from LOWERED on 16, and the children's row asking for `age`."""
    document = deepcopy(DOCUMENT)
    values = [{"since": "2026-01-01", "value": 18}, {"since": LOWERED.isoformat(), "value": 16}]
    limit = {"id": "adult_age", "title": "Vuxen", "unit": "år", "values": values, "clause": "c-age", **parameter}
    document["parameters"] = [*document["parameters"], limit]
    next(row for row in document["tables"][1]["rows"] if row["id"] == "children")["when"] = {"age": age}
    return document


def compiled(age: dict[str, object], **parameter: object) -> CompiledAgreement:
    return compile_agreement(agreement_from_dict(plain(age, **parameter)))


def ask(agreement: CompiledAgreement, **facts: object) -> Decision:
    return decide(agreement, {"iso_code": "120606", "housing": "special_housing_sol", **facts})


@pytest.mark.parametrize("age", [{"below": "adult_age"}, {"from": 0, "below": "adult_age"}], ids=str)
@pytest.mark.parametrize(
    ("day", "years", "payer"),
    [
        ("2026-05-01", 17, "region"),
        ("2026-05-01", 18, "municipality"),
        ("2027-06-30", 17, "region"),
        ("2027-07-01", 17, "municipality"),
        ("2027-07-01", 15, "region"),
        ("2019-01-01", 17, "region"),
        (None, 17, "municipality"),
        (None, 15, "region"),
    ],
)
def test_the_value_in_force_on_the_day_of_the_question_counts(age: dict[str, object], day: str | None, years: int, payer: str) -> None:
    assert ask(compiled(age), age=years, **({"date": day} if day else {})).payer == payer


def test_to_is_inclusive_and_from_too() -> None:
    assert [ask(compiled({"to": "adult_age"}), date="2026-05-01", age=age).payer for age in (18, 19)] == ["region", "municipality"]
    old = compiled({"from": "adult_age"})
    assert [ask(old, date="2026-05-01", age=age).payer for age in (17, 18)] == ["municipality", "region"]


def test_the_trace_tells_which_value_of_which_day_and_which_facts_were_read() -> None:
    step = ask(compiled({"below": "adult_age"}), date="2027-08-01", age=40).trace[0].to_dict()
    assert step["values"] == [{"parameter": "adult_age", "value": 16, "since": "2027-07-01"}]
    assert step["rules"] == [{"rule": "special-housing", "answer": "municipality"}]
    assert step["clauses"] == ["c-home"]
    assert step["tried"] == ["children"], "rows that the product rules out are not tried"
    assert step["read"] == ["age", "housing"]
    before = ask(compiled({"below": "adult_age"}), date="2027-06-30", age=40).trace[0].to_dict()
    assert before["values"] == [{"parameter": "adult_age", "value": 18, "since": "2026-01-01"}]


def test_the_day_alone_changes_the_answer_but_not_the_version_nor_the_hash() -> None:
    agreement = compiled({"below": "adult_age"})
    before, after = (ask(agreement, date=day, age=17) for day in ("2027-06-30", "2027-07-01"))
    assert (before.payer, after.payer) == ("region", "municipality")
    assert (before.agreement_version, before.document_hash) == (after.agreement_version, after.document_hash)


def test_an_age_between_the_values_leaves_the_answer_open_only_when_it_matters() -> None:
    agreement = compiled({"below": "adult_age"})
    decision = ask(agreement, date="2027-07-01", prescriber_profession="nurse")
    assert (decision.payer, decision.missing) == ("undetermined", ("age",))
    [label] = [variable.labels for variable in agreement.on(date(2027, 7, 1)).variables if variable.name == "age"]
    assert label == ("0", "16")


@given(st.integers(0, 1000), st.integers(0, 130))
def test_every_day_answers_as_an_agreement_with_the_number_written_out(days: int, age: int) -> None:
    day = date(2026, 1, 1) + timedelta(days=days)
    number = 18 if day < LOWERED else 16
    written = ask(WRITTEN[number], age=age, date=day.isoformat())
    assert ask(NAMED, age=age, date=day.isoformat()).payer == written.payer


NAMED = compiled({"below": "adult_age"})
WRITTEN = {number: compiled({"to": number - 1}) for number in (16, 18)}


def test_every_span_of_days_can_be_checked() -> None:
    spans = NAMED.spans()
    assert [span.values["adult_age"].value for span in spans] == [18, 16]
    assert spans[-1] is NAMED
    assert NAMED.on(date(2026, 3, 1)) is spans[0]
    assert [span.values for span in WRITTEN[18].spans()] == [{}]


@pytest.mark.parametrize("age", [{"below": "adult_age"}, {"from": "adult_age", "to": 64}, {"below": 18}], ids=str)
def test_a_stored_document_keeps_the_names(age: dict[str, object]) -> None:
    document = agreement_from_dict(plain(age))
    assert agreement_from_json(document.canonical_json()) == document


@pytest.mark.parametrize(
    ("age", "parameter", "message"),
    [
        (
            {"below": "adult_years"},
            {},
            "table payer, row children, cell age: there is no parameter adult_years; the agreement has adult_age",
        ),
        ({"below": "order_cut_off"}, {}, "table payer, row children, cell age: the parameter order_cut_off is '11:30', not a whole number"),
        (
            {"below": "adult_age"},
            {"values": [{"since": "2026-01-01", "value": True}]},
            "table payer, row children, cell age: the parameter adult_age is True, not a whole number",
        ),
        (
            {"below": "adult_age"},
            {"values": [{"since": "2026-02-01", "value": 18}]},
            "the parameter adult_age has no value on the agreement's first day, 2026-01-01",
        ),
    ],
    ids=["unknown", "text", "flag", "too late"],
)
def test_a_parameter_that_cannot_be_used_is_named_with_its_place(age: dict[str, object], parameter: dict[str, Any], message: str) -> None:
    with pytest.raises(AgreementError) as caught:
        compiled(age, **parameter)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("age", "message"),
    [
        ({"to": 17, "below": 18}, "two ends of the same side"),
        ({"below": "18"}, "below needs a whole number or the name of a parameter, not '18'"),
        ({"from": True}, "from needs a whole number"),
        ({"above": 3}, "is not a condition"),
    ],
    ids=str,
)
def test_a_range_that_cannot_be_read_is_named_with_its_place(age: dict[str, object], message: str) -> None:
    with pytest.raises(LoadError) as caught:
        agreement_from_dict(plain(age))
    assert "row" not in message
    assert "children → when → age" in str(caught.value)
    assert message in str(caught.value)


def test_further_passages_of_a_rule_are_cited_too() -> None:
    document = plain({"to": 17})
    document["tables"][1]["rows"][2] |= {"also": ["c-clinic"], "reading": "Åldern går före."}
    decision = decide(compile_agreement(agreement_from_dict(document)), {"iso_code": "120606", "age": 3})
    assert [c.section for c in decision.citations if c.rule == "children"] == ["avsnitt c-age", "avsnitt c-clinic"]
    assert decision.trace[0].clauses == ("c-age", "c-clinic")
