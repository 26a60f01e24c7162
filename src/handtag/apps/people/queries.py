"""Persons as pages and interfaces read them. Always after the use case open_person, which logs the reading."""

from datetime import date
from uuid import UUID

from handtag.apps.people.models import Person, PersonIdentity
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.domain.values.identity import age_on


def person_for_page(viewer: Viewer, key: UUID) -> Person:
    """A person the viewer's unit has an open care relation to, with municipality. Raises NotFound."""
    found: Person | None = Person.objects.visible_to(viewer).select_related("municipality").filter(key=key).first()
    if found is None:
        raise NotFound("people.not_found")
    return found


def identity_number(viewer: Viewer, key: UUID) -> str:
    """The person's identity number in twelve digits, for who asked to see it. Raises NotFound."""
    of_person = PersonIdentity.objects.filter(person__in=Person.objects.visible_to(viewer).filter(key=key))
    found = of_person.order_by("-pk").first()
    if found is None:
        raise NotFound("people.not_found")
    return found.value


def age_of(person: Person, on: date) -> int:
    """Whole years on the day."""
    return age_on(person.birth_date, on)
