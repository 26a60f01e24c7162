"""A key is exchanged for a new one with the same rights; for some days both work, so that no transfer stops."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from handtag.apps.organisations import store
from handtag.apps.organisations.queries import token_digest
from handtag.domain.access import Permission
from handtag.domain.second_person import proposed_by
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

LONGEST_DAYS = 366
LONGEST_OVERLAP = 30


@dataclass(frozen=True)
class RotateApiToken:
    """`days`: how long the new key lives; `overlap_days`: how long the old one still works (0: not at all)."""

    token_id: int
    days: int
    overlap_days: int = 7


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.token_rotated")
def rotate_api_token(ctx: Context, data: RotateApiToken) -> str:
    """The new key opens what the old one did and no more; the old one never lives longer than before.

    Whoever exchanges a key holds its secret, so a new one from a person opens nothing until another has approved it.

    Run without a command id: its answer is secret. Raises NotFound, Refused.
    """
    old = store.lock_token_for(ctx.viewer, data.token_id)
    if old is None or old.revoked_at is not None or old.expires_at <= ctx.now or not old.approved_by:
        raise NotFound("administration.no_token", field="token_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    if not 1 <= data.days <= LONGEST_DAYS:
        raise Refused("administration.token_days", field="days", longest=LONGEST_DAYS)
    if not 0 <= data.overlap_days <= LONGEST_OVERLAP:
        raise Refused("administration.token_overlap", field="overlap_days", longest=LONGEST_OVERLAP)
    token = secrets.token_urlsafe(32)
    expires = ctx.now + timedelta(days=data.days)
    given = proposed_by(ctx.viewer, ctx.now)
    new = store.add_token(old.assignment, given, digest=token_digest(token), name=old.name, expires_at=expires, permissions=old.permissions)
    if data.overlap_days:
        store.shorten_token(old, ctx.now + timedelta(days=data.overlap_days))
    else:
        store.revoke_token(old, ctx.now)
    ctx.audit("administration.token_rotated", f"assignment:{old.assignment_id}", old=old.pk, new=new.pk)
    return token
