"""Two versions compared: equal ones do not differ, the difference is complete, and what changes in the answers is found."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.agreement import document

from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.diff import apply, broken_cases, changed_decisions, differences
from handtag.domain.agreement.schema import Agreement, Cell, Clause, DatedValue, Parameter, Product, Row, Table, Word

IDS = st.sampled_from([f"r{n}" for n in range(12)])
TEXTS = st.sampled_from(["", "ena", "andra", "tredje"])
CELLS = st.one_of(
    st.builds(Cell, st.just("one_of"), st.tuples(TEXTS)),
    st.builds(Cell, st.just("range"), low=st.none() | st.integers(0, 3), high=st.integers(4, 6)),
)
WHEN = st.dictionaries(st.sampled_from(["age", "housing", "purpose"]), CELLS)
THEN = st.dictionaries(st.sampled_from(["payer", "follow_up"]), st.sampled_from(["region", "municipality"]))
ROWS = st.builds(Row, id=IDS, when=WHEN, then=THEN, clause=TEXTS, notes=st.tuples(TEXTS), open_because=st.none() | TEXTS)
VALUES = st.builds(DatedValue, since=st.just(date(2026, 1, 1)), value=st.one_of(st.booleans(), st.integers(0, 1), TEXTS))
PARAMETERS = st.builds(
    Parameter, id=IDS, title=TEXTS, unit=TEXTS, clause=TEXTS, status=st.sampled_from(["agreed", "proposed"]), values=st.tuples(VALUES)
)


def _lists(of: st.SearchStrategy, name: str) -> st.SearchStrategy:
    return st.lists(of, max_size=6, unique_by=lambda entry: getattr(entry, name)).map(tuple)


@st.composite
def documents(draw: st.DrawFn) -> Agreement:
    """Any document whose ids stand once, whether it makes sense or not."""
    rows = draw(_lists(ROWS, "id"))
    cut = draw(st.integers(0, len(rows)))
    titles = draw(st.tuples(TEXTS, TEXTS))
    tables = (Table(id="a", title=titles[0], rows=rows[:cut]), Table(id="b", title=titles[1], hit="first", rows=rows[cut:]))
    return Agreement(
        id="x",
        title=draw(TEXTS),
        version=draw(TEXTS),
        valid_from=date(2026, 1, 1),
        description=draw(st.none() | TEXTS),
        tables=tuple(draw(st.permutations(tables)))[: draw(st.integers(0, 2))],
        parameters=draw(_lists(PARAMETERS, "id")),
        products=draw(_lists(st.builds(Product, id=IDS, iso=TEXTS, name=TEXTS, clause=TEXTS), "id")),
        clauses=draw(_lists(st.builds(Clause, id=IDS, document=TEXTS, section=TEXTS, quote=TEXTS), "id")),
        words=draw(_lists(st.builds(Word, word=IDS, term=st.none() | TEXTS), "word")),
        wordings=draw(st.dictionaries(IDS, TEXTS)),
    )


@given(documents())
def test_equal_versions_do_not_differ(one: Agreement) -> None:
    assert not differences(one, one)
    assert not differences(one, replace(one))


@settings(max_examples=300)
@given(documents(), documents())
def test_the_difference_leads_from_the_old_version_to_the_new(old: Agreement, new: Agreement) -> None:
    made = apply(old, differences(old, new))
    assert made.canonical_json() == new.canonical_json()
    assert bool(differences(old, new)) == (old.canonical_json() != new.canonical_json())


@given(documents(), documents())
def test_what_is_added_one_way_is_removed_the_other(old: Agreement, new: Agreement) -> None:
    there = {(c.kind, c.id, c.what) for c in differences(old, new).changes}
    swapped = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(c.kind, c.id, swapped[c.what]) for c in differences(new, old).changes} == there


def _with_payer_rows(rows: tuple[Row, ...]) -> Agreement:
    plain = document()
    return replace(plain, tables=tuple(replace(t, rows=rows) if t.id == "payer" else t for t in plain.tables))


def _payer_rows() -> tuple[Row, ...]:
    return next(t.rows for t in document().tables if t.id == "payer")


def test_a_changed_row_tells_which_condition_changed() -> None:
    rows = tuple(replace(r, when={"age": Cell("range", high=19)}) if r.id == "children" else r for r in _payer_rows())
    [change] = differences(document(), _with_payer_rows(rows)).changes
    assert (change.kind, change.id, change.what) == ("row", "children", "changed")
    [field] = change.fields
    assert (field.name, field.old, field.new) == ("when.age", Cell("range", high=17), Cell("range", high=19))


def test_only_the_row_that_was_moved_is_called_moved() -> None:
    rows = list(_payer_rows())
    rows.insert(0, rows.pop(3))
    found = differences(document(), _with_payer_rows(tuple(rows)))
    assert (found.changes, found.moved) == ((), ("special-housing",))
    assert found


def test_a_removed_rule_is_told_after_those_that_stand() -> None:
    rows = tuple(replace(r, clause="c-age") if r.id == "clinic" else r for r in _payer_rows() if r.id != "bought-alone")
    found = differences(document(), _with_payer_rows(rows))
    assert [(c.id, c.what) for c in found.of("row")] == [("clinic", "changed"), ("bought-alone", "removed")]


def test_the_questions_whose_answer_changes_are_found_with_both_answers() -> None:
    rows = tuple(replace(r, when={"age": Cell("range", high=19)}) if r.id == "children" else r for r in _payer_rows())
    old, new = compile_agreement(document()), compile_agreement(_with_payer_rows(rows))
    at_home = {"iso_code": "122203", "housing": "ordinary", "care_setting": "home_visit"}
    [changed] = changed_decisions(old, new, [{**at_home, "age": 17}, {**at_home, "age": 18}, {**at_home, "age": 20}])
    assert (changed.index, [(f.name, f.old, f.new) for f in changed.fields]) == (1, [("payer", "municipality", "region")])


def test_facts_that_one_version_cannot_read_are_a_change_and_say_why() -> None:
    words = replace(document(), words=(Word(word="käpp", iso_codes=("120606",)),))
    old, new = compile_agreement(words), compile_agreement(document())
    [changed] = changed_decisions(old, new, [{"product": "käpp", "age": 10}])
    assert changed.old is not None
    assert changed.new is None
    assert "käpp" in changed.why


@pytest.mark.parametrize(("payer", "broken"), [("region", 0), ("municipality", 1)])
def test_a_worked_case_that_a_version_answers_otherwise_is_broken(payer: str, broken: int) -> None:
    case = Case(id="c", title="c", facts={"iso_code": "122203", "age": 10}, expect={"payer": payer}, source="s")
    assert len(broken_cases(compile_agreement(document()), [case])) == broken
