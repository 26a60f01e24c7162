"""End at once a right that the principal gave for a time."""

from dataclasses import dataclass

from handtag.apps.rights import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndRight:
    grant_id: int


@use_case(Permission.MANAGE_RIGHTS, audits="rights.ended")
def end_right(ctx: Context, data: EndRight) -> None:
    """What was given for a time may end before: a substitute goes home early. Raises NotFound, Refused when it is over already."""
    grant = store.lock_grant(ctx.viewer, data.grant_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    if grant.ended_at is not None or grant.valid_to < ctx.today:
        raise Refused("rights.over_already")
    store.end_grant(grant, by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.ended", f"user:{grant.user_id}", grant=grant.pk)
