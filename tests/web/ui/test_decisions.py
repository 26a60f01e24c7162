"""A decision in words: the rules' sentences are kept, and still follow the reader's language and the decision at hand."""

from django.utils import translation

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.files.agreements import agreements_root, read_agreement
from handtag.web.ui.decisions import shown

DOCUMENT = read_agreement(agreements_root() / "norrbotten")
COMPILED = compile_agreement(DOCUMENT)
ASKED = {"iso_code": "122203", "age": 82, "housing": "ordinary", "care_setting": "home_visit", "purpose": "personal"}


def test_the_rules_are_told_in_the_readers_language_whoever_read_before() -> None:
    decision = decide(COMPILED, ASKED)
    with translation.override("sv"):
        swedish = shown(decision, DOCUMENT).payer.trace
    with translation.override("en"):
        english = shown(decision, DOCUMENT).payer.trace
    with translation.override("sv"):
        again = shown(decision, DOCUMENT).payer.trace
    assert [row.row for row in swedish] == [row.row for row in english]
    assert swedish == again
    assert all("The region pays" not in row.text for row in swedish)
    assert any("The region pays" in row.text for row in english)


def test_only_the_rules_this_decision_rests_on_are_marked() -> None:
    with translation.override("en"):
        own = shown(decide(COMPILED, ASKED), DOCUMENT).payer.trace
        other = shown(decide(COMPILED, {**ASKED, "purpose": "education"}), DOCUMENT).payer.trace
    assert [row.text for row in own] == [row.text for row in other]
    marked, others = ([row.row for row in rows if row.applied] for rows in (own, other))
    assert len(marked) == 1
    assert marked != others
