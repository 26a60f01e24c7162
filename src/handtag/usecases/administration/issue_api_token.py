"""A key to the REST interface, bound to one assignment; shown once, kept as a digest. Somebody else approves it in approve_api_token.py."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from handtag.apps.organisations import store
from handtag.apps.organisations.queries import token_digest
from handtag.domain.access import ROLE_PERMISSIONS, Permission, Role
from handtag.domain.second_person import proposed_by
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

LONGEST_DAYS = 366


@dataclass(frozen=True)
class IssueApiToken:
    """`permissions`: the only ones of the role's that the key opens; none: all of the role's."""

    assignment_id: int
    name: str
    days: int
    permissions: tuple[str, ...] = ()


@use_case(Permission.MANAGE_ORGANISATION, audits=("administration.token_proposed", "administration.token_issued"))
def issue_api_token(ctx: Context, data: IssueApiToken) -> str:
    """A key opens one organisation and no more than the role it is bound to (Patientdatalagen 4 kap. 2 §), for at most 366 days.

    What a person issues opens nothing until another has approved it; the command line's does at once. Nobody makes keys for themselves.
    Run without a command id: its answer is secret. Raises NotFound, Refused.
    """
    assignment = store.lock_assignment(ctx.viewer, data.assignment_id)
    if assignment is None:
        raise NotFound("administration.no_assignment", field="assignment_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    given = proposed_by(ctx.viewer, ctx.now)
    if assignment.user_id == ctx.viewer.user_id:
        raise Refused("administration.own_account")
    if not assignment.approved_by:
        raise Refused("administration.role_waits")
    if not 1 <= data.days <= LONGEST_DAYS:
        raise Refused("administration.token_days", field="days", longest=LONGEST_DAYS)
    held = {permission.value for permission in ROLE_PERMISSIONS[Role(assignment.role)]}
    if too_much := sorted(set(data.permissions) - held):
        raise Refused("administration.token_permission", field="permissions", value=", ".join(too_much), valid=", ".join(sorted(held)))
    token = secrets.token_urlsafe(32)
    expires = ctx.now + timedelta(days=data.days)
    store.add_token(assignment, given, digest=token_digest(token), name=data.name, expires_at=expires, permissions=data.permissions)
    action = "administration.token_issued" if given.in_force else "administration.token_proposed"
    ctx.audit(action, f"assignment:{assignment.pk}", name=data.name, only=list(data.permissions))
    return token
