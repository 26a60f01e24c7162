"""Rows that tell which records are one person."""

from datetime import datetime
from uuid import UUID

from handtag.apps.people.identity import Merge, Split
from handtag.apps.people.models import Person
from handtag.domain.access import Viewer
from handtag.domain.merging import Record
from handtag.domain.values.errors import NotFound


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
