"""What waits in the outbox is performed here, one thing after another: claimed, done, told how it went."""

from collections import Counter
from collections.abc import Callable, Mapping
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from handtag.apps.orders.mailing import mail_address
from handtag.apps.organisations.queries import system_viewer
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.effects.claim_effect import ClaimedEffect, ClaimEffect, claim_effect
from handtag.usecases.effects.finish_effect import FinishEffect, finish_effect
from handtag.usecases.telling import MAIL


def deliver() -> Counter[str]:
    """Performs what waits until nothing does; counts what was `finished` and what `failed` and is tried again in ten minutes."""
    done: Counter[str] = Counter()
    while (effect := execute(claim_effect, ClaimEffect(), system_viewer(civil_day(clock())), door="cli")) is not None:
        told = FinishEffect(effect.effect_id, _perform(effect))
        done[execute(finish_effect, told, system_viewer(civil_day(clock())), door="cli")] += 1
    return done


def _perform(effect: ClaimedEffect) -> str:
    """Why it did not work, without anyone's address; empty when it did."""
    act = PERFORMERS.get(effect.kind)
    if act is None:
        return f"nothing performs {effect.kind}"[:200]
    try:
        act(effect)
    except (SMTPException, OSError) as fault:
        return type(fault).__name__
    return ""


def _mail_message(effect: ClaimedEffect) -> None:
    """Says that there is a message and nothing more. One that is sent again, because the word that it went was lost, has the same id, so
    that a mailbox shows it once; whoever has read meanwhile gets none.
    """
    address = mail_address(effect.payload["to"], while_unread=True)
    if not address:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject, body = _("You have a message in Handtag"), _("Sign in to read it. This mail says nothing of what it is about.")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    EmailMessage(subject, body, to=[address], headers={"Message-ID": f"<effect-{effect.effect_id}@{host}>"}).send()


PERFORMERS: Mapping[str, Callable[[ClaimedEffect], None]] = {MAIL: _mail_message}
