"""Answering the agreement's questions."""

from datetime import timedelta

import pytest
from tests.support.prescribing import ordered, prescription, started
from tests.support.world import NOW, World

from handtag.apps.audit.models import AuditEntry
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.update_circumstances import UpdateCircumstances, update_circumstances
from handtag.usecases.prescribing.answer_questions import AnswerQuestions, answer_questions
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription


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


def test_what_was_said_of_the_person_is_not_asked_again_until_it_may_have_changed(world: World) -> None:
    said = {"drives_self": True, "habilitation_enrolled": False, "care_setting": "home_visit", "short_trial": True}
    world.run(answer_questions, AnswerQuestions(started(world), said), "anna")
    assert prescription(started(world)).facts == {"drives_self": True, "habilitation_enrolled": False}
    assert prescription(started(world, by="nils")).facts == {"drives_self": True, "habilitation_enrolled": False}
    later, need = NOW + timedelta(days=366), StartPrescription(world.key("bror"), "Faller", "Gå ut", 1)
    assert prescription(world.run(start_prescription, need, "anna", now=later)).facts == {}


def test_what_was_said_stays_within_the_care_provider_that_was_told(world: World) -> None:
    world.run(answer_questions, AnswerQuestions(started(world, "asta", "cilla"), {"drives_self": True}), "cilla")
    assert prescription(started(world, "asta", "anna")).facts == {}
    assert prescription(started(world, "asta", "cilla")).facts == {"drives_self": True}


def test_what_a_block_hides_is_asked_for(world: World) -> None:
    world.run(answer_questions, AnswerQuestions(started(world, by="bo"), {"drives_self": True}), "bo")
    assert prescription(started(world)).facts == {"drives_self": True}
    world.run(block_records, BlockRecords(world.key("bror"), whole_provider=False, asked_by="person"), "bo")
    assert prescription(started(world)).facts == {}


def test_what_is_taken_back_is_forgotten_and_so_is_all_when_she_lives_otherwise(world: World) -> None:
    key = started(world)
    world.run(answer_questions, AnswerQuestions(key, {"drives_self": True, "habilitation_enrolled": True}), "anna")
    world.run(answer_questions, AnswerQuestions(key, {"drives_self": ""}), "anna")
    assert prescription(started(world)).facts == {"habilitation_enrolled": True}
    world.run(update_circumstances, UpdateCircumstances(world.key("bror"), "lss_housing", "2580", home_health_care_enrolled=False), "anna")
    assert prescription(started(world)).facts == {}
    assert "true" not in str(list(AuditEntry.objects.values("details"))).lower()
