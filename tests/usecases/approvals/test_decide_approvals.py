"""Who decides: delegated, within the amount, never one's own; several at once; asking back; reminders."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.approvals import asked, decided, delegated, fresh, kinds, needed, trust
from tests.support.prescribing import chosen
from tests.support.world import TODAY, World

from handtag.apps.approvals.models import Approval
from handtag.apps.orders.models import Order
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.answer_approver import AnswerApprover, answer_approver
from handtag.usecases.approvals.ask_approval import AskApproval, ask_approval
from handtag.usecases.approvals.decide_approvals import DecideApprovals, decide_approvals
from handtag.usecases.approvals.remind_approvers import RemindApprovers, remind_approvers


def decide(world: World, *approvals: Approval, verdict: str = "approved", reason: str = "", by: str = "gun") -> int:
    return world.run(decide_approvals, DecideApprovals(tuple(one.key for one in approvals), verdict, reason), by)


def refused(world: World, *approvals: Approval, **more: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        decide(world, *approvals, **more)
    assert {fresh(one).state for one in approvals} == {"asked"}
    return refusal.value


def test_a_yes_says_who_and_when(world: World) -> None:
    approval = decided(world, "approved", "")
    assert (approval.state, approval.decided_by, approval.decided_at) == ("approved", world.viewer("gun").code, world.now)


def test_nobody_approves_without_a_delegation(world: World) -> None:
    assert refused(world, asked(world)).code == "approvals.not_delegated"


def test_nobody_approves_above_the_amount(world: World) -> None:
    approval = asked(world)
    delegated(world, limit_ore=approval.total_ore - 1)
    assert refused(world, approval).code == "approvals.above_limit"


def test_up_to_the_amount_it_is_approved(world: World) -> None:
    approval = asked(world)
    delegated(world, limit_ore=approval.total_ore)
    decide(world, approval)
    assert fresh(approval).state == "approved"


def test_several_get_one_answer_or_none_of_them_does(world: World) -> None:
    first, second = asked(world), asked(world, person="asta")
    delegated(world)
    assert decide(world, first, second) == 2
    third, fourth = asked(world), needed(world, person="asta")
    with pytest.raises(Refused, match="wrong_state"):
        decide(world, third, fourth)
    assert fresh(third).state == "asked"


@pytest.mark.parametrize("verdict", ["refused", "question"])
def test_a_no_and_a_question_have_words(world: World, verdict: str) -> None:
    approval = asked(world)
    delegated(world)
    assert refused(world, approval, verdict=verdict, reason=" ").field == "reason"


def test_an_unknown_answer_is_refused(world: World) -> None:
    approval = asked(world)
    delegated(world)
    assert refused(world, approval, verdict="kanske").field == "verdict"


def test_another_payers_request_is_not_found(world: World) -> None:
    approval = asked(world)
    delegated(world, "hanna", "sten")
    with pytest.raises(NotFound):
        decide(world, approval, by="hanna")
    with pytest.raises(NotAllowed):
        decide(world, approval, by="anna")


def test_what_is_decided_is_decided(world: World) -> None:
    approval = decided(world, "refused")
    with pytest.raises(Refused, match="wrong_state"):
        decide(world, approval)


def test_nobody_approves_what_they_asked_for(world: World) -> None:
    """Whoever prescribes at one unit may approve at another."""
    approval = asked(world)
    delegated(world)
    Approval.objects.filter(pk=approval.pk).update(asked_by=world.viewer("gun").code)
    assert refused(world, approval).code == "approvals.own_request"
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(decided_by=world.viewer("gun").code)


def test_a_question_is_answered_and_the_clock_begins_anew(world: World) -> None:
    approval = decided(world, "question", "Har betastöd prövats?")
    later = datetime(2026, 11, 30, 9, tzinfo=UTC)
    due = world.run(answer_approver, AnswerApprover(approval.key, "Ja, i tre veckor."), "anna", now=later)
    assert due == (later.date() + timedelta(days=14)).isoformat()
    assert kinds(approval) == ["raised", "asked", "question", "answered"]
    decide(world, approval)
    assert fresh(approval).state == "approved"


def test_an_answer_has_words_and_answers_a_question(world: World) -> None:
    approval = decided(world, "question")
    with pytest.raises(Refused) as refusal:
        world.run(answer_approver, AnswerApprover(approval.key, " "), "anna")
    assert refusal.value.field == "answer"
    world.run(answer_approver, AnswerApprover(approval.key, "Ja"), "anna")
    with pytest.raises(Refused, match="wrong_state"):
        world.run(answer_approver, AnswerApprover(approval.key, "Ja"), "anna")


def test_the_municipality_approves_what_the_region_prescribes(world: World) -> None:
    trust(world)
    key = chosen(world, person="asta", by="anna", care_setting="home_visit")
    approval = Approval.objects.get(prescription__key=key)
    assert approval.payer == world.principals["lulea"]
    world.run(ask_approval, AskApproval(approval.key, "Behövs"), "anna")
    delegated(world, "hanna", "sten")
    decide(world, approval, by="hanna")
    assert fresh(approval).state == "approved"
    assert not Order.objects.exists()


def test_reminders_come_before_the_day_and_every_third_day_after_it_until_somebody_answers(world: World) -> None:
    approval = asked(world)
    reminded = []
    for days in range(24):
        now = world.now + timedelta(days=days)
        if world.run(remind_approvers, RemindApprovers(), "timer", now=now):
            reminded.append(days)
    assert reminded == [12, 15, 18, 21]
    assert fresh(approval).state == "asked"
    delegated(world, valid_from=TODAY)
    decide(world, approval)
    assert world.run(remind_approvers, RemindApprovers(), "timer", now=world.now + timedelta(days=40)) == 0
