"""A role ends; it has no effect from the next request after its last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from handtag.apps.access import store as access
from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.leaving import hold, leave


@dataclass(frozen=True)
class RevokeRole:
    """`last_day` is the last day the role is held (inclusive); yesterday takes it away at once, also on the day it began."""

    assignment_id: int
    last_day: date


@use_case(Permission.MANAGE_ORGANISATION, audits=("administration.role_revoked", "following.flagged"))
def revoke_role(ctx: Context, data: RevokeRole) -> None:
    """An assignment ends on a day not before it began (Patientdatalagen 4 kap. 2 §); what is taken away at once ends the user's
    sessions too, and shows the unit what nobody follows up any more. One person alone may: taking away is never dangerous.
    Raises NotFound, Refused.
    """
    hold([data.assignment_id])
    assignment = store.lock_assignment(ctx.viewer, data.assignment_id)
    if assignment is None:
        raise NotFound("administration.no_assignment", field="assignment_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    at_once = data.last_day < ctx.today
    if data.last_day < (min(assignment.valid_from, ctx.today) - timedelta(days=1) if at_once else assignment.valid_from):
        raise Refused("administration.ends_before_it_starts", field="last_day")
    if assignment.valid_to is not None and data.last_day > assignment.valid_to:
        raise Refused("administration.longer_is_a_new_role", field="last_day")
    if at_once:
        store.withdraw_assignment(assignment, ctx.now, last_day=data.last_day)
        leave(ctx, [assignment.pk])
        if assignment.approved_by:
            access.end_sessions(assignment.user, ctx.now)
    else:
        store.end_assignment(assignment, data.last_day)
    ctx.audit("administration.role_revoked", f"user:{assignment.user_id}", assignment=assignment.pk)
