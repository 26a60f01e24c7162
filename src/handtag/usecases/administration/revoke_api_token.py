"""A key to the REST interface stops opening anything."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RevokeApiToken:
    token_id: int


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.token_revoked")
def revoke_api_token(ctx: Context, data: RevokeApiToken) -> None:
    """A revoked key is refused from the next call on, and never works again (Patientdatalagen 4 kap. 2 §). Raises NotFound."""
    token = store.lock_token_for(ctx.viewer, data.token_id)
    if token is None:
        raise NotFound("administration.no_token", field="token_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    store.revoke_token(token, ctx.now)
    ctx.audit("administration.token_revoked", f"assignment:{token.assignment_id}", token=token.pk)
