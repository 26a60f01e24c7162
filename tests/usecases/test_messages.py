"""Every outcome has a sentence, every code a word, and every sentence gets the parameters it asks for."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from handtag.apps.people.models import HOUSING
from handtag.domain import following_up, ordering, prescribing
from handtag.domain.agreement.facts import CHOICES, FACT_NAMES, PROFESSIONS
from handtag.domain.values.errors import Refused
from handtag.domain.values.grounds import GROUND_DAYS
from handtag.usecases import words, words_following
from handtag.usecases.messages import MESSAGES, sentence

SOURCES = Path(__file__).parents[2] / "src" / "handtag"
OUTCOMES = {"Refused", "NotAllowed", "NotFound", "Conflict"}


def raised() -> list[tuple[str, str, set[str]]]:
    """(place, code, parameter names) of every outcome raised with a literal code."""
    found = []
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTCOMES and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    names = {keyword.arg or "**" for keyword in node.keywords} - {"field"}
                    found.append((f"{path.relative_to(SOURCES)}:{node.lineno}", str(code.value), names))
    return found


def test_many_outcomes_are_found() -> None:
    assert len(raised()) > 60


@pytest.mark.law("Språklagen 11 §")
def test_every_outcome_has_a_sentence() -> None:
    assert sorted({f"{code} ({place})" for place, code, _ in raised() if code not in MESSAGES}) == []


def test_every_sentence_gets_what_it_asks_for() -> None:
    lacking = [
        f"{place}: {code} lacks {sorted(wanted - names)}"
        for place, code, names in raised()
        if code in MESSAGES and (wanted := set(re.findall(r"%\((\w+)\)", str(MESSAGES[code])))) - names and "**" not in names
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("codes", "named"),
    [
        (PROFESSIONS, words.PROFESSIONS),
        (following_up.RESULTS, words.RESULTS),
        (following_up.THEN, words_following.THEN),
        (following_up.GROUNDS, words_following.GROUNDS),
        (prescribing.END_REASONS, words.END_REASONS),
        (prescribing.PROCESS, words.STEPS),
        (ordering.CANCEL_REASONS, words.CANCEL_REASONS),
        (GROUND_DAYS, words.GROUNDS),
        ([housing for housing, _ in HOUSING], words.VALUES),
        (set(FACT_NAMES) - prescribing.NEVER_ASKED, words.FACTS),
    ],
)  # fmt: skip
def test_every_code_has_a_word(codes: object, named: object) -> None:
    assert sorted(set(codes) - set(named)) == []  # type: ignore[call-overload]


def test_every_value_that_can_be_answered_has_a_word() -> None:
    answers = {value for fact, values in CHOICES.items() if fact not in ("product_area", "prescriber_profession") for value in values}
    assert sorted(value for value in answers - set(words.VALUES) if not value.isdecimal()) == []


@pytest.mark.law("Språklagen 11 §")
def test_a_sentence_speaks_in_words() -> None:
    with translation.override("en"):
        said = sentence(Refused("prescribing.undetermined", missing=("care_setting", "housing")))
    assert "where the need is assessed, form of housing" in said
