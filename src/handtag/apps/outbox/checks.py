"""Is every effect somewhere between waiting and done? One line per row that is wrong, else nothing."""

from collections.abc import Iterator

from django.db.models import F, Q

from handtag.apps.outbox.models import Effect


def effects_finished_before_they_were_claimed() -> Iterator[str]:
    """An effect is claimed, then finished; one that was never attempted is neither."""
    early = Q(finished_at__lt=F("claimed_at")) | Q(finished_at__isnull=False, claimed_at=None)
    for effect in Effect.objects.filter(early | Q(attempts=0, claimed_at__isnull=False)).order_by("pk"):
        yield f"effect {effect.pk}: claimed {effect.claimed_at}, finished {effect.finished_at}, attempts {effect.attempts}"
