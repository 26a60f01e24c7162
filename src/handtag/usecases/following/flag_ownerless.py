"""What nobody who works answers for any more is shown to the unit, whatever ended the role."""

from dataclasses import dataclass

from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store as prescriptions
from handtag.domain.access import Permission, Scope
from handtag.usecases.base import Context, use_case
from handtag.usecases.leaving import leave


@dataclass(frozen=True)
class FlagOwnerless:
    pass


@use_case(Permission.ASSIGN_CASES, audits=("following.flagged", "following.looked_for_ownerless"))
def flag_ownerless(ctx: Context, data: FlagOwnerless) -> int:
    """Every day: a role that has come to its last day leaves nothing behind that nobody follows up. Answers how many were flagged."""
    ctx.require(Permission.ASSIGN_CASES, within=ctx.viewer.scope is Scope.ALL)
    gone = organisations.no_longer_at_work(prescriptions.answering(), ctx.today)
    flagged = leave(ctx, gone)
    ctx.audit("following.looked_for_ownerless", "prescriptions", flagged=flagged)
    return flagged
