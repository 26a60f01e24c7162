"""On which ground a viewer may read about a person right now, and what keys her consent and an emergency give. No writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from handtag.apps.people.identity import records_of
from handtag.apps.people.models import CareRelation, Person
from handtag.apps.people.secrecy import Block, Consent, EmergencyOpening
from handtag.domain.access import Viewer
from handtag.domain.secrecy import Wall

EMERGENCY = "emergency"


@dataclass(frozen=True)
class Ground:
    """Why the viewer may read; `until` is the last day of the relation (None: open), `ends_at` the end of an emergency opening."""

    code: str
    until: date | None
    ends_at: datetime | None = None


def ground_for(viewer: Viewer, person: Person) -> Ground | None:
    """The ground the log is given: an emergency while one runs, else the relation that lasts longest; None when there is none."""
    ends_at = EmergencyOpening.for_viewer(viewer).filter(_hers(person)).order_by("-ends_at").values_list("ends_at", flat=True).first()
    if ends_at is not None:
        return Ground(EMERGENCY, None, ends_at)
    relations = CareRelation.for_viewer(viewer).filter(_hers(person))
    longest = max(relations, key=lambda relation: relation.valid_to or date.max, default=None)
    return None if longest is None else Ground(longest.ground, longest.valid_to)


def grounds_by_key(viewer: Viewer, keys: Collection[UUID]) -> dict[UUID, str]:
    """Those of the persons that the viewer may read about, each with the ground."""
    readable = Person.objects.visible_to(viewer).filter(key__in=keys)
    relations = CareRelation.for_viewer(viewer).filter(person__in=readable)
    rows = relations.order_by(F("valid_to").asc(nulls_last=True)).values_list("person__key", "ground")
    emergencies = EmergencyOpening.for_viewer(viewer).filter(person__in=readable).values_list("person__key", flat=True)
    return {**dict(rows), **dict.fromkeys(emergencies, EMERGENCY)}


def consents_of(viewer: Viewer, person: Person) -> set[str]:
    """What the person has consented to with the viewer's care provider."""
    return set(Consent.for_viewer(viewer).filter(_hers(person)).values_list("kind", flat=True))


def walls_around(person: Person) -> list[Wall]:
    """The person's blocks in force."""
    return [Wall(*row) for row in Block.objects.filter(_hers(person), lift=None).values_list("principal_id", "unit_id")]


def _hers(person: Person) -> Q:
    """Rows on any record of the person."""
    return Q(person__in=Person.objects.filter(records_of(person.key)))
