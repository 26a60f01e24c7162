"""How many persons someone has looked for lately, counted in the log itself: the same for all processes, and nothing to forget."""

from datetime import datetime

from handtag.apps.audit.models import AccessEntry


def searches_since(actor: str, since: datetime) -> int:
    return AccessEntry.objects.filter(actor=actor, recorded_at__gt=since, action="person.searched").count()
