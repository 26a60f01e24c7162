"""The law of a shift: what the list does not say leaves every outcome that some completion gives, and no other."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.agreement.test_completions import AGES, CODES
from tests.domain.agreement.test_completions import DOMAINS as SOME
from tests.domain.agreement.test_completions import agreements as any_agreements

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import CHOICES, FactError
from handtag.domain.agreement.schema import Agreement
from handtag.domain.cost_shift.deciding import Judge
from handtag.domain.cost_shift.rows import Ages, Case

# The agreements name three kinds of housing; the others are a kind of their own.
DOMAINS = {**SOME, "housing": CHOICES["housing"][:4]}


def agreements() -> st.SearchStrategy[Agreement]:
    """Without assumptions: a completion that an agreement does not expect is not the ordinary case that it speaks of."""
    return any_agreements().map(lambda one: replace(one, assumptions=()))


def case(today: str | None = None, ages: Ages | None = None, **facts: object) -> Case:
    return Case(tuple(sorted(facts.items())), ages, today)


def completions(known: dict[str, Any]) -> list[dict[str, Any]]:
    free = [name for name in DOMAINS if name not in known]
    return [{**known, **dict(zip(free, values, strict=True))} for values in product(*(DOMAINS[name] for name in free))]


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from([name for name in DOMAINS if name != "iso_code"]), max_size=3, unique=True))
    return {"iso_code": draw(st.sampled_from(CODES)), **{name: draw(st.sampled_from(DOMAINS[name])) for name in names}}


@settings(max_examples=60, deadline=None)
@given(agreements(), agreements(), facts())
def test_the_pairs_are_exactly_what_the_completions_give(old: Agreement, new: Agreement, known: dict[str, Any]) -> None:
    judge = Judge(compile_agreement(old), compile_agreement(new))
    found = set(judge.verdict(case(**known)).pairs)
    tried = {(decide(judge.old, one).payer, decide(judge.new, one).payer) for one in completions(known)}
    assert found == ({(before, before) for before, _ in tried} if old.document_hash == new.document_hash else tried)


@settings(max_examples=60, deadline=None)
@given(agreements(), agreements(), facts(), st.sampled_from(["region", "municipality"]))
def test_who_pays_today_leaves_only_the_completions_that_it_fits(old: Agreement, new: Agreement, known: dict[str, Any], today: str) -> None:
    judge = Judge(compile_agreement(old), compile_agreement(new))
    verdict = judge.verdict(case(today, **known))
    fits = [
        one
        for one in completions(known)
        if (payer := decide(judge.old, one).payer) in {today, "undetermined"} or (payer == "shared" and today in {"region", "municipality"})
    ]
    assert verdict.disagrees == (not fits)
    assert {before for before, _after in verdict.pairs} == {today}
    if not verdict.unmoved:
        assert {after for _before, after in verdict.pairs} == {decide(judge.new, one).payer for one in fits or completions(known)}


@settings(max_examples=60, deadline=None)
@given(agreements(), facts(), st.sampled_from([None, "region", "municipality", "own_responsibility", "other"]))
def test_nothing_moves_under_the_same_agreement(one: Agreement, known: dict[str, Any], today: str | None) -> None:
    compiled = compile_agreement(one)
    without_code = {name: value for name, value in known.items() if name != "iso_code"}
    assert all(before == after for before, after in Judge(compiled, compiled).verdict(case(today, **without_code)).pairs)
    assert all(before == after for before, after in Judge(compiled, compiled).verdict(case(today, **known)).pairs)


@settings(max_examples=40, deadline=None)
@given(agreements(), agreements(), st.sampled_from(CODES), st.sampled_from(AGES), st.sampled_from(AGES))
def test_an_age_band_gives_what_its_ages_give(old: Agreement, new: Agreement, code: str, one: int, other: int) -> None:
    low, high = sorted((one, other))
    judge = Judge(compile_agreement(old), compile_agreement(new))
    band = set(judge.verdict(case(None, Ages(low, high), iso_code=code)).pairs)
    each = {pair for age in range(low, high + 1) for pair in judge.verdict(case(iso_code=code, age=age)).pairs}
    assert band == each


def test_a_fact_that_cannot_be_read_is_refused(an_agreement: Agreement) -> None:
    compiled = compile_agreement(an_agreement)
    with pytest.raises(FactError, match="product"):
        Judge(compiled, compiled).verdict(case(product="nonsens"))


@pytest.fixture
def an_agreement() -> Agreement:
    from tests.support import agreement

    return agreement.document()
