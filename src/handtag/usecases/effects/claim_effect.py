"""A timer takes the next effect that is to be performed after its cause was stored."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from handtag.apps.outbox import store
from handtag.domain.access import Permission
from handtag.files import marks
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ClaimEffect:
    pass


@dataclass(frozen=True)
class ClaimedEffect:
    """One thing to do now, outside any transaction; tell how it went with finish_effect."""

    effect_id: int
    kind: str
    payload: dict[str, Any]
    attempts: int


@use_case(Permission.DELIVER_EFFECTS, audits=("effects.claimed", "effects.none"))
def claim_effect(ctx: Context, data: ClaimEffect) -> ClaimedEffect | None:
    """One worker has an effect at a time; a worker that died is relieved after ten minutes. None when nothing waits, or when
    everything is held: a restored database sends nothing before someone has released it.
    """
    ctx.require(Permission.DELIVER_EFFECTS)
    effect = None if marks.get(settings.STATE, "effects_held") is not None else store.lock_next_effect(ctx.now)
    if effect is None:
        ctx.audit("effects.none", "outbox")
        return None
    store.mark_claimed(effect, ctx.now)
    ctx.audit("effects.claimed", f"effect:{effect.pk}", kind=effect.kind)
    return ClaimedEffect(effect.pk, effect.kind, effect.payload, effect.attempts + 1)
