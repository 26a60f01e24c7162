"""Rows that tell which records are one person, and which numbers are hers."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from handtag.apps.people.identity import Merge, Split
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.people.store import index_of
from handtag.domain.access import Viewer
from handtag.domain.merging import Record
from handtag.domain.values.errors import NotFound
from handtag.domain.values.identity import IdentityNumber, PersonNumber


def lock_records(viewer: Viewer, kept_key: UUID, merged_key: UUID) -> tuple[Person, Person]:
    """Exactly these two records, locked in one order, both of which the viewer may read about. Raises NotFound when one is not."""
    rows = Person.objects.visible_to(viewer).select_for_update(of=("self",)).filter(key__in={kept_key, merged_key}).order_by("pk")
    found: dict[UUID, Person] = {person.key: person for person in rows}
    if not {kept_key, merged_key} <= found.keys():
        raise NotFound("people.not_found")
    return found[kept_key], found[merged_key]


def as_record(person: Person) -> Record:
    away = Merge.open().filter(merged=person).exists()
    return Record(person.pk, person.protected_identity, away, Merge.open().filter(kept=person).count())


def add_merge(viewer: Viewer, kept: Person, merged: Person, *, key: UUID, reason: str, at: datetime) -> None:
    Merge.objects.create(
        key=key, kept=kept, merged=merged, unit_id=viewer.unit_id, reason=reason, merged_by=viewer.code, merged_at=at
    )  # fmt: skip


def merge_to_split(viewer: Viewer, key: UUID) -> Merge:
    """An open merge of two records that the viewer may read about, both locked. Raises NotFound."""
    found = Merge.open().select_related("kept", "merged").filter(key=key).first()
    try:
        if found is not None:
            found.kept, found.merged = lock_records(viewer, found.kept.key, found.merged.key)
    except NotFound:
        found = None
    if found is None or Split.objects.filter(merge=found).exists():
        raise NotFound("records.no_merge")
    return found


def add_split(viewer: Viewer, merge: Merge, *, reason: str, at: datetime) -> None:
    Split.objects.create(merge=merge, unit_id=viewer.unit_id, reason=reason, split_by=viewer.code, split_at=at)


def give_number(viewer: Viewer, person: Person, number: IdentityNumber, *, at: datetime) -> bool:
    """The record has the number from now on, and the birth date that it tells; False when another has it."""
    told: date | None = number.birth_date
    changes = told is not None and told != person.birth_date
    try:
        with transaction.atomic():
            PersonIdentity.objects.create(
                person=person, kind=number.kind, value=number.text, index=index_of(number), given_by=viewer.code, given_at=at,
                birth_date_before=person.birth_date if changes else None,
            )  # fmt: skip
    except IntegrityError:
        return False
    if told is not None and changes:
        person.birth_date = told
        person.save(update_fields=["birth_date"])
    return True


def number_to_withdraw(person: Person, identity_id: int) -> PersonIdentity:
    """The newest number of the record, when it was given after she was registered. Raises NotFound, also when there is a newer one."""
    newest = PersonIdentity.objects.filter(person=person, withdrawn_at=None).order_by("-pk").first()
    if newest is None or newest.pk != identity_id or newest.given_at is None:
        raise NotFound("identity.nothing_to_undo")
    return newest


def withdraw_number(viewer: Viewer, person: Person, row: PersonIdentity, *, at: datetime) -> None:
    """It is nobody's again, and her birth date is as it was, unless it has been corrected since."""
    row.withdrawn_by, row.withdrawn_at = viewer.code, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    if row.birth_date_before and person.birth_date == PersonNumber(row.value).birth_date:
        person.birth_date = row.birth_date_before
        person.save(update_fields=["birth_date"])
