"""What the check finds in a document, each fault planted alone in a document that is otherwise clean."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from handtag.domain.agreement.check import check
from handtag.domain.agreement.load import LoadError, agreement_from_dict

CLEAN: dict[str, Any] = {
    "id": "small",
    "title": "Small",
    "version": "1",
    "valid_from": "2026-01-01",
    "clauses": [{"id": "c1", "document": "d", "section": "s", "quote": "q"}],
    "products": [{"id": "row-1206", "iso": "1206", "name": "n", "attributes": {"kind": "a"}, "clause": "c1"}],
    "areas": [{"iso": "12", "product_area": "daily_living", "source": "ISO 9999"}],
    "wordings": {"visit": "Hembesök krävs."},
    "parameters": [
        {"id": "limit", "title": "t", "unit": "öre", "values": [{"since": "2026-01-01", "value": 1}], "clause": "c1"},
    ],
    "tables": [
        {
            "id": "payer",
            "title": "Who pays",
            "hit": "unique",
            "rows": [
                {"id": "child", "when": {"age": {"to": 17}}, "then": {"payer": "region"}, "notes": "visit", "clause": "c1"},
                {"id": "adult", "when": {"age": {"from": 18}}, "then": {"payer": "municipality"}, "clause": "c1"},
            ],
        }
    ],
}


def test_a_clean_document_has_no_problem() -> None:
    assert check(agreement_from_dict(CLEAN)) == ()


def first_rows(plain: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = plain["tables"][0]["rows"]
    return rows


FAULTS: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("overlap", lambda d: first_rows(d)[1].update(when={"age": {"from": 17}}), "child and adult both hold"),
    ("gap", lambda d: first_rows(d)[1].update(when={"age": {"from": 19}}), "no row answers for"),
    ("same id", lambda d: first_rows(d)[1].update(id="child"), "stands 2 times"),
    ("same code", lambda d: d["products"].append({**d["products"][0], "id": "other"}), "stands 2 times"),
    ("no such clause", lambda d: first_rows(d)[0].update(clause="c9"), "cites the clause c9"),
    ("idle clause", lambda d: d["clauses"].append({**d["clauses"][0], "id": "c2"}), "no rule, row or value rests on it"),
    ("code form", lambda d: d["products"][0].update(iso="123"), "'123' is not 2, 4, 6 or 8 digits"),
    ("area", lambda d: d["areas"][0].update(product_area="garden"), "is not a product area"),
    ("area without ground", lambda d: d["areas"][0].pop("source"), "rests on no clause and names no source"),
    ("area with a clause", lambda d: d["areas"][0].update(clause="c9"), "cites the clause c9"),
    ("validity", lambda d: d.update(valid_to="2025-12-31"), "before it begins"),
    ("dates", lambda d: d["parameters"][0]["values"].append({"since": "2026-01-01", "value": 2}), "later day"),
    ("payer", lambda d: first_rows(d)[0].update(then={"payer": "church"}), "payer cannot be 'church'"),
    ("column", lambda d: first_rows(d)[0]["when"].update(colour="red"), "column colour is neither a fact nor an answer"),
    ("value", lambda d: first_rows(d)[0]["when"].update(housing="castle"), "can never hold"),
    ("open without reason", lambda d: first_rows(d)[0].update(then={"payer": "undetermined"}), "says why"),
    ("reason without open", lambda d: first_rows(d)[0].update(open_because="x"), "says why"),
    ("condition", lambda d: first_rows(d)[0].update(condition="x"), "a condition belongs to"),
    ("wording", lambda d: first_rows(d)[0].update(notes=["walk"]), "walk has no wording"),
    ("field", lambda d: first_rows(d)[0].update(then={"winner": "region"}), "winner is neither a decision field"),
    ("nothing", lambda d: first_rows(d)[0].update(then={}, notes=[]), "gives nothing"),
    ("circle", lambda d: first_rows(d)[0]["when"].update(payer="region"), "wait for each other"),
    ("assumption", lambda d: d.update(assumptions=[{"fact": "housing", "value": "castle", "clause": "c1"}]), "cannot be 'castle'"),
]


@pytest.mark.parametrize(("plant", "message"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_planted_fault_is_found(plant: Callable[[dict[str, Any]], object], message: str) -> None:
    plain = deepcopy(CLEAN)
    plant(plain)
    found = [str(problem) for problem in check(agreement_from_dict(plain))]
    assert any(message in text for text in found), found


def test_a_row_behind_a_wider_one_never_decides() -> None:
    plain = deepcopy(CLEAN)
    plain["tables"][0]["hit"] = "first"
    first_rows(plain).insert(0, {"id": "all", "then": {"payer": "other"}, "clause": "c1"})
    found = [problem.place for problem in check(agreement_from_dict(plain)) if "never decides" in problem.message]
    assert found == ["rule child", "rule adult"]


def test_two_passages_that_disagree_are_called_a_contradiction() -> None:
    """Where one document says the region and another the municipality, the one who writes the agreement has to say which is meant."""
    for hit in ("first", "unique"):
        plain = deepcopy(CLEAN)
        plain["tables"][0]["hit"] = hit
        plain["clauses"].append({"id": "c2", "document": "annex", "section": "s", "quote": "q"})
        first_rows(plain).append({"id": "annex", "when": {"age": {"from": 18}}, "then": {"payer": "region"}, "clause": "c2"})
        found = [problem for problem in check(agreement_from_dict(plain)) if "contradict" in problem.message]
        assert found
        assert all(p.severity == "error" and "payer is municipality by c1, region by c2" in p.message for p in found)


def test_every_span_of_days_is_looked_at() -> None:
    """A limit that moves can leave a gap on some days only, and a row that decides on some days only is no dead row."""
    plain = deepcopy(CLEAN)
    values = [{"since": "2026-01-01", "value": 18}, {"since": "2027-01-01", "value": 20}]
    plain["parameters"].append({"id": "adult_age", "title": "t", "unit": "år", "values": values, "clause": "c1"})
    first_rows(plain)[0]["when"] = {"age": {"below": "adult_age"}}
    first_rows(plain)[1]["when"] = {"age": {"from": 20}}
    [problem] = check(agreement_from_dict(plain))
    assert "no row answers" in problem.message
    assert "age 18" in problem.message
    first_rows(plain)[1]["when"] = {"age": {"from": 18}}
    [problem] = check(agreement_from_dict(plain))
    assert "child and adult both hold" in problem.message


def test_a_code_the_standard_does_not_have_is_pointed_out() -> None:
    known = frozenset({"12", "1206"})
    assert check(agreement_from_dict(CLEAN), known) == ()
    plain = deepcopy(CLEAN)
    plain["products"][0]["iso"] = "120699"
    [problem] = check(agreement_from_dict(plain), known)
    assert (problem.severity, problem.message) == ("warning", "120699 is not in ISO 9999; the group 1206 is")


def test_a_question_the_tables_answer_only_sometimes_has_a_gap() -> None:
    plain = deepcopy(CLEAN)
    first_rows(plain)[0]["then"]["follow_up"] = "prescriber"
    [problem] = check(agreement_from_dict(plain))
    assert (problem.severity, problem.place) == ("warning", "follow_up")
    assert "age 18" in problem.message


@pytest.mark.parametrize(
    ("plant", "place"),
    [
        (lambda d: first_rows(d)[0]["when"].update(age={"under": 18}), "tables → 1 payer → rows → 1 child → when → age"),
        (lambda d: first_rows(d)[0].update(thn={}), "tables → 1 payer → rows → 1 child → thn"),
        (lambda d: d["tables"][0].update(hit="any"), "tables → 1 payer → hit"),
        (lambda d: first_rows(d)[0].pop("clause"), "tables → 1 payer → rows → 1 child → clause"),
        (lambda d: d.update(valid_from="in spring"), "valid_from"),
        (lambda d: first_rows(d)[0]["when"].update(housing=[]), "tables → 1 payer → rows → 1 child → when → housing"),
    ],
)
def test_what_cannot_be_read_names_table_row_and_cell(plant: Callable[[dict[str, Any]], object], place: str) -> None:
    plain = deepcopy(CLEAN)
    plant(plain)
    with pytest.raises(LoadError) as refused:
        agreement_from_dict(plain)
    assert str(refused.value).startswith(f"{place}: ")
