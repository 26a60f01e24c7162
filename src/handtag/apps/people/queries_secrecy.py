"""Consents, blocks and emergency openings as pages show them, and as who reviews the log reads them. No writes, no rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from handtag.apps.people.grounds import consents_of, ground_for, walls_around
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import Block, Consent, EmergencyOpening
from handtag.domain.access import Permission, Viewer
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
    return Consent.for_viewer(viewer).filter(person=_readable(viewer, key)).select_related("unit").order_by("valid_to", "pk")


def blocks_for_page(viewer: Viewer, key: UUID) -> QuerySet[Block]:
    """The blocks in force that the viewer's care provider has set. Raises NotFound."""
    rows = Block.objects.filter(person=_readable(viewer, key), principal_id=viewer.principal_id, lift=None)
    return rows.select_related("unit").order_by("pk")


def emergencies_to_review(viewer: Viewer, since: datetime, until: datetime) -> QuerySet[EmergencyOpening]:
    """Openings made at the care provider whose log the viewer checks, the latest first: who, whom (`person__key`), why, for how long.
    Others get none.
    """
    rows = EmergencyOpening.objects.filter(principal_id=viewer.principal_id, opened_at__gte=since, opened_at__lt=until)
    rows = rows if viewer.may(Permission.REVIEW_LOG) else rows.none()
    return rows.select_related("person", "unit").order_by("-opened_at", "-pk")


def _readable(viewer: Viewer, key: UUID) -> Person:
    person: Person | None = Person.objects.visible_to(viewer).filter(key=key).first()
    if person is None:
        raise NotFound("people.not_found")
    return person
