"""A timer tells how an effect went."""

from dataclasses import dataclass

from handtag.apps.outbox import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class FinishEffect:
    """`error` is empty when it was performed, otherwise a short reason without personal data."""

    effect_id: int
    error: str = ""


@use_case(Permission.DELIVER_EFFECTS, audits=("effects.finished", "effects.failed"))
def finish_effect(ctx: Context, data: FinishEffect) -> str:
    """Performed it is never taken again; failed it waits for its next turn. Answers which. Raises NotFound when already finished,
    or never claimed.
    """
    ctx.require(Permission.DELIVER_EFFECTS)
    effect = store.lock_effect(data.effect_id)
    if effect is None or effect.claimed_at is None:
        raise NotFound("effects.no_such_effect", effect=data.effect_id)
    if data.error:
        store.mark_failed(effect, data.error)
        ctx.audit("effects.failed", f"effect:{effect.pk}", kind=effect.kind, attempts=effect.attempts)
        return "failed"
    store.mark_finished(effect, ctx.now)
    ctx.audit("effects.finished", f"effect:{effect.pk}", kind=effect.kind, attempts=effect.attempts)
    return "finished"
