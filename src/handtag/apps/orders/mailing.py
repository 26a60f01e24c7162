"""Where someone wants to be mailed. The system itself asks, when it is to send: nobody views anything here, and no order is named."""

from handtag.apps.orders.models import MailWish, Message


def mail_often(code: str) -> str:
    """How often someone wants to be mailed: one of domain.following_up.MAIL_TIMES."""
    return MailWish.objects.filter(code=code).values_list("often", flat=True).first() or "at_once"


def mail_address(code: str, *, while_unread: bool = False) -> str:
    """Where someone wants to be mailed; empty: nowhere, or with `while_unread` nothing to be told of."""
    wish = MailWish.objects.filter(code=code).first()
    if wish is None or (while_unread and not Message.objects.filter(to=code, read_at=None).exists()):
        return ""
    return str(wish.address)
