"""Mail says that there is a message and nothing more, once, to whoever wishes it."""

import io
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from tests.support.clock import stands
from tests.support.prescribing import ordered
from tests.support.world import World

from handtag.apps.orders.models import Message, Order
from handtag.apps.outbox.models import Effect
from handtag.usecases.effects.claim_effect import ClaimEffect, claim_effect
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.change_order import ChangeOrder, change_order
from handtag.usecases.ordering.read_messages import ReadMessages, read_messages
from handtag.usecases.ordering.set_mail import SetMail, set_mail


@pytest.fixture(autouse=True)
def now(world: World, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    stands(monkeypatch, world.now)
    settings.MAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.org", "handtag@example.org"


def deliver() -> str:
    out = io.StringIO()
    call_command("deliver", stdout=out)
    return out.getvalue().strip()


def changed(world: World, by: str = "eva") -> Order:
    order = ordered(world)
    world.run(change_order, ChangeOrder(order.number, order.delivery_point_id, "Port 3"), by)
    return order


def wished(world: World) -> None:
    world.run(set_mail, SetMail("anna@example.org"), "anna")


@pytest.mark.law("OSL 25 kap.")
def test_the_mail_says_nothing_of_what_it_is_about(world: World) -> None:
    wished(world)
    order = changed(world)
    assert deliver() == "sent 1, failed 0"
    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == (["anna@example.org"], "handtag@example.org")
    text = f"{sent.subject} {sent.body}"
    person = order.person
    assert [word for word in (order.number, person.given_name, person.family_name, "Rollator", "Port 3") if word in text] == []
    assert "Handtag" in sent.subject
    assert Effect.objects.get().payload == {"to": order.placed_by}


def test_one_mail_until_the_messages_have_been_read(world: World) -> None:
    wished(world)
    order = changed(world)
    world.run(cancel_order, CancelOrder(order.number, "need_changed"), "eva")
    assert deliver() == "sent 1, failed 0"
    assert deliver() == "sent 0, failed 0"
    world.run(read_messages, ReadMessages(tuple(Message.objects.values_list("pk", flat=True))), "anna")
    changed(world)
    deliver()
    assert len(mail.outbox) == 2


def test_nobody_is_mailed_who_has_not_asked_or_has_read_or_did_it_themselves(world: World, settings: Any) -> None:
    changed(world)
    wished(world)
    world.run(read_messages, ReadMessages(tuple(Message.objects.values_list("pk", flat=True))), "anna")
    changed(world, by="anna")
    assert not Effect.objects.exists()
    changed(world)
    world.run(read_messages, ReadMessages(tuple(Message.objects.values_list("pk", flat=True))), "anna")
    assert deliver() == "sent 1, failed 0"
    settings.MAIL_HOST = ""
    changed(world)
    assert Effect.objects.filter(finished_at=None).count() == 0
    assert mail.outbox == []


def test_what_fails_is_sent_later_and_says_why_without_the_address(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    wished(world)
    changed(world)

    def gone(*_: Any) -> int:
        raise SMTPServerDisconnected("anna@example.org")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", gone)
        assert deliver() == "sent 0, failed 1"
    assert Effect.objects.get().last_error == "SMTPServerDisconnected"
    assert deliver() == "sent 0, failed 0"
    stands(monkeypatch, world.now + timedelta(minutes=11))
    assert deliver() == "sent 1, failed 0"


def test_a_mail_that_is_sent_again_is_the_same_mail(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone dies between sending and saying so: the mailbox knows the second by its id."""
    wished(world)
    changed(world)
    ids = []
    for minutes in (0, 11):
        stands(monkeypatch, world.now + timedelta(minutes=minutes))
        with monkeypatch.context() as dying:
            if not minutes:
                dying.setattr("handtag.cli.delivering.finish_effect", claim_effect)
                dying.setattr("handtag.cli.delivering.FinishEffect", lambda *_: ClaimEffect())
            deliver()
        ids.append(mail.outbox[-1].extra_headers["Message-ID"])
    assert len(mail.outbox) == 2
    assert ids == [f"<effect-{Effect.objects.get().pk}@example.org>"] * 2


def test_what_nobody_knows_how_to_perform_is_said_and_holds_up_nothing(world: World) -> None:
    Effect.objects.create(kind="pigeon", payload={}, recorded_at=world.now)
    wished(world)
    changed(world)
    assert deliver() == "sent 1, failed 1"
    assert Effect.objects.get(kind="pigeon").last_error == "nothing performs pigeon"
