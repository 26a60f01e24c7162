"""The principal takes back a prescriber's right."""

from dataclasses import dataclass

from handtag.apps.rights import store
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class WithdrawRight:
    """`iso_prefix` "" = everything; `words` are read by the prescriber."""

    assignment_id: int
    reason: str
    words: str
    iso_prefix: str = ""


@use_case(Permission.MANAGE_RIGHTS, audits="rights.withdrawn")
def withdraw_right(ctx: Context, data: WithdrawRight) -> int:
    """When the competence is not kept up the principal may take the right back (Norrbotten final report 2021, draft agreement,
    "Kompetenskrav förskrivare"). It takes effect at once, in everything not yet ordered; what was ordered stands.

    Answers the withdrawal's number. Raises NotFound, Refused.
    """
    who = store.prescriber_for(ctx.viewer, data.assignment_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    rights.require_withdrawal(data.reason, data.words, data.iso_prefix)
    store.lock_holder(who.user_id)
    if store.withdrawal_in_force(who.unit.principal, who.user_id, data.iso_prefix) is not None:
        raise Refused("rights.withdrawn_already", field="iso_prefix")
    made = store.withdraw(who, iso_prefix=data.iso_prefix, reason=data.reason, words=data.words.strip(), by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.withdrawn", f"user:{who.user_id}", iso=data.iso_prefix, reason=data.reason, withdrawal=made.pk)
    return made.pk
