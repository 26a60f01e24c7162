"""Those who want mail once a day or once a week get theirs."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from handtag.apps.orders import store
from handtag.domain.access import Permission, Scope
from handtag.usecases.base import Context, use_case
from handtag.usecases.telling import MAIL

# A little less than the whole, so that a timer that runs at the same hour every day is never too early.
BETWEEN = {"daily": timedelta(hours=23), "weekly": timedelta(days=7, hours=-1)}


@dataclass(frozen=True)
class SendDigests:
    pass


@use_case(Permission.DELIVER_EFFECTS, audits="ordering.digests_sent")
def send_digests(ctx: Context, data: SendDigests) -> int:
    """One mail for all that has come since the last: it says that there are messages, and nothing of whom or what (OSL 25 kap. 1 §).

    Asked again the same day it sends nothing more. Answers how many are mailed.
    """
    ctx.require(Permission.DELIVER_EFFECTS, within=ctx.viewer.scope is Scope.ALL)
    mailed = 0
    for often, between in BETWEEN.items() if settings.MAIL_HOST else ():
        for wish in store.due_digests(often, ctx.now - between):
            store.note_mailed(wish, ctx.now)
            ctx.after_commit(MAIL, to=wish.code)
            mailed += 1
    ctx.audit("ordering.digests_sent", "messages", mailed=mailed)
    return mailed
