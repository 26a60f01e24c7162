"""A draft's parts are put, removed and moved; what stands in the way of approval is found; decisions made are asked again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.agreement import document

from handtag.domain.agreement.cases import Case, try_case
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.diff import differences
from handtag.domain.agreement.drafting import Content, agreed_anew, move, new_row_id, next_state, part_as_plain, put, remove
from handtag.domain.agreement.facts import parse_facts
from handtag.domain.agreement.parts import parts_of
from handtag.domain.agreement.redecide import Made, redecide
from handtag.domain.agreement.schema import Assumption, Cell
from handtag.domain.values.errors import NotFound, Refused

CONTENT = Content(document())
PARTS = [key for key in parts_of(document()) if key[0] != "agreement"]
PAYER = [row.id for table in document().tables if table.id == "payer" for row in table.rows]
CHILDREN: dict[str, Any] = part_as_plain(document(), "row", "children")
TO_19 = {**CHILDREN, "when": {"age": {"to": 19}}}
AT_18 = {"iso_code": "122203", "age": 18, "housing": "ordinary", "care_setting": "home_visit"}


@pytest.mark.parametrize(("kind", "name"), PARTS, ids=str)
def test_what_is_put_back_as_it_was_changes_nothing(kind: str, name: str) -> None:
    with pytest.raises(Refused, match=r"agreements\.nothing_changed"):
        put(CONTENT, kind, part_as_plain(document(), kind, name))


@given(st.sampled_from([key for key in PARTS if key[0] != "table"]))
def test_a_part_that_is_removed_and_put_again_is_the_same_but_for_its_place(key: tuple[str, str]) -> None:
    edit = remove(CONTENT, *key)
    assert edit.old is not None
    again = put(edit.content, key[0], edit.old).content.document
    assert differences(document(), again).changes == ()


@given(st.sampled_from(PAYER), st.sampled_from(["", *PAYER]))
def test_a_moved_rule_stands_before_the_one_named_and_nothing_else_changes(rule: str, before: str) -> None:
    others = [row for row in PAYER if row != rule]
    if before == rule:
        with pytest.raises(NotFound):
            move(CONTENT, rule, before)
        return
    expected = [*others, rule] if not before else [x for row in others for x in ([rule, row] if row == before else [row])]
    if expected == PAYER:
        with pytest.raises(Refused, match=r"agreements\.nothing_changed"):
            move(CONTENT, rule, before)
        return
    moved = move(CONTENT, rule, before).content.document
    assert [row.id for table in moved.tables if table.id == "payer" for row in table.rows] == expected
    assert differences(document(), moved).changes == ()


def test_a_rule_can_be_put_in_another_table() -> None:
    moved = put(CONTENT, "row", {**CHILDREN, "table": "scope"}).content.document
    tables = {row.id: table.id for table in moved.tables for row in table.rows}
    assert tables["children"] == "scope"


def test_a_new_rule_gets_a_name_that_no_part_has() -> None:
    assert new_row_id(document(), "payer") == "payer-7"
    taken = put(CONTENT, "row", {**CHILDREN, "id": "payer-7"}).content.document
    assert new_row_id(taken, "payer") == "payer-8"
    assert new_row_id(document(), "follow-up") == "follow-up-2"


@pytest.mark.parametrize(
    ("state", "step"), [("approved", "withdraw"), ("withdrawn", "submit"), ("editing", "approve"), ("submitted", "submit")]
)
def test_steps_that_a_draft_cannot_take_are_refused(state: str, step: str) -> None:
    with pytest.raises(Refused, match=r"agreements\.illegal_step"):
        next_state(state, step)


def test_a_case_that_is_agreed_anew_holds_and_speaks_about_the_same_answers() -> None:
    compiled = compile_agreement(put(CONTENT, "row", TO_19).content.document)
    expect = {"payer": "municipality", "trust_prescription": {"allowed": "yes"}, "open": False}
    case = Case(id="c", title="c", facts=AT_18, expect=expect, source="s")
    assert try_case(compiled, case)
    anew = agreed_anew(compiled, case)
    assert try_case(compiled, anew) == ()
    assert anew.expect == {"payer": "region", "trust_prescription": {"allowed": "no"}, "open": False}


def made(key: str, **facts: object) -> Made:
    """A decision as the version in force made it."""
    asked = {**AT_18, "date": "2026-05-05", **facts}
    return Made(key, asked, decide(compile_agreement(document()), parse_facts(asked)).to_dict())


def test_decisions_made_are_counted_by_the_way_in_which_they_would_differ() -> None:
    compiled = compile_agreement(put(CONTENT, "row", TO_19).content.document)
    past = redecide(compiled, [made("a"), made("b", age=19), made("c", age=40), made("d", age=7)], date(2027, 1, 1))
    assert (past.total, past.changed, past.unreadable, past.keys) == (4, 2, 0, ("a", "b"))
    [(way, count)] = past.ways
    assert (way.name, way.old, way.new, count) == ("payer", "municipality", "region", 2)


def test_an_unchanged_version_changes_no_decision() -> None:
    past = redecide(compile_agreement(document()), [made("a"), made("b", age=7)], date(2027, 1, 1))
    assert (past.total, past.changed, past.ways) == (2, 0, ())


def test_a_value_that_begins_with_the_version_counts_for_decisions_made_before() -> None:
    values = [{"since": "2026-01-01", "value": 18}, {"since": "2027-01-01", "value": 20}]
    age = {"id": "adult_age", "title": "Vuxen", "unit": "år", "values": values, "clause": "c-age"}
    content = put(CONTENT, "parameter", age).content
    content = put(content, "row", {**CHILDREN, "when": {"age": {"below": "adult_age"}}}).content
    compiled = compile_agreement(content.document)
    assert redecide(compiled, [made("a")], date(2026, 6, 1)).changed == 0
    assert redecide(compiled, [made("a")], date(2027, 1, 1)).changed == 1


def test_facts_that_the_version_cannot_read_are_counted_and_not_guessed() -> None:
    past = redecide(compile_agreement(document()), [Made("a", {"product": "okänt ord"}, {})], date(2027, 1, 1))
    assert (past.total, past.changed, past.unreadable) == (1, 0, 1)


def test_two_assumptions_about_one_fact_are_both_kept() -> None:
    """What follows from different things may be said more than once about a fact; a change elsewhere loses neither."""
    one = Assumption(fact="housing", value="ordinary", clause="c-home", when={"age": Cell("range", high=17)})
    other = replace(one, value="special_housing_sol", when={"age": Cell("range", low=90)})
    content = Content(replace(document(), assumptions=(one, other)))
    changed = put(content, "row", TO_19).content.document
    assert changed.assumptions == (one, other)
    [change] = differences(content.document, replace(content.document, assumptions=(one,))).changes
    assert (change.kind, change.id, change.what) == ("assumption", "housing (2)", "removed")
