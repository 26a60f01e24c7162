"""That a key to the REST interface is in use, so that an administrator sees which ones are not."""

from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NoteTokenUse:
    token_id: int


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.token_used")
def note_token_use(ctx: Context, data: NoteTokenUse) -> None:
    """Noted at most once an hour by whoever answers the call; what was read is in the access log. Raises NotFound."""
    token = store.lock_token_for(ctx.viewer, data.token_id)
    if token is None:
        raise NotFound("administration.no_token", field="token_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    store.note_use(token, ctx.now)
    ctx.audit("administration.token_used", f"assignment:{token.assignment_id}", token=token.pk)
