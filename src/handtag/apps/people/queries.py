"""Persons as pages show them. Every page about a person first runs the use case open_person, which logs the reading."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.domain.values.grounds import GROUND_DAYS
from handtag.domain.values.identity import age_on
from handtag.domain.values.protected import ProtectedText

MASK = _("Protected")


@dataclass(frozen=True)
class Municipality:
    """Where a person is registered; of a protected person neither name nor code is told."""

    name: ProtectedText
    municipality_code: str


@dataclass(frozen=True)
class PersonPage:
    """What a unit with a care relation sees about a person. Where she can be found is protected by type."""

    key: UUID
    given_name: str
    family_name: str
    birth_date: date
    age: int
    housing: str
    home_health_care_enrolled: bool | None
    protected_identity: bool
    municipality: Municipality
    address: ProtectedText
    phone: ProtectedText
    ground: str
    may_read_until: date | None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def person_for_page(viewer: Viewer, key: UUID) -> PersonPage:
    """A person the viewer's unit has an open care relation to. Raises NotFound, also when the person is someone else's."""
    person = _readable(viewer, key)
    relation = _relation(viewer, person)
    return PersonPage(
        key=person.key,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, viewer.on),
        housing=person.housing,
        home_health_care_enrolled=person.home_health_care_enrolled,
        protected_identity=person.protected_identity,
        municipality=Municipality(
            name=_protected(person, person.municipality.name),
            municipality_code="" if person.protected_identity else person.municipality.municipality_code,
        ),
        address=_protected(person, person.address),
        phone=_protected(person, person.phone),
        ground=relation.ground,
        may_read_until=relation.valid_to,
    )


def identity_number(viewer: Viewer, key: UUID) -> str:
    """The person's identity number in twelve digits, for who asked to see it. Raises NotFound."""
    of_person = PersonIdentity.objects.filter(person__in=Person.objects.visible_to(viewer).filter(key=key))
    found = of_person.order_by("-pk").first()
    if found is None:
        raise NotFound("people.not_found")
    return str(found.value)


def grounds() -> tuple[str, ...]:
    """The closed list of why a unit may read about a person."""
    return tuple(GROUND_DAYS)


def _readable(viewer: Viewer, key: UUID) -> Person:
    person: Person | None = Person.objects.visible_to(viewer).select_related("municipality").filter(key=key).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def _relation(viewer: Viewer, person: Person) -> CareRelation:
    inside = Q(valid_to=None) | Q(valid_to__gte=viewer.on)
    relations = person.care_relations.filter(inside, unit_id=viewer.unit_id, valid_from__lte=viewer.on)
    found = max(relations, key=lambda relation: relation.valid_to or date.max, default=None)
    if found is None:
        raise NotFound("people.not_found")
    return found


def _protected(person: Person, text: str) -> ProtectedText:
    mask: str | Promise = MASK
    return ProtectedText(text, person.protected_identity, mask)
