"""A second person approves a key that somebody else has made; from then on it opens what it says."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.second_person import require_second_person
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ApproveApiToken:
    token_id: int


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.token_approved")
def approve_api_token(ctx: Context, data: ApproveApiToken) -> None:
    """Nobody opens the interface alone: who approves neither made the key nor holds its role (Patientdatalagen 4 kap. 2 §).

    Raises NotFound, Refused.
    """
    row = store.lock_token_for(ctx.viewer, data.token_id)
    if row is None:
        raise NotFound("administration.no_token", field="token_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if row.revoked_at is not None:
        raise Refused("administration.withdrawn")
    receiver = f"user:{row.assignment.user_id}"
    require_second_person(ctx.viewer, created_by=row.created_by, approved_by=row.approved_by, created_at=row.created_at, receiver=receiver)
    store.approve_token(row, ctx.viewer.code)
    ctx.audit("administration.token_approved", f"assignment:{row.assignment_id}", token=row.pk, proposed_by=row.created_by)
