"""The manager's yes and no."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.support.exceptions import asked, granted
from tests.support.prescribing import chosen, prescription, started
from tests.support.world import TODAY, World

from handtag.apps.prescriptions import checks
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.prescriptions.process import ExceptionAnswer, ExceptionRequest
from handtag.apps.prescriptions.queries_process import exceptions_made
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.prescribing.answer_exception import AnswerException, answer_exception


def test_a_yes_chooses_the_article_at_the_managers_own_principals_cost_and_it_can_be_ordered(world: World) -> None:
    key = granted(world)
    found, decision = prescription(key), PrescriptionDecision.objects.get()
    assert (found.state, found.article, found.payer) == ("article_chosen", world.articles["unlisted"], world.region)
    assert (decision.rule, decision.payer, decision.decision["in_scope"]) == ("exception", world.region, "no")
    assert decision.decided_by == world.viewer("maj").code
    world.run(place_order, PlaceOrder(key, world.points["health_centre"].pk), "anna")
    assert list(checks.exceptions_off_their_decisions()) == []
    assert list(checks.decisions_that_would_be_others()) == []


def test_a_no_leaves_the_prescription_as_it_was_and_says_why(world: World) -> None:
    key = started(world)
    request = asked(world, key)
    with pytest.raises(Refused) as refusal:
        world.run(answer_exception, AnswerException(request, granted=False), "maj")
    assert refusal.value.field == "words"
    world.run(answer_exception, AnswerException(request, granted=False, words="Finns som lån i boendet"), "maj")
    assert (prescription(key).state, ExceptionAnswer.objects.get().decision) == ("started", None)
    asked(world, key)  # with other reasons


def test_an_answer_is_given_once_and_never_changed(world: World) -> None:
    granted(world)
    request = ExceptionRequest.objects.get()
    with pytest.raises(Refused, match="answered_already"):
        world.run(answer_exception, AnswerException(request.key, granted=False, words="Nej"), "maj")
    with pytest.raises(DatabaseError), transaction.atomic():
        ExceptionAnswer.objects.update(words="x")


def test_what_the_prescriber_has_ordered_meanwhile_is_not_chosen_anew(world: World) -> None:
    key = chosen(world)
    request = asked(world, key)
    world.run(place_order, PlaceOrder(key, world.points["health_centre"].pk), "anna")
    with pytest.raises(Refused, match="wrong_state"):
        world.run(answer_exception, AnswerException(request, granted=True), "maj")


def test_only_the_units_manager_answers(world: World) -> None:
    request = asked(world)
    for name in ("anna", "eva", "siv"):
        with pytest.raises(NotAllowed):
            world.run(answer_exception, AnswerException(request, granted=True), name)
    world.assignments["maj"].unit = world.units["hospital"]
    world.assignments["maj"].save()
    with pytest.raises(NotFound):
        world.run(answer_exception, AnswerException(request, granted=True), "maj")


def test_the_report_counts_what_was_granted_in_the_county_without_persons_or_words(world: World) -> None:
    granted(world)
    asked(world)
    rows = exceptions_made(world.viewer("siv"), date(2026, 1, 1), TODAY)
    assert [(row["count"], row["article__name"], row["refusal"], row["reason"]) for row in rows] == [
        (1, "Vårdsäng", "prescribing.out_of_scope", "special_need")
    ]
    assert "säng i" not in str(rows)
    assert "person" not in str(rows[0].keys())
    assert exceptions_made(world.viewer("eva"), date(2026, 1, 1), TODAY) == []
