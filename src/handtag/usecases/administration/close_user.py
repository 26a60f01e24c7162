"""A user leaves: nothing can be signed in to, and no key opens anything."""

from dataclasses import dataclass

from handtag.apps.access import store as access
from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.leaving import hold, leave


@dataclass(frozen=True)
class CloseUser:
    user_id: int


@use_case(Permission.MANAGE_ORGANISATION, audits=("administration.user_closed", "following.flagged"))
def close_user(ctx: Context, data: CloseUser) -> None:
    """Rights end when the post ends (Patientdatalagen 4 kap. 2 §); the user stays in the logs for ever. Raises NotFound, Refused."""
    answers_in = hold(store.assignments_of(data.user_id))
    user = store.lock_user_for(ctx.viewer, data.user_id)
    if user is None:
        raise NotFound("administration.no_user", field="user_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if user.pk == ctx.viewer.user_id:
        raise Refused("administration.own_account")
    access.set_active(user, active=False)
    access.end_sessions(user, ctx.now)
    leave(ctx, answers_in)
    keys = store.revoke_tokens_of(user, ctx.now)
    ctx.audit("administration.user_closed", f"user:{user.pk}", keys=keys)
