"""Every fact an agreement may use has a question, every closed value has words, and rules are said in sentences."""

import pytest
from django import forms
from django.utils.translation import override
from tests.support import agreement

from handtag.domain.agreement.facts import CHOICES, FACT_NAMES, FLAG_FACTS
from handtag.domain.agreement.schema import OUTCOMES, Cell, Row
from handtag.web.ui.fact_values import VALUES
from handtag.web.ui.facts import FACTS, fact_choices, question_field, value_label
from handtag.web.ui.rules import ANSWERS, answer_words, cell_words, iso_name, row_words, spaced


def test_every_fact_has_a_question() -> None:
    assert set(FACTS) == set(FACT_NAMES)


def test_every_value_of_a_closed_fact_has_words() -> None:
    assert {fact: tuple(VALUES[fact]) for fact in CHOICES} == {fact: CHOICES[fact] for fact in CHOICES}


def test_every_answer_has_words() -> None:
    assert {name: set(words) for name, words in ANSWERS.items()} == {name: set(known) for name, known in OUTCOMES.items()}


@pytest.mark.parametrize("fact", FACT_NAMES)
def test_every_question_is_a_field_with_its_label(fact: str) -> None:
    field = question_field(fact)
    assert str(field.label) == str(FACTS[fact])
    assert isinstance(field, forms.ChoiceField) == (fact in CHOICES or fact in FLAG_FACTS)


def test_a_question_can_be_left_open_unless_it_is_required() -> None:
    assert question_field("housing").clean("") == ""
    with pytest.raises(forms.ValidationError):
        question_field("housing", required=True).clean("")


@pytest.mark.parametrize("typed", ["131", "-1", "tolv"])
def test_an_age_no_one_has_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        question_field("age").clean(typed)


@pytest.mark.parametrize(("typed", "is_code"), [("12 22 03", True), ("1222", True), ("122", False), ("rullstol", False)])
def test_a_code_is_pairs_of_digits(typed: str, is_code: bool) -> None:
    field = question_field("main_iso_code")
    if is_code:
        assert field.clean(typed)
    else:
        with pytest.raises(forms.ValidationError):
            field.clean(typed)


def test_yes_comes_before_no() -> None:
    assert [value for value, _words in fact_choices("palliative")] == ["true", "false"]


def test_true_and_yes_are_the_same_answer() -> None:
    assert value_label("palliative", True) == value_label("palliative", "true")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("age", Cell("range", high=17), "age at most 17"),
        ("age", Cell("range", low=18), "age at least 18"),
        ("age", Cell("range", low=3, high=6), "age from 3 to 6"),
        ("housing", Cell("none_of", ("ordinary",)), "housing is not ordinary housing"),
        ("care_setting", Cell("one_of", ("home_visit", "hospital")), "care setting: home visit or hospital"),
        ("prescriber_profession", Cell("listed", ("professions",)), "profession is one that the row names"),
        ("prescriber_profession", Cell("not_listed", ("professions",)), "profession is none that the row names"),
        ("palliative", Cell("one_of", ("true",)), "palliative care: yes"),
        ("payer", Cell("one_of", ("region",)), "who pays: The region pays"),
        ("row.region", Cell("one_of", ("yes",)), "the region's column: yes"),
    ],
)
def test_a_condition_is_said_in_words(column: str, cell: Cell, said: str) -> None:
    with override("en"):
        assert cell_words(column, cell) == said


def test_a_rule_without_conditions_is_the_main_rule() -> None:
    with override("en"):
        assert row_words(Row(id="main", clause="c")) == "in all other cases"


def test_a_condition_the_agreement_has_no_words_for_is_shown_as_it_is() -> None:
    with override("en"):
        assert (
            answer_words("may_prescribe", "conditional:with_training", agreement.document())
            == "May be prescribed on a condition: with_training"
        )


@pytest.mark.parametrize(("code", "name"), [("122203", "Drivringsrullstolar"), ("12220301", "Drivringsrullstolar"), ("1222", "")])
def test_a_code_is_called_what_the_nearest_row_above_it_says(code: str, name: str) -> None:
    assert iso_name(agreement.document(), code) == name


def test_a_code_is_written_in_pairs() -> None:
    assert spaced("122203") == "12 22 03"
