"""Let go of what was held back from removal."""

from dataclasses import dataclass

from handtag.apps.retention import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class LiftHold:
    hold_id: int
    words: str


@use_case(Permission.CULL, audits="retention.hold_lifted")
def lift_hold(ctx: Context, data: LiftHold) -> None:
    """Whoever set a hold lifts it, says why, and both remain written down. Raises NotFound, Refused("retention.words_missing")."""
    ctx.require(Permission.CULL)
    hold = store.hold_to_lift(ctx.viewer, data.hold_id)
    if not data.words.strip():
        raise Refused("retention.words_missing", field="words")
    store.lift_hold(ctx.viewer, hold, words=data.words.strip(), at=ctx.now)
    ctx.audit("retention.hold_lifted", f"hold:{hold.pk}")
