"""Every shipped agreement: with facts missing, an answer is definite exactly when every completion of them gives it. Sampled, and tried
against a plain scan of the tables for each completion."""

import random
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest
from tests.support.naive_agreement import Naive
from tests.support.questions import groups_alike, values

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import Decision, decide, possible_payers
from handtag.domain.agreement.facts import FLAG_FACTS, LOWEST
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

QUESTIONS = 25
COMPLETIONS = 150
ANSWERS = ("payer", "may_prescribe", "follow_up")
FOLDERS = agreement_folders(agreements_root())


def domains(ready: CompiledAgreement) -> dict[str, list[Any]]:
    """One value for each class of values that the tables tell apart."""
    return {v.name: [int(label) for label in v.labels] if v.name in LOWEST else values(v) for v in ready.variables}


def possible(ready: CompiledAgreement, naive: Naive, facts: dict[str, Any]) -> dict[str, list[Any]]:
    """What each fact may still be: what is given, what follows from it, the product's own area, what is assumed, else anything."""
    facts = {**facts, **naive.presumed(facts)}
    usual = {a.fact: a.value == "true" if a.fact in FLAG_FACTS else a.value for a in ready.document.assumptions if not a.when}
    area = ready.plan(max((c for c in ready.iso_classes if facts["iso_code"].startswith(c)), key=len)).area
    known = {**usual, **({"product_area": area} if area else {}), **facts}
    return {name: [known[name]] if name in known else given for name, given in domains(ready).items()}


def check(ready: CompiledAgreement, naive: Naive, facts: dict[str, Any], choices: dict[str, list[Any]]) -> Decision:
    cases = [{**dict(zip(choices, chosen, strict=True)), "iso_code": facts["iso_code"]} for chosen in product(*choices.values())]
    decision = decide(ready, facts)
    for name in ANSWERS:
        given = {naive.answer(name, case) for case in cases}
        assert getattr(decision, name) == (given.pop() if len(given) == 1 else "undetermined"), (name, facts)
    assert possible_payers(ready, facts) == tuple(sorted({naive.answer("payer", case) for case in cases})), facts
    return decision


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_answer_is_definite_exactly_when_every_completion_gives_it(folder: Path) -> None:
    ready = compile_agreement(read_agreement(folder))
    naive, draw = Naive(ready.document), random.Random(folder.name)
    groups, given = groups_alike(ready, naive), domains(ready)
    for _ in range(QUESTIONS):
        facts: dict[str, Any] = {name: draw.choice(choices) for name, choices in given.items() if name != "product_term"}
        facts["iso_code"] = draw.choice(draw.choice(groups))
        # Who is registered in the county follows from the municipality, so it is not left open beside it.
        known = {"product_term", *(["registered_in_county"] if "municipality" in given else [])}
        names = draw.sample(sorted(given.keys() - known), len(given.keys() - known))
        choices = possible(ready, naive, facts)
        for name in names:
            less = {known: value for known, value in facts.items() if known != name}
            wider = possible(ready, naive, less)
            if prod(map(len, wider.values())) <= COMPLETIONS:
                facts, choices = less, wider
        check(ready, naive, facts, choices)


def test_the_questions_leave_something_open_and_something_definite() -> None:
    ready = compile_agreement(read_agreement(agreements_root() / "norrbotten"))
    naive, given = Naive(ready.document), domains(ready)
    unsaid = {"age", "product_area", *(assumption.fact for assumption in ready.document.assumptions)}
    known = {name: choices[0] for name, choices in given.items() if name not in unsaid}
    found = set()
    for codes in groups_alike(ready, naive):
        facts = {**known, "iso_code": codes[0], "care_setting": "home_visit", "product_area": "daily_living"}
        found.add(bool(check(ready, naive, facts, possible(ready, naive, facts)).missing))
    assert found == {True, False}
