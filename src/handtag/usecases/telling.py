"""What every use case shares that has something to say: somebody is told, and asked by mail to look when they wish it."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from handtag.apps.orders import store
from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import Prescription
from handtag.usecases.base import Context

MAIL = "message_mail"


def tell_about(ctx: Context, prescription: Prescription, to: Iterable[str], code: str, params: Mapping[str, object]) -> None:
    """A message about a prescription to each of these; nobody is told of what they did themselves."""
    for one in sorted(set(to) - {ctx.viewer.code}):
        first = settings.MAIL_HOST and store.has_read_all(one) and store.wants_mail(one)
        store.tell_about(prescription, one, code, params, at=ctx.now, by=ctx.viewer.code)
        if first:
            ctx.after_commit(MAIL, to=one)


def tell(ctx: Context, order: Order, code: str, params: Mapping[str, object]) -> None:
    """A message to whoever placed the order; nobody is told of what they did themselves. A mail says that there is one and nothing of what
    it says (OSL 25 kap. 1 §), once until the messages have been read.
    """
    if order.placed_by == ctx.viewer.code:
        return
    first = settings.MAIL_HOST and store.has_read_all(order.placed_by) and store.wants_mail(order.placed_by)
    store.tell(order, code, params, at=ctx.now, by=ctx.viewer.code)
    if first:
        ctx.after_commit(MAIL, to=order.placed_by)
