"""A user gets a new password from an administrator who knows whom it is given to; what the old one opened is closed."""

from dataclasses import dataclass, field

from handtag.apps.access import store as access
from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ResetPassword:
    """`second_factors_too`: the codes, keys and recovery codes are removed as well, for who has lost them."""

    user_id: int
    password: str = field(repr=False)
    second_factors_too: bool = False


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.password_reset")
def reset_password(ctx: Context, data: ResetPassword) -> None:
    """Every session and key of the user ends at once, because who had the old password may be inside (HSLF-FS 2016:40 3 kap. 15 §).

    Nobody resets their own: that is changed under Sign-in and security. Raises NotFound, Refused.
    """
    user = store.lock_user_for(ctx.viewer, data.user_id)
    if user is None:
        raise NotFound("administration.no_user", field="user_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if user.pk == ctx.viewer.user_id:
        raise Refused("administration.own_account")
    if fault := access.password_fault(user, data.password):
        raise Refused("administration.weak_password", field="password", why=fault)
    access.set_password(user, data.password)
    removed = access.remove_second_factors(user) if data.second_factors_too else 0
    access.end_sessions(user, ctx.now)
    keys = store.revoke_tokens_of(user, ctx.now)
    ctx.audit("administration.password_reset", f"user:{user.pk}", second_factors=removed, keys=keys)
