"""Consents, blocks and emergency openings as pages show them, and as who reviews the log reads them. No writes, no rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from handtag.apps.people.grounds import consents_of, ground_for, walls_around
from handtag.apps.people.identity import leads_to, records_of
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import Block, Consent, EmergencyOpening
from handtag.domain.access import Viewer
from handtag.domain.secrecy import Place
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Doors:
    """How far a person's records are open to the viewer: `across` care providers or not, and whether a block stands before anything."""

    across: bool
    is_blocked: bool


def doors_of(viewer: Viewer, key: UUID) -> Doors:
    """Told to everyone who may read about the person: that something is blocked, never what or by whom. Raises NotFound."""
    person = _readable(viewer, key)
    ground, consents = ground_for(viewer, person), consents_of(viewer, person)
    emergency = ground is not None and ground.ends_at is not None
    reader, hidden = Place(viewer.unit_id, viewer.principal_id), False
    for wall in walls_around(person):
        origin = Place(wall.unit_id or 0, wall.principal_id)
        opened = wall.principal_id == viewer.principal_id and (emergency or "blocked" in consents)
        hidden = hidden or (wall.stands_before(reader, origin) and not opened)
    return Doors(across=emergency or "cohesive" in consents, is_blocked=hidden)


def consents_for_page(viewer: Viewer, key: UUID) -> QuerySet[Consent]:
    """What the person has consented to with the viewer's care provider and not taken back. Raises NotFound."""
    return Consent.for_viewer(viewer).filter(person__in=_records(viewer, key)).select_related("unit").order_by("valid_to", "pk")


def blocks_for_page(viewer: Viewer, key: UUID) -> QuerySet[Block]:
    """The blocks in force that the viewer's care provider has set. Raises NotFound."""
    rows = Block.objects.filter(person__in=_records(viewer, key), principal_id=viewer.principal_id, lift=None)
    return rows.select_related("unit").order_by("pk")


def emergency_behind(person_key: UUID, opened_by: str, moment: datetime) -> EmergencyOpening | None:
    """The emergency that a reading was made in: the same user's latest opening of the person that ran at the moment."""
    rows = EmergencyOpening.objects.filter(person__key=person_key, opened_by=opened_by, opened_at__lte=moment, ends_at__gt=moment)
    return rows.order_by("-opened_at", "-pk").first()


def _readable(viewer: Viewer, key: UUID) -> Person:
    person: Person | None = Person.objects.visible_to(viewer).filter(leads_to(key)).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def _records(viewer: Viewer, key: UUID) -> QuerySet[Person]:
    """Every record of a person the viewer may read about. Raises NotFound."""
    found: QuerySet[Person] = Person.objects.visible_to(viewer).filter(records_of(_readable(viewer, key).key))
    return found
