"""A second person approves a role that somebody else has proposed; from then on it has effect."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.second_person import require_second_person
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ApproveRole:
    assignment_id: int


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.role_approved")
def approve_role(ctx: Context, data: ApproveRole) -> None:
    """Nobody gives a role alone: who approves neither proposed it nor gets it (Patientdatalagen 4 kap. 2 §). Raises NotFound, Refused."""
    row = store.lock_assignment(ctx.viewer, data.assignment_id)
    if row is None:
        raise NotFound("administration.no_assignment", field="assignment_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if row.withdrawn_at is not None:
        raise Refused("administration.withdrawn")
    require_second_person(
        ctx.viewer, created_by=row.created_by, approved_by=row.approved_by, created_at=row.created_at, receiver=f"user:{row.user_id}"
    )
    store.approve_assignment(row, ctx.viewer.code, ctx.now)
    ctx.audit("administration.role_approved", f"user:{row.user_id}", assignment=row.pk, role=row.role, proposed_by=row.created_by)
