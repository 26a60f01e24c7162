"""What happened between two moments, act by act and reading by reading, in codes: for who reports an incident, or looks into one."""

from collections.abc import Iterator
from datetime import datetime

from handtag.apps.audit.models import AccessEntry, AuditEntry

CHUNK = 2000
Event = tuple[datetime, str, str, str, int, str, str, str]
HEADINGS = ("time", "log", "actor", "role", "unit", "action", "about", "door")


def events_between(first: datetime, last: datetime) -> list[Event]:
    """Both logs in order of time, `first` inclusive and `last` not; persons by their key, users by their code."""
    return sorted([*_acts(first, last), *_readings(first, last)])


def _acts(first: datetime, last: datetime) -> Iterator[Event]:
    rows = AuditEntry.objects.filter(recorded_at__gte=first, recorded_at__lt=last).order_by("pk")
    for row in rows.iterator(CHUNK):
        yield (row.recorded_at, "act", row.actor, row.role, row.unit_id, row.action, row.target, row.door)


def _readings(first: datetime, last: datetime) -> Iterator[Event]:
    rows = AccessEntry.objects.filter(recorded_at__gte=first, recorded_at__lt=last).order_by("pk")
    for row in rows.iterator(CHUNK):
        about = f"person:{row.person_key}" if row.person_key else ""
        yield (row.recorded_at, "reading", row.actor, row.role, row.unit_id, row.action, about, row.door)
