"""End at once that somebody supervises a student."""

from dataclasses import dataclass

from handtag.apps.rights import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class EndSupervision:
    supervision_id: int


@use_case(Permission.MANAGE_RIGHTS, audits="rights.supervision_ended")
def end_supervision(ctx: Context, data: EndSupervision) -> None:
    """Nobody is asked to sign for the student any more; what waits to be signed can be taken back. Raises NotFound."""
    found = store.lock_supervision(ctx.viewer, data.supervision_id)
    ctx.require(Permission.MANAGE_RIGHTS)
    store.end_supervision(found, ctx.now)
    ctx.audit("rights.supervision_ended", f"supervision:{found.pk}")
