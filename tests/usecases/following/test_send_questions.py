"""Questions to the person by letter."""

import pytest
from tests.support.following import out
from tests.support.prescribing import ordered
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import QuestionLetter, Step
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.following.send_questions import DAYS_TO_ANSWER, SendQuestions, send_questions


def test_a_letter_is_kept_with_the_day_it_is_to_be_answered(world: World) -> None:
    case = out(world)
    key = world.run(send_questions, SendQuestions(case.key), "anna")
    letter = QuestionLetter.objects.get(key=key)
    assert (letter.prescription, (letter.answer_by - TODAY).days) == (case, DAYS_TO_ANSWER)
    assert Step.objects.filter(prescription=case, kind="letter_sent").exists()


def test_nobody_is_asked_about_what_has_not_come(world: World) -> None:
    with pytest.raises(Refused, match="wrong_state"):
        world.run(send_questions, SendQuestions(ordered(world).prescription.key), "anna")


def test_another_unit_finds_no_prescription(world: World) -> None:
    case = out(world)
    with pytest.raises(NotFound):
        world.run(send_questions, SendQuestions(case.key), "bo")
