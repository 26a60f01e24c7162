"""A key to the REST interface, bound to one assignment; shown once, kept as a digest."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from handtag.apps.organisations import store
from handtag.apps.organisations.queries import token_digest
from handtag.domain.access import ROLE_PERMISSIONS, Permission, Role
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


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.token_issued")
def issue_api_token(ctx: Context, data: IssueApiToken) -> str:
    """A key opens one organisation and no more than the role it is bound to (Patientdatalagen 4 kap. 2 §), for at most 366 days.

    Run without a command id: its answer is secret. Raises NotFound, Refused.
    """
    assignment = store.lock_assignment(ctx.viewer, data.assignment_id)
    if assignment is None:
        raise NotFound("administration.no_assignment", field="assignment_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if not 1 <= data.days <= LONGEST_DAYS:
        raise Refused("administration.token_days", field="days", longest=LONGEST_DAYS)
    held = {permission.value for permission in ROLE_PERMISSIONS[Role(assignment.role)]}
    if too_much := sorted(set(data.permissions) - held):
        raise Refused("administration.token_permission", field="permissions", value=", ".join(too_much), valid=", ".join(sorted(held)))
    token = secrets.token_urlsafe(32)
    expires = ctx.now + timedelta(days=data.days)
    store.add_token(assignment, digest=token_digest(token), name=data.name, at=ctx.now, expires_at=expires, permissions=data.permissions)
    ctx.audit("administration.token_issued", f"assignment:{assignment.pk}", name=data.name, only=list(data.permissions))
    return token
