"""Persons as pages show them. Every page about a person first runs the use case open_person, which logs the reading."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.people.grounds import ground_for
from handtag.apps.people.identity import leads_to, numbers_of
from handtag.apps.people.models import Person, PersonIdentity
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
    identity_kind: str
    age: int
    housing: str
    home_health_care_enrolled: bool | None
    protected_identity: bool
    municipality: Municipality
    address: ProtectedText
    phone: ProtectedText
    ground: str
    may_read_until: date | None
    emergency_until: datetime | None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def person_for_page(viewer: Viewer, key: UUID) -> PersonPage:
    """A person the viewer's unit has an open care relation to. Raises NotFound, also when the person is someone else's."""
    person = _readable(viewer, key)
    ground = ground_for(viewer, person)
    if ground is None:
        raise NotFound("people.not_found")
    return PersonPage(
        key=person.key,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        identity_kind=_current(person).kind,
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
        ground=ground.code,
        may_read_until=ground.until,
        emergency_until=ground.ends_at,
    )


def identity_number(viewer: Viewer, key: UUID) -> str:
    """The number that the person goes by now, as twelve digits or `issuer:number`, for who asked to see it. Raises NotFound."""
    return str(_current(_readable(viewer, key)).value)


def numbers_for_page(viewer: Viewer, key: UUID) -> list[PersonIdentity]:
    """Every number that finds the person, the one she goes by now first. Raises NotFound."""
    return numbers_of(_readable(viewer, key))[::-1]


def newest_given(viewer: Viewer, key: UUID) -> PersonIdentity | None:
    """The number that can be undone: the last that the record was given after it was registered. Raises NotFound."""
    last = PersonIdentity.objects.filter(person=_readable(viewer, key), withdrawn_at=None).order_by("-pk").first()
    return last if last and last.given_at else None


def revealed(viewer: Viewer, key: UUID, reason: str) -> tuple[str, str]:
    """Address and telephone of a person with protected identity, for who has stated a reason that is logged. Raises NotFound."""
    person = _readable(viewer, key)
    return _protected(person, person.address).unlocked(reason), _protected(person, person.phone).unlocked(reason)


def grounds() -> tuple[str, ...]:
    """The closed list of why a unit may read about a person."""
    return tuple(GROUND_DAYS)


def _readable(viewer: Viewer, key: UUID) -> Person:
    person: Person | None = Person.objects.visible_to(viewer).select_related("municipality").filter(leads_to(key)).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def _current(person: Person) -> PersonIdentity:
    numbers: list[PersonIdentity] = numbers_of(person)
    if not numbers:
        raise NotFound("people.not_found")
    return numbers[-1]


def _protected(person: Person, text: str) -> ProtectedText:
    mask: str | Promise = MASK
    return ProtectedText(text, person.protected_identity, mask)
