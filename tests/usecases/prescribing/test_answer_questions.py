"""Answering the agreement's questions."""

import pytest
from tests.support.prescribing import ordered, prescription, started
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.answer_questions import AnswerQuestions, answer_questions
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article


def test_an_answer_is_kept_and_decides(world: World) -> None:
    key = started(world, "asta", "cilla")
    with pytest.raises(Refused, match="undetermined"):
        world.run(choose_article, ChooseArticle(key, "10001"), "cilla")
    world.run(answer_questions, AnswerQuestions(key, {"care_setting": "home_visit", "drives_self": "true"}), "cilla")
    assert prescription(key).facts == {"care_setting": "home_visit", "drives_self": True}
    world.run(choose_article, ChooseArticle(key, "10001"), "cilla")
    assert prescription(key).payer == world.principals["lulea"]


def test_an_empty_answer_takes_the_earlier_one_back(world: World) -> None:
    key = started(world, "asta", "cilla")
    world.run(answer_questions, AnswerQuestions(key, {"care_setting": "home_visit", "short_trial": True}), "cilla")
    world.run(answer_questions, AnswerQuestions(key, {"care_setting": ""}), "cilla")
    assert prescription(key).facts == {"short_trial": True}


def test_the_log_says_which_questions_and_never_the_answers(world: World) -> None:
    key = started(world)
    world.run(answer_questions, AnswerQuestions(key, {"palliative": True}), "anna")
    assert AuditEntry.objects.get(action="prescribing.answered").details == {"questions": ["palliative"]}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"age": 12}, "prescribing.known_already"),
        ({"iso_code": "120606"}, "prescribing.known_already"),
        ({"care_setting": "the moon"}, "prescribing.bad_answer"),
        ({"colour": "red"}, "prescribing.bad_answer"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_question(world: World, answers: dict[str, object], code: str) -> None:
    key = started(world)
    with pytest.raises(Refused) as refusal:
        world.run(answer_questions, AnswerQuestions(key, answers), "anna")
    assert (refusal.value.code, refusal.value.field) == (code, next(iter(answers)))
    assert prescription(key).facts == {}


def test_what_is_ordered_is_no_longer_answered(world: World) -> None:
    key = ordered(world).prescription.key
    with pytest.raises(Refused, match="wrong_state"):
        world.run(answer_questions, AnswerQuestions(key, {"palliative": True}), "anna")


def test_another_unit_finds_no_prescription(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(answer_questions, AnswerQuestions(started(world), {"palliative": True}), "bo")
