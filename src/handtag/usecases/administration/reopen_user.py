"""A user who was closed is let in again, with the roles that have not ended meanwhile."""

from dataclasses import dataclass

from handtag.apps.access import store as access
from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ReopenUser:
    user_id: int


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.user_reopened")
def reopen_user(ctx: Context, data: ReopenUser) -> None:
    """Keys that were revoked stay revoked; new ones are issued (Patientdatalagen 4 kap. 2 §). Raises NotFound."""
    user = store.lock_user_for(ctx.viewer, data.user_id)
    if user is None:
        raise NotFound("administration.no_user", field="user_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    access.set_active(user, active=True)
    ctx.audit("administration.user_reopened", f"user:{user.pk}")
