"""What waits in the outbox: how much and since when. Its content is for the timer that performs it."""

from datetime import datetime

from django.db.models import Count, Min

from handtag.apps.outbox.models import Effect


def waiting() -> tuple[int, datetime | None]:
    """How many effects wait, and since when the oldest of them; None when none does."""
    found = Effect.objects.filter(finished_at=None).aggregate(depth=Count("pk"), oldest=Min("recorded_at"))
    return found["depth"], found["oldest"]
