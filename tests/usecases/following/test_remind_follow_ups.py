"""Nobody has to remember: who follows up is told on the day, the manager two weeks later, each once."""

from datetime import date, timedelta

import pytest
from tests.support.following import out
from tests.support.lending import at
from tests.support.world import TODAY, World

from handtag.apps.orders.models import Message
from handtag.apps.prescriptions.models import FollowUp
from handtag.domain.following_up import LATE_DAYS
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.usecases.following.reassign_cases import ReassignCases, reassign_cases
from handtag.usecases.following.remind_follow_ups import RemindFollowUps, remind_follow_ups
from handtag.usecases.news import news

DUE = TODAY + timedelta(days=30)


def remind(world: World, on: date) -> int:
    return world.run(remind_follow_ups, RemindFollowUps(), "timer", now=at(on))


def told(world: World) -> list[tuple[str, str]]:
    names = {f"user:{assignment.user_id}": name for name, assignment in world.assignments.items()}
    return [(names[to], code) for to, code in Message.objects.order_by("pk").values_list("to", "code") if code.startswith("follow_up")]


def test_who_follows_up_is_told_on_the_day_and_once(world: World) -> None:
    out(world)
    assert [remind(world, DUE + timedelta(days=days)) for days in (-1, 0, 0, 1)] == [0, 1, 0, 0]
    assert told(world) == [("anna", "follow_up_due")]


def test_the_manager_is_told_when_it_has_not_been_done_for_two_weeks(world: World) -> None:
    out(world)
    remind(world, DUE)
    assert [remind(world, DUE + timedelta(days=days)) for days in (LATE_DAYS - 1, LATE_DAYS, LATE_DAYS + 1)] == [0, 1, 0]
    assert told(world) == [("anna", "follow_up_due"), ("maj", "follow_up_late")]


def test_who_has_taken_over_is_told_instead(world: World) -> None:
    case = out(world)
    world.run(reassign_cases, ReassignCases((case.key,), world.assignments["nils"].pk), "maj")
    remind(world, DUE)
    assert told(world) == [("nils", "follow_up_due")]


def test_what_is_done_is_not_told_of(world: World) -> None:
    out(world)
    FollowUp.objects.update(done_on=TODAY, result="used", then="continue")
    assert remind(world, DUE) == 0


def test_another_day_is_told_of_anew(world: World) -> None:
    out(world)
    remind(world, DUE)
    FollowUp.objects.update(due_on=DUE + timedelta(days=5))
    assert remind(world, DUE + timedelta(days=5)) == 1


def test_messages_say_nothing_of_whom_or_what(world: World) -> None:
    case = out(world)
    remind(world, DUE)
    world.run(reassign_cases, ReassignCases((case.key,), world.assignments["nils"].pk), "maj")
    world.run(close_user, CloseUser(world.assignments["nils"].user_id), "ivan")
    said = " ".join(news(message.code, message.params) for message in Message.objects.filter(order=None))
    assert Message.objects.filter(order=None).count() == 3
    assert not any(word in said for word in (case.person.family_name, case.person.given_name, case.article.name, case.need))


def test_the_manager_is_told_of_what_nobody_follows_up(world: World) -> None:
    out(world)
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    message = Message.objects.get(code="flagged")
    assert message.to == f"user:{world.assignments['maj'].user_id}"


def test_only_the_system_itself_reminds(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(remind_follow_ups, RemindFollowUps(), "maj")
