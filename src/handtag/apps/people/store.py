"""Rows of persons, their identity numbers, which records are one person, and the units that may read about them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from handtag.apps.organisations.models import Principal, Unit
from handtag.apps.people.corrections import CorrectionDecision, CorrectionRequest
from handtag.apps.people.extracts import RegisterExtract, RegisterHandOut
from handtag.apps.people.identity import Merge, Split, leads_to, records_of
from handtag.apps.people.models import CareRelation, Person, PersonIdentity, RelationEnd
from handtag.apps.people.secrecy import Block, BlockLift, Consent, ConsentWithdrawal, EmergencyOpening
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer
from handtag.domain.merging import Record
from handtag.domain.values.errors import NotFound
from handtag.domain.values.identity import IdentityNumber, PersonNumber


def person_by_number(number: IdentityNumber) -> Person | None:
    """Who has or had the identity number, whoever asks: only for finding and registering, which are logged."""
    found = PersonIdentity.objects.filter(index=index_of(number), withdrawn_at=None).select_related("person").first()
    return person_by_key(found.person.key) if found else None


def person_by_key(key: UUID) -> Person:
    """Whoever asks: only for stating a care relation, which is logged. Raises NotFound."""
    person: Person | None = Person.objects.filter(leads_to(key)).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def readable_person(viewer: Viewer, key: UUID) -> Person:
    """A person the viewer's unit has an open care relation to. Raises NotFound, also when someone else's."""
    person: Person | None = Person.objects.visible_to(viewer).select_related("municipality").filter(leads_to(key)).first()
    if person is None:
        raise NotFound("people.not_found")
    return person


def lock_person(viewer: Viewer, key: UUID) -> Person:
    """As readable_person, locked."""
    person: Person | None = (
        Person.objects.visible_to(viewer).select_related("municipality").select_for_update(of=("self",)).filter(leads_to(key)).first()
    )
    if person is None:
        raise NotFound("people.not_found")
    return person


def add_person(number: IdentityNumber, *, key: UUID, registered_at: datetime, **columns: Any) -> Person | None:
    """A person with her number; None when someone else registered the number first."""
    try:
        with transaction.atomic():
            person: Person = Person.objects.create(key=key, registered_at=registered_at, **columns)
            PersonIdentity.objects.create(person=person, kind=number.kind, value=number.text, index=index_of(number))
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


def end_relations(viewer: Viewer, person: Person, *, at: datetime) -> int:
    """Ends the unit's open relations to the person; answers how many."""
    ends = [
        RelationEnd(relation=relation, recorded_by=viewer.code, recorded_at=at)
        for relation in CareRelation.for_viewer(viewer).filter(person__in=Person.objects.filter(records_of(person.key)))
    ]
    return len(RelationEnd.objects.bulk_create(ends))


def add_consent(viewer: Viewer, person: Person, *, kind: str, given_by: str, until: date, at: datetime) -> Consent:
    """To the viewer's care provider, from the viewer's day."""
    return Consent.objects.create(
        person=person, principal_id=viewer.principal_id, kind=kind, given_by=given_by, asked_by=viewer.code, unit_id=viewer.unit_id,
        valid_from=viewer.on, valid_to=until, recorded_at=at,
    )  # fmt: skip


def consent_to_withdraw(viewer: Viewer, consent_id: int) -> Consent:
    """A running consent given to the viewer's care provider by someone the viewer may read about. Raises NotFound."""
    people = Person.objects.visible_to(viewer)
    found = Consent.for_viewer(viewer).select_related("person").filter(pk=consent_id, person__in=people).first()
    if found is None:
        raise NotFound("people.no_consent")
    return found


def withdraw(viewer: Viewer, consent: Consent, *, at: datetime) -> None:
    ConsentWithdrawal.objects.create(consent=consent, recorded_by=viewer.code, recorded_at=at)


def add_block(viewer: Viewer, person: Person, *, unit_id: int | None, asked_by: str, at: datetime) -> Block:
    """On the records of one unit, or with None of the whole care provider, of the viewer."""
    return Block.objects.create(
        person=person, principal_id=viewer.principal_id, unit_id=unit_id, asked_by=asked_by, recorded_by=viewer.code, recorded_at=at
    )


def is_blocked(viewer: Viewer, person: Person, unit_id: int | None) -> bool:
    """Whether the viewer's care provider has this very block in force."""
    rows = Block.objects.filter(person__in=Person.objects.filter(records_of(person.key)), principal_id=viewer.principal_id, lift=None)
    return (rows.filter(unit=None) if unit_id is None else rows.filter(unit_id=unit_id)).exists()


