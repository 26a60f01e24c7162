"""The law of missing facts, proved against trying every completion: an answer is definite exactly when every completion of the
missing facts gives it, and `missing` names exactly the facts that can change an answer."""

from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.naive_agreement import Naive, plain

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide, possible_payers
from handtag.domain.agreement.facts import CHOICES, parse_facts
from handtag.domain.agreement.load import agreement_from_dict, agreement_from_json
from handtag.domain.agreement.schema import DECIDED, Agreement

AGES = (0, 10, 17, 18, 19, 64, 65, 130)
# One code for every class the products and rules below can tell apart, and one that none of them names.
CODES = ("120606", "120603", "122203", "122206", "150306")
GROUPS = ("12", "1206", "120606", "122203")
DOMAINS: dict[str, tuple[Any, ...]] = {
    "iso_code": CODES,
    "age": AGES,
    "housing": CHOICES["housing"][:3],
    "prescriber_employer": CHOICES["prescriber_employer"],
    "handed_over": (False, True),
}


def cells(name: str) -> st.SearchStrategy[object]:
    values = sorted({plain(value) for value in DOMAINS[name]})
    some = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    if name == "iso_code":
        return st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2, unique=True).map(lambda codes: {"prefix": codes})
    if name == "age":
        return st.sampled_from([{"to": 17}, {"from": 18}, {"from": 18, "to": 64}, {"from": 65}, {"from": 10, "to": 18}])
    if name == "prescriber_employer":
        return some | st.sampled_from([{"listed": ["payers"]}, {"not_listed": ["payers"]}])
    return some | some.map(lambda chosen: {"not": chosen})


@st.composite
def rows(draw: st.DrawFn, table: str, field: str, outcomes: list[str]) -> list[dict[str, object]]:
    made = []
    for number in range(draw(st.integers(0, 5))):
        names = draw(st.lists(st.sampled_from(list(DOMAINS)), max_size=3, unique=True))
        when: dict[str, object] = {name: draw(cells(name)) for name in names}
        if draw(st.booleans()):
            when["row.kind"] = draw(st.sampled_from(["a", {"not": ["a"]}]))
        if field == "may_prescribe" and draw(st.booleans()):
            when["payer"] = draw(st.sampled_from([["region"], {"not": ["region"]}, ["undetermined", "shared"]]))
        value = draw(st.sampled_from(outcomes))
        made.append({"id": f"{table}-{number}", "when": when, "then": {field: value}, "clause": "c"})
        if value == "undetermined":
            made[-1]["open_because"] = "the text is silent"
    return made


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    products = [
        {"id": f"row-{code}", "iso": code, "name": code, "attributes": draw(st.sampled_from(ATTRIBUTES)), "clause": "c"}
        for code in draw(st.lists(st.sampled_from(["1206", "120606", "122203"]), unique=True))
    ]
    assumed = draw(st.sampled_from([[], [{"fact": "handed_over", "value": "false", "clause": "c"}]]))
    payers = draw(rows("payer", "payer", ["region", "municipality", "shared", "undetermined"]))
    return agreement_from_dict(
        {
            "id": "drawn",
            "title": "Drawn",
            "version": "1",
            "valid_from": "2026-01-01",
            "products": products,
            "assumptions": assumed,
            "clauses": [{"id": "c", "document": "d", "section": "s", "quote": "q"}],
            "tables": [
                {"id": "payer", "title": "p", "hit": "first", "rows": payers},
                {"id": "may", "title": "m", "hit": "first", "rows": draw(rows("may", "may_prescribe", ["yes", "no"]))},
                {"id": "end", "title": "e", "hit": "first", "rows": draw(rows("end", "follow_up", ["prescriber", "payer"]))},
            ],
        }
    )


ATTRIBUTES: list[dict[str, object]] = [
    {"kind": "a", "payers": ["region", "private_for_region"]},
    {"kind": ["a", "b"], "payers": ["municipality"]},
    {"kind": "b"},
]
PARTIAL = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in DOMAINS.items()})
ASKED = PARTIAL | PARTIAL.flatmap(lambda facts: st.sampled_from(GROUPS).map(lambda code: {**facts, "iso_code": code}))


def completions(document: Agreement, facts: dict[str, Any]) -> list[dict[str, Any]]:
    known = {a.fact: False for a in document.assumptions} | facts
    wide = {"housing": CHOICES["housing"]}
    choices = [[known[name]] if name in known else wide.get(name, DOMAINS[name]) for name in DOMAINS]
    choices[0] = [code for code in CODES if code.startswith(facts.get("iso_code", ""))] or [facts["iso_code"]]
    return [dict(zip(DOMAINS, values, strict=True)) for values in product(*choices)]


def depends_on(name: str, field: str, cases: list[dict[str, Any]], answers: dict[tuple[Any, ...], dict[str, str]]) -> bool:
    seen: dict[tuple[Any, ...], str] = {}
    for case in cases:
        rest = tuple(value for other, value in case.items() if other != name)
        answer = answers[tuple(case.values())][field]
        if seen.setdefault(rest, answer) != answer:
            return True
    return False


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agreements(), ASKED)
def test_an_answer_is_definite_exactly_when_every_completion_gives_it(document: Agreement, facts: dict[str, Any]) -> None:
    naive = Naive(document)
    cases = completions(document, facts)
    answers = {tuple(case.values()): {field: naive.answer(field, case) for field in DECIDED} for case in cases}
    decision = decide(compile_agreement(document), parse_facts(facts))
    got = {
        "payer": decision.payer,
        "may_prescribe": decision.may_prescribe,
        "follow_up": decision.follow_up,
    }
    can_change = set()
    for field, value in got.items():
        possible = {answer[field] for answer in answers.values()}
        assert value == (possible.pop() if len(possible) == 1 else "undetermined"), (field, possible)
        can_change |= {name for name in DOMAINS if depends_on(name, field, cases, answers)}
    assert set(decision.missing) == can_change
    assert possible_payers(compile_agreement(document), facts) == tuple(sorted({answer["payer"] for answer in answers.values()}))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agreements(), st.lists(ASKED, min_size=1, max_size=5))
def test_a_stored_document_answers_as_the_read_one_did_in_any_order(document: Agreement, asked: list[dict[str, Any]]) -> None:
    stored = agreement_from_json(document.canonical_json())
    assert stored.document_hash == document.document_hash
    read, again = compile_agreement(document), compile_agreement(stored)
    forward = [decide(read, parse_facts(facts)).to_dict() for facts in asked]
    backward = [decide(again, parse_facts(facts)).to_dict() for facts in reversed(asked)]
    assert forward == backward[::-1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agreements(), PARTIAL, st.sampled_from(list(DOMAINS)), st.data())
def test_one_more_fact_never_takes_a_definite_answer_back(
    document: Agreement, facts: dict[str, Any], name: str, data: st.DataObject
) -> None:
    compiled = compile_agreement(document)
    facts = {"handed_over": True, **facts}  # an assumption is not knowledge: it may be contradicted
    before = decide(compiled, parse_facts(facts))
    after = decide(compiled, parse_facts({name: data.draw(st.sampled_from(DOMAINS[name])), **facts}))
    for field in ("payer", "may_prescribe", "follow_up"):
        if getattr(before, field) != "undetermined":
            assert getattr(after, field) == getattr(before, field)
