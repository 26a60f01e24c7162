"""Rows of the outbox: add in the causing transaction, claim, finish."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from handtag.apps.outbox.models import Effect

CLAIM_EXPIRES = timedelta(minutes=10)


def add_effect(kind: str, payload: dict[str, Any], *, at: datetime) -> None:
    Effect.objects.create(kind=kind, payload=payload, recorded_at=at)


def lock_next_effect(now: datetime) -> Effect | None:
    """The oldest effect that nobody works on; one whose worker died is free again after ten minutes."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_EXPIRES)
    return Effect.objects.select_for_update().filter(free, finished_at=None).order_by("pk").first()


def lock_effect(effect_id: int) -> Effect | None:
    return Effect.objects.select_for_update().filter(pk=effect_id, finished_at=None).first()


def mark_claimed(effect: Effect, now: datetime) -> None:
    Effect.objects.filter(pk=effect.pk).update(claimed_at=now, attempts=effect.attempts + 1)


def mark_finished(effect: Effect, now: datetime) -> None:
    Effect.objects.filter(pk=effect.pk).update(finished_at=now, last_error="")


def mark_failed(effect: Effect, error: str) -> None:
    """It stays claimed until the claim expires, so that one that always fails does not hold up the others."""
    Effect.objects.filter(pk=effect.pk).update(last_error=error[:200])
