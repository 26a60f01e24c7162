"""What a review or an extract reads of the logs themselves, within one care provider; days are Swedish and inclusive."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.domain.log_review import Reading

CHECKING = ("log_review", "log_extract")  # grounds on which the log itself is read
Day = Callable[[datetime], date]


def readings(principal_id: int, since: datetime, before: datetime, day: Day) -> Iterator[Reading]:
    """Who read about whom, in order of time; searches in vain and the reviewers' own readings are left out."""
    found = AccessEntry.objects.filter(
        principal_id=principal_id, recorded_at__gte=since, recorded_at__lt=before, person_key__isnull=False
    ).exclude(ground__in=CHECKING)
    columns = ("pk", "recorded_at", "actor", "unit_id", "person_key", "action", "ground")
    for pk, at, actor, unit_id, person_key, action, ground in found.order_by("recorded_at", "pk").values_list(*columns).iterator():
        yield Reading(pk, at, day(at), actor, unit_id, person_key, action, ground)


def acts(principal_id: int, since: datetime, before: datetime) -> Iterator[tuple[int, str, datetime]]:
    """What the care provider's units did for persons, as (unit, target, when): prescribing, ordering, changed circumstances. To state
    why one reads is no act, and neither is being refused.
    """
    of_care = Q(target__startswith="order:") | Q(target__startswith="prescription:") | Q(action="people.circumstances_changed")
    done = AuditEntry.objects.filter(of_care, principal_id=principal_id, recorded_at__gte=since, recorded_at__lt=before)
    yield from done.values_list("unit_id", "target", "recorded_at").iterator()


def readings_of_person(principal_id: int, keys: Collection[UUID], since: datetime, before: datetime, until_id: int) -> list[AccessEntry]:
    """Every reading of one person, by the keys of her records, in order of time, through row `until_id`."""
    found = AccessEntry.objects.filter(
        principal_id=principal_id, person_key__in=keys, recorded_at__gte=since, recorded_at__lt=before, pk__lte=until_id
    )
    return list(found.order_by("recorded_at", "pk"))


def last_row() -> int:
    last = AccessEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0
