"""Mail once a day or once a week, for those who want it so."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support.following import out
from tests.support.world import NOW, World

from handtag.apps.outbox.models import Effect
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.following.reassign_cases import ReassignCases, reassign_cases
from handtag.usecases.ordering.send_digests import SendDigests, send_digests
from handtag.usecases.ordering.set_mail import SetMail, set_mail


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.MAIL_HOST = "mail.example.org"


def told(world: World, hours: int) -> None:
    """Nils is told that he follows up."""
    case = out(world, "bror" if hours < 24 else "frida")
    world.run(reassign_cases, ReassignCases((case.key,), world.assignments["nils"].pk), "maj", now=NOW + timedelta(hours=hours))


def digests(world: World, hours: int) -> int:
    return world.run(send_digests, SendDigests(), "timer", now=NOW + timedelta(hours=hours))


def mails() -> int:
    return Effect.objects.filter(kind="message_mail").count()


def test_a_day_s_messages_are_one_mail(world: World) -> None:
    world.run(set_mail, SetMail("nils@example.org", "daily"), "nils")
    told(world, 1)
    assert mails() == 0
    assert [digests(world, hours) for hours in (2, 3)] == [1, 0]
    assert mails() == 1


def test_nothing_new_is_no_mail_and_something_new_is_one_the_next_day(world: World) -> None:
    world.run(set_mail, SetMail("nils@example.org", "daily"), "nils")
    told(world, 1)
    assert [digests(world, 2), digests(world, 26)] == [1, 0]
    told(world, 27)
    assert digests(world, 28) == 1


def test_once_a_week_is_not_once_a_day(world: World) -> None:
    world.run(set_mail, SetMail("nils@example.org", "weekly"), "nils")
    told(world, 1)
    assert digests(world, 2) == 1
    told(world, 25)
    assert [digests(world, hours) for hours in (26, 24 * 6, 24 * 7 + 2)] == [0, 0, 1]


def test_who_wants_it_at_once_is_left_to_that(world: World) -> None:
    world.run(set_mail, SetMail("nils@example.org"), "nils")
    told(world, 1)
    assert mails() == 1
    assert digests(world, 2) == 0


def test_without_a_mail_server_nobody_is_mailed(world: World, settings: Any) -> None:
    settings.MAIL_HOST = ""
    world.run(set_mail, SetMail("nils@example.org", "daily"), "nils")
    told(world, 1)
    assert (digests(world, 2), mails()) == (0, 0)


def test_another_time_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(set_mail, SetMail("nils@example.org", "hourly"), "nils")
    assert refusal.value.field == "often"


def test_only_the_system_itself_sends(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(send_digests, SendDigests(), "maj")
