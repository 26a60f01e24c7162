"""Rows of persons, their identity numbers and the units that may read about them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from handtag.apps.organisations.models import Principal, Unit
from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.domain.values.identity import PersonNumber


def person_by_number(number: PersonNumber) -> Person | None:
    """Who has the identity number, whoever asks: only for finding and registering, which are logged."""
    found = PersonIdentity.objects.filter(index=_index(number)).select_related("person").first()
    return found.person if found else None


def person_by_key(key: UUID) -> Person:
    """Whoever asks: only for stating a care relation, which is logged. Raises NotFound."""
    person: Person | None = Person.objects.filter(key=key).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def readable_person(viewer: Viewer, key: UUID) -> Person:
    """A person the viewer's unit has an open care relation to. Raises NotFound, also when someone else's."""
    person: Person | None = Person.objects.visible_to(viewer).select_related("municipality").filter(key=key).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def lock_person(viewer: Viewer, key: UUID) -> Person:
    """As readable_person, locked."""
    person: Person | None = (
        Person.objects.visible_to(viewer).select_related("municipality").select_for_update(of=("self",)).filter(key=key).first()
    )
    if person is None:
        raise NotFound("people.not_found")
    return person


def open_relation(person: Person, unit_id: int, on: date) -> CareRelation | None:
    """The unit's care relation that lasts longest from the day."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    relations = CareRelation.objects.filter(inside, person=person, unit_id=unit_id, valid_from__lte=on)
    return max(relations, key=lambda relation: relation.valid_to or date.max, default=None)


def grounds_to_read(viewer: Viewer, keys: Collection[UUID]) -> dict[UUID, str]:
    """Those of the persons that the viewer may read about, each with the ground that lasts longest."""
    inside = Q(valid_to=None) | Q(valid_to__gte=viewer.on)
    readable = Person.objects.visible_to(viewer).filter(key__in=keys)
    relations = CareRelation.objects.filter(inside, person__in=readable, unit_id=viewer.unit_id, valid_from__lte=viewer.on)
    rows = relations.order_by(F("valid_to").asc(nulls_last=True)).values_list("person__key", "ground")
    return dict(rows)


def add_person(number: PersonNumber, *, key: UUID, registered_at: datetime, **columns: Any) -> Person | None:
    """A person with her number; None when someone else registered the number first."""
    try:
        with transaction.atomic():
            person: Person = Person.objects.create(key=key, birth_date=number.birth_date, registered_at=registered_at, **columns)
            PersonIdentity.objects.create(person=person, kind=number.kind, value=number.digits, index=_index(number))
    except IntegrityError:
        return None
    return person


def add_relation(
    person: Person, unit: Unit, *, ground: str, stated_by: str, valid_from: date, valid_to: date, at: datetime
) -> CareRelation:
    return CareRelation.objects.create(
        person=person, unit=unit, ground=ground, stated_by=stated_by,
        valid_from=valid_from, valid_to=valid_to, recorded_at=at,
    )  # fmt: skip


def set_circumstances(person: Person, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(person, name, value)
    person.save(update_fields=list(columns))


def municipality_by_code(code: str) -> Principal | None:
    return Principal.objects.filter(kind="municipality", municipality_code=code).first()


def unit_of(viewer: Viewer) -> Unit:
    return Unit.objects.get(pk=viewer.unit_id)


def _index(number: PersonNumber) -> str:
    return blind_index("person", number.digits)
