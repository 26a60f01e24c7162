"""Forms as data: what they may say, what may be answered, what it adds up to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain import forms
from handtag.domain.forms import FormError, read_form
from handtag.domain.values.errors import Refused
from handtag.files.form_files import forms as ours

PRIORITY = ours()["powered-wheelchair-priority"]
FITTING = ours()["wheelchair-fitting"]


def content(**changes: Any) -> dict[str, Any]:
    return {**PRIORITY.content, **changes}


def test_a_device_gets_the_forms_of_its_division() -> None:
    assert [form.id for form in forms.forms_for(ours().values(), "122303")] == ["powered-wheelchair-priority", "wheelchair-fitting"]
    assert [form.id for form in forms.forms_for(ours().values(), "120606")] == ["rollator-checklist"]
    assert forms.forms_for(ours().values(), "091203") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "quiz"},
        {"colour": "red"},
        {"results": []},
        {"kind": "checklist"},
        {"results": [{"from": 5, "result": "1", "says": "x"}]},
        {"questions": [{"id": "a", "ask": "A?", "type": "choice"}], "results": PRIORITY.content["results"]},
        {"questions": [{"id": "a", "ask": "A?", "type": "number"}]},
        {"questions": [{"id": "a", "ask": "A?", "type": "text"}] * 2},
        {"questions": [{"id": "a", "type": "text"}]},
    ],
)
def test_a_form_that_does_not_hang_together_is_not_read(changes: dict[str, Any]) -> None:
    read_form(content())
    with pytest.raises(FormError):
        read_form(content(**changes))


CHOICES = {question.id: [option.code for option in question.options] for question in PRIORITY.questions if question.options}


@given(st.fixed_dictionaries({name: st.sampled_from(codes) for name, codes in CHOICES.items()}))
def test_more_need_never_gives_a_later_priority(answers: dict[str, str]) -> None:
    """Every answer that gives more points gives the same priority or an earlier one, and every set of answers has one."""
    result = forms.result_of(PRIORITY, answers)
    assert result in {"1", "2", "3"}
    assert forms.said_of(PRIORITY, result)
    for question in PRIORITY.questions:
        for option in question.options:
            other = {**answers, question.id: option.code}
            if forms.points(PRIORITY, other) >= forms.points(PRIORITY, answers):
                assert forms.result_of(PRIORITY, other) <= result


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seat_width": ""}, "seat_width"), ({"seat_width": "149"}, "seat_width"), ({"seat_width": "901"}, "seat_width"),
        ({"seat_width": "400 mm"}, "seat_width"), ({"cushion": "maybe"}, "cushion"), ({"note": "x" * 501}, "note"),
        ({"colour": "red"}, "colour"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused_at_its_question(changes: dict[str, str], field: str) -> None:
    valid = {"seat_width": "400", "seat_depth": "420", "seat_height": 480, "weight": "70", "cushion": "true"}
    assert forms.read_answers(FITTING, valid) == {"seat_width": 400, "seat_depth": 420, "seat_height": 480, "weight": 70, "cushion": True}
    with pytest.raises(Refused) as refusal:
        forms.read_answers(FITTING, {**valid, **changes})
    assert refusal.value.field == field


def test_a_choice_outside_the_list_is_refused() -> None:
    with pytest.raises(Refused, match="answer_invalid"):
        forms.read_answers(PRIORITY, {"walking": "flies"})