def block_to_lift(viewer: Viewer, block_id: int) -> Block:
    """A block in force at the viewer's care provider, about someone the viewer may read about. Raises NotFound."""
    people = Person.objects.visible_to(viewer)
    rows = Block.objects.select_related("person").filter(principal_id=viewer.principal_id, lift=None, person__in=people)
    found = rows.filter(pk=block_id).first()
    if found is None:
        raise NotFound("people.no_block")
    return found


def lift(viewer: Viewer, block: Block, *, reason: str, at: datetime) -> None:
    BlockLift.objects.create(block=block, reason=reason, recorded_by=viewer.code, recorded_at=at)


def add_opening(viewer: Viewer, person: Person, *, reason: str, words: str, opened_at: datetime, ends_at: datetime) -> EmergencyOpening:
    return EmergencyOpening.objects.create(
        person=person, unit_id=viewer.unit_id, principal_id=viewer.principal_id, opened_by=viewer.code, reason=reason, words=words,
        opened_at=opened_at, ends_at=ends_at,
    )  # fmt: skip


def add_extract(viewer: Viewer, person: Person, *, key: UUID, legal_ground: str, delivery: str, case_number: str, at: datetime) -> None:
    """Of what the viewer's care provider keeps."""
    RegisterExtract.objects.create(
        key=key, person=person, principal_id=viewer.principal_id, legal_ground=legal_ground, delivery=delivery, case_number=case_number,
        made_by=viewer.code, made_at=at,
    )  # fmt: skip


def lock_extract(viewer: Viewer, key: UUID) -> RegisterExtract:
    """An extract that the viewer's care provider has made, locked, with its person. Raises NotFound."""
    rows = RegisterExtract.objects.visible_to(viewer).select_related("person").select_for_update(of=("self",))
    found: RegisterExtract | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("records.no_extract")
    return found


def hand_out_of(extract: RegisterExtract) -> RegisterHandOut | None:
    return RegisterHandOut.objects.filter(extract=extract).first()


def add_hand_out(
    viewer: Viewer, extract: RegisterExtract, *, identified_by: str, withheld: Sequence[str], reason: str, at: datetime
) -> None:
    RegisterHandOut.objects.create(
        extract=extract, identified_by=identified_by, withheld=list(withheld), withheld_reason=reason, handed_by=viewer.code, handed_at=at
    )


def value_of(person: Person, field: str) -> str:
    """What stands in a field, as text: yes and no as `true` and `false`."""
    value = getattr(person, field)
    return str(value).lower() if isinstance(value, bool) else str(value)


def has_open_correction(person: Person, field: str, prescription_key: UUID | None) -> bool:
    """Whether a correction of the field waits for a decision; a mere note waits for nothing."""
    rows = CorrectionRequest.objects.filter(person=person, field=field, prescription_key=prescription_key, decision=None)
    return any(row.wanted for row in rows)


def add_correction_request(viewer: Viewer, person: Person, *, at: datetime, **columns: Any) -> None:
    CorrectionRequest.objects.create(person=person, unit_id=viewer.unit_id, recorded_by=viewer.code, recorded_at=at, **columns)


def correction_to_decide(viewer: Viewer, key: UUID) -> CorrectionRequest:
    """One that waits, with its person locked, about someone the viewer may read about. Raises NotFound."""
    found = CorrectionRequest.objects.filter(key=key, decision=None).first()
    if found is None:
        raise NotFound("records.no_correction")
    try:
        found.person = lock_person(viewer, found.person.key)
    except NotFound as hidden:
        raise NotFound("records.no_correction") from hidden
    return found


def add_correction_decision(viewer: Viewer, request: CorrectionRequest, *, outcome: str, reason: str, at: datetime) -> None:
    CorrectionDecision.objects.create(
        request=request, outcome=outcome, reason=reason, unit_id=viewer.unit_id, decided_by=viewer.code, decided_at=at
    )


def set_circumstances(person: Person, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(person, name, value)
    person.save(update_fields=list(columns))


def municipality_by_code(code: str) -> Principal | None:
    return Principal.objects.filter(kind="municipality", municipality_code=code).first()


def unit_of(viewer: Viewer) -> Unit:
    return Unit.objects.get(pk=viewer.unit_id)


def index_of(number: IdentityNumber) -> str:
    return blind_index("person", number.text)


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
