"""Rows of who acts for whom, and of what persons ask. Whom somebody may act for is asked here and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from handtag.apps.orders.models import OrderLine
from handtag.apps.own.models import OwnRequest, Representation, RepresentationEnd, RequestAnswer
from handtag.apps.people.identity import leads_to, records_of, subject_of
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.stock.models import Device, Move
from handtag.domain.access import Viewer
from handtag.domain.ordering import OPEN_STATES
from handtag.domain.own import HERS, Acting
from handtag.domain.values.errors import NotFound
from handtag.domain.values.extracts import Subject


@dataclass(frozen=True)
class Whom:
    """A person whom somebody who has signed in may read about and act for, and on which ground."""

    person: Person
    ground: str
    until: date | None = None
    representation: Representation | None = None

    @property
    def subject(self) -> Subject:
        found: Subject = subject_of(self.person)
        return found


def all_of(viewer: Viewer) -> list[Whom]:
    """Herself first, if she has anything here, then those she acts for on the day."""
    if not viewer.identity:
        return []
    own = PersonIdentity.objects.filter(index=viewer.identity, withdrawn_at=None).select_related("person").first()
    herself = [Whom(_kept(own.person), HERS)] if own else []
    return [*herself, *_acted_for(viewer, {one.person.pk for one in herself})]


def whom(viewer: Viewer, key: UUID | None) -> Whom:
    """The one asked about: with no key herself, or the first she acts for. Raises NotFound, also when she is nobody's to act for."""
    found = all_of(viewer)
    if key is not None:
        keys = set(Person.objects.filter(leads_to(key)).values_list("pk", flat=True))
        found = [one for one in found if one.person.pk in keys]
    if not found:
        raise NotFound("own.nobody", field="person_key")
    return found[0]


def herself(viewer: Viewer) -> Whom:
    """Only the person herself gives and takes back a power of attorney. Raises NotFound."""
    found = next((one for one in all_of(viewer) if one.ground == HERS), None)
    if found is None:
        raise NotFound("own.nobody")
    return found


def add_representation(person: Person, **columns: Any) -> Representation:
    return Representation.objects.create(person=person, **columns)


def representation_of(person: Person, key: UUID) -> Representation:
    """One in force or to come that has not been ended, of any of the person's records. Raises NotFound."""
    found = Representation.objects.filter(key=key, end=None, person__in=_records(person)).first()
    if found is None:
        raise NotFound("own.no_representation", field="representation_key")
    return found


def representation_by_key(key: UUID) -> Representation:
    """Whoever's: only to find the person whose relation is then asked for. Raises NotFound."""
    found = Representation.objects.filter(key=key, end=None).select_related("person").first()
    if found is None:
        raise NotFound("own.no_representation", field="representation_key")
    return found


def acts_already(person: Person, index: str, on: date) -> bool:
    rows = Representation.objects.filter(index=index, end=None, valid_to__gte=on, person__in=_records(person))
    return rows.exists()


def is_of(person: Person, index: str) -> bool:
    """Whether the number is one of the person's own."""
    return PersonIdentity.objects.filter(index=index, withdrawn_at=None, person__in=_records(person)).exists()


def end_representation(one: Representation, viewer: Viewer, *, at: datetime) -> None:
    RepresentationEnd.objects.create(representation=one, ended_by=viewer.code, ended_at=at)


def lock_own_device(found: Whom, number: str) -> Device:
    """A device that the person has now, locked so that two presses are one request. Raises NotFound, also when it is another's."""
    rows = Device.objects.select_for_update().filter(state="with_person", person__in=_records(found.person), number=number)
    device: Device | None = rows.first()
    if device is None:
        raise NotFound("own.not_hers", field="device_number")
    return device


def lent_by(device: Device) -> int | None:
    """The unit that the device was lent for when the person got it."""
    moves = Move.objects.filter(device=device, to_state="with_person").order_by("-pk")
    return moves.values_list("unit_id", flat=True).first()


def fetching(device: Device) -> OrderLine | None:
    """The line of the order that will fetch the device, when it is ordered."""
    rows = OrderLine.objects.filter(device=device, order__kind="collection_order", state__in=OPEN_STATES)
    return rows.select_related("order").first()


def is_waiting(device: Device, kind: str) -> bool:
    return OwnRequest.objects.filter(device=device, kind=kind, answer=None, person=device.person).exists()


def add_request(**columns: Any) -> OwnRequest:
    request: OwnRequest = OwnRequest.objects.create(**columns)
    return request


def lock_request(viewer: Viewer, key: UUID) -> OwnRequest:
    """One that the viewer answers, locked. Raises NotFound."""
    rows = OwnRequest.objects.visible_to(viewer).select_for_update(of=("self",)).select_related("device")
    found: OwnRequest | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("own.no_request", field="request_key")
    return found


def lock_own_request(viewer: Viewer, key: UUID) -> OwnRequest:
    """One that somebody whom the viewer may act for has made, locked. Raises NotFound."""
    ids = [pk for one in all_of(viewer) for pk in one.subject.ids]
    rows = OwnRequest.objects.select_for_update(of=("self",)).filter(key=key, person_id__in=ids)
    found: OwnRequest | None = rows.first()
    if found is None:
        raise NotFound("own.no_request", field="request_key")
    return found


def is_answered(request: OwnRequest) -> bool:
    return RequestAnswer.objects.filter(request=request).exists()


def add_answer(request: OwnRequest, **columns: Any) -> None:
    RequestAnswer.objects.create(request=request, **columns)


def _acted_for(viewer: Viewer, but: set[int]) -> Iterator[Whom]:
    rows = Representation.objects.filter(index=viewer.identity, end=None, valid_from__lte=viewer.on, valid_to__gte=viewer.on)
    seen = set(but)
    for row in rows.select_related("person").order_by("pk"):
        person = _kept(row.person)
        acting = Acting(row.ground, row.valid_from, row.valid_to)
        if person.pk not in seen and acting.holds_on(viewer.on, born=person.birth_date):
            seen.add(person.pk)
            yield Whom(person, row.ground, row.valid_to, row)


def _kept(person: Person) -> Person:
    found: Person = Person.objects.select_related("municipality__county").get(leads_to(person.key))
    return found


def _records(person: Person) -> Any:
    return Person.objects.filter(records_of(person.key))
