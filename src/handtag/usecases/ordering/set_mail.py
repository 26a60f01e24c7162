"""Someone who places orders says where to be mailed that there is a message."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handtag.apps.orders import store
from handtag.domain.access import Permission
from handtag.domain.following_up import MAIL_TIMES
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetMail:
    """An empty address: no mail. `often`: at_once, daily or weekly."""

    address: str = ""
    often: str = "at_once"


@use_case(Permission.READ_ORDER, audits="ordering.mail_set")
def set_mail(ctx: Context, data: SetMail) -> None:
    """Each decides for themselves; the mail says that there is a message, and nothing of whom or what (OSL 25 kap. 1 §). Raises Refused."""
    ctx.require(Permission.READ_ORDER)
    address = data.address.strip()
    try:
        validate_email(address or "empty@example.org")
    except ValidationError:
        raise Refused("ordering.bad_address", field="address") from None
    if len(address) > 254:
        raise Refused("ordering.bad_address", field="address")
    if data.often not in MAIL_TIMES:
        raise Refused("ordering.bad_mail_time", field="often", valid=MAIL_TIMES)
    store.set_mail(ctx.viewer.code, address, often=data.often, at=ctx.now)
    ctx.audit("ordering.mail_set", "messages", wanted=bool(address), often=data.often)
