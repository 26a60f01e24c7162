"""Every shipped agreement answers complete questions as a plain scan of its tables does, notes and rules included."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.naive_agreement import Naive

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, LOWEST, parse_facts
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

ENDINGS = ("", "03", "99")


@cache
def compiled(folder: Path) -> CompiledAgreement:
    return compile_agreement(read_agreement(folder))


def values(name: str, labels: tuple[str, ...]) -> st.SearchStrategy[Any]:
    if name in FLAG_FACTS:
        return st.booleans()
    if name in LOWEST:
        return st.sampled_from(sorted({max(LOWEST[name], int(label) + step) for label in labels for step in (-1, 0, 1)}))
    if name == "municipality":
        return st.sampled_from([*(label for label in labels if label.isdecimal()), "0000"])
    return st.sampled_from(CHOICES.get(name, labels))


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_a_complete_question_is_answered_as_a_plain_scan_answers_it(folder: Path) -> None:
    ready = compiled(folder)
    naive = Naive(ready.document)
    if "product_term" in ready.position:
        pytest.skip("finer product terms come from words only, so no question by code is complete; its cases test them")
    asked = {code + ending for code in ready.iso_classes for ending in ENDINGS if len(code + ending) in (4, 6)} | {"999999"}
    exact = sorted(code for code in asked if not any(c != code and c.startswith(code) for c in ready.iso_classes))
    complete = st.fixed_dictionaries({"iso_code": st.sampled_from(exact), **{v.name: values(v.name, v.labels) for v in ready.variables}})

    @settings(max_examples=400, deadline=None)
    @given(complete)
    def answered(facts: dict[str, Any]) -> None:
        decision = decide(ready, parse_facts(facts))
        may = f"{decision.may_prescribe}:{decision.condition}" if decision.condition else decision.may_prescribe
        assert decision.payer == naive.answer("payer", facts)
        assert may.partition(":")[0] == naive.answer("may_prescribe", facts)
        assert decision.follow_up == naive.answer("follow_up", facts)
        assert decision.in_scope == naive.answer("in_scope", facts)
        assert set(decision.notes) == naive.notes(facts)
        assert decision.missing == ()

    answered()
