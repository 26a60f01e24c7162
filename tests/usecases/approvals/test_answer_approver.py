"""Answering what was asked back: by the unit that asked, in words, once."""

import pytest
from tests.support.approvals import asked, decided, fresh
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.answer_approver import AnswerApprover, answer_approver


def test_the_answer_stands_with_the_request_and_it_waits_again(world: World) -> None:
    approval = decided(world, "question", "Har betastöd prövats?")
    world.run(answer_approver, AnswerApprover(approval.key, " Ja. "), "anna")
    assert fresh(approval).state == "asked"
    assert approval.events.latest("pk").note == "Ja."


def test_only_a_question_is_answered(world: World) -> None:
    with pytest.raises(Refused, match="wrong_state"):
        world.run(answer_approver, AnswerApprover(asked(world).key, "Ja"), "anna")


def test_the_unit_that_asked_answers(world: World) -> None:
    data = AnswerApprover(decided(world, "question").key, "Ja")
    with pytest.raises(NotFound):
        world.run(answer_approver, data, "cilla")
    with pytest.raises(NotAllowed):
        world.run(answer_approver, data, "gun")
