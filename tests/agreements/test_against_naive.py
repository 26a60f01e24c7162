"""Every shipped agreement answers complete questions as a plain scan of its tables does, notes included."""

import random
from pathlib import Path
from typing import Any

import pytest
from tests.support.naive_agreement import Naive
from tests.support.questions import groups_alike, values

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import FLAG_FACTS, PROFESSIONS, parse_facts
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

QUESTIONS = 3000


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_a_complete_question_is_answered_as_a_plain_scan_answers_it(folder: Path) -> None:
    ready = compile_agreement(read_agreement(folder))
    if "product_term" in ready.position:
        pytest.skip("finer product terms come from words only, so no question by code is complete; its cases test them")
    naive = Naive(ready.document)
    groups = groups_alike(ready, naive)
    usual = {a.fact: a.value == "true" if a.fact in FLAG_FACTS else a.value for a in ready.document.assumptions if not a.when}
    choices = {variable.name: values(variable) for variable in ready.variables}
    draw = random.Random(folder.name)  # the same questions every time
    for _ in range(QUESTIONS):
        code = draw.choice(draw.choice(groups))
        facts: dict[str, Any] = {name: draw.choice(given) for name, given in choices.items()}
        # Half of the questions are ordinary ones: ordinary circumstances, a product's own area, a profession its row names.
        facts |= {name: value for name, value in usual.items() if name in choices and draw.random() < 0.8}
        row, area = naive.product(code), ready.plan(max((c for c in ready.iso_classes if code.startswith(c)), key=len)).area
        named = [v for held in row.attributes.values() for v in held if v in PROFESSIONS] if row else []
        if named and "prescriber_profession" in facts and draw.random() < 0.5:
            facts["prescriber_profession"] = draw.choice(named)
        if area and "product_area" in facts and draw.random() < 0.7:
            facts["product_area"] = area
        facts["iso_code"] = code
        decision = decide(ready, parse_facts(facts))
        for name in ("payer", "may_prescribe", "follow_up", "in_scope"):
            assert getattr(decision, name) == naive.answer(name, facts), (name, facts)
        assert set(decision.notes) == naive.notes(facts), facts
        assert decision.missing == (), facts
