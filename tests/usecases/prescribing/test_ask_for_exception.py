"""Asking the manager for an exception."""

from dataclasses import replace

import pytest
from tests.support.exceptions import asked, wish
from tests.support.prescribing import ordered, started
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import Principal
from handtag.apps.prescriptions.process import ExceptionRequest
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.prescribing.answer_questions import AnswerQuestions, answer_questions
from handtag.usecases.prescribing.ask_for_exception import ask_for_exception


def test_what_the_agreement_answered_and_why_all_the_same_is_kept(world: World) -> None:
    key = asked(world)
    row = ExceptionRequest.objects.get(key=key)
    assert (row.refusal, row.reason, row.unit, row.article) == (
        "prescribing.out_of_scope", "special_need", world.units["health_centre"], world.articles["unlisted"],
    )  # fmt: skip
    assert "egen säng" not in str(list(AuditEntry.objects.values()))


def test_what_the_agreement_carries_needs_no_exception(world: World) -> None:
    with pytest.raises(Refused, match="exception_not_needed"):
        world.run(ask_for_exception, wish(started(world), "10001"), "anna")


def test_who_has_no_right_gets_no_exception(world: World) -> None:
    with pytest.raises(Refused, match="no_exception"):
        world.run(ask_for_exception, wish(started(world, by="nils"), "10001"), "nils")
    with pytest.raises(Refused, match="no_exception"):
        world.run(ask_for_exception, wish(started(world, by="nils"), "60001"), "nils")


def test_a_question_is_asked_once_at_a_time_and_not_after_the_order(world: World) -> None:
    key = started(world)
    asked(world, key)
    with pytest.raises(Refused, match="exception_asked"):
        asked(world, key)
    placed = ordered(world)
    assert placed.prescription is not None
    with pytest.raises(Refused, match="wrong_state"):
        asked(world, placed.prescription.key)


def test_a_municipality_pays_no_exception_for_who_lives_in_another(world: World) -> None:
    key = started(world, "dagny", "cilla")
    world.run(answer_questions, AnswerQuestions(key, {"care_setting": "home_visit"}), "cilla")
    world.run(ask_for_exception, wish(key), "cilla")
    other = started(world, "dagny", "cilla")
    world.persons["dagny"].municipality = world.principals["pitea"]
    world.persons["dagny"].save()
    with pytest.raises(Refused, match="other_payer"):
        world.run(ask_for_exception, wish(other), "cilla")


def test_a_private_provider_asks_elsewhere(world: World) -> None:
    key = started(world)
    Principal.objects.filter(pk=world.region.pk).update(kind="private")
    with pytest.raises(Refused, match="private_unit"):
        asked(world, key)


@pytest.mark.parametrize(("changes", "field"), [({"reason": "because"}, "reason"), ({"words": " "}, "words")])
def test_a_reason_is_given(world: World, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(ask_for_exception, replace(wish(started(world)), **changes), "anna")
    assert refusal.value.field == field


def test_another_unit_another_article_and_another_role_get_nowhere(world: World) -> None:
    key = started(world)
    with pytest.raises(NotFound):
        world.run(ask_for_exception, wish(key), "bo")
    with pytest.raises(NotFound, match="no_article"):
        world.run(ask_for_exception, wish(key, "123456"), "anna")
    with pytest.raises(NotAllowed):
        world.run(ask_for_exception, wish(key), "maj")
