"""Rows of holds, proposals and protocols; and the removing itself, which alone opens doors in the append-only tables."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Model, Q, QuerySet, TextField, Value

from handtag.apps.analysis.models import KeptList, ShiftRun
from handtag.apps.approvals.models import Approval, ApprovalEvent
from handtag.apps.audit.models import AccessEntry, LogCut, LogExtract, ReviewedEntry, ReviewFinding, Seal
from handtag.apps.handovers.models import CaseEnd, Handover, HandoverAnswer
from handtag.apps.orders.attachments import Attachment
from handtag.apps.orders.models import Draft, Order
from handtag.apps.own.models import OwnRequest, Representation, RequestAnswer
from handtag.apps.people.corrections import CorrectionDecision, CorrectionRequest
from handtag.apps.people.identity import Merge, Split
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.people.secrecy import EmergencyOpening
from handtag.apps.prescriptions.models import FollowUp, Prescription, Step
from handtag.apps.prescriptions.process import (
    ExceptionAnswer,
    ExceptionRequest,
    FormAnswer,
    Offering,
    PrescriptionFile,
    RememberedFact,
    Trial,
)
from handtag.apps.retention.contents import MONTHLY
from handtag.apps.retention.models import PSEUDONYM, Culled, Door, LegalHold, LegalHoldLift, Proposal, Withdrawal
from handtag.apps.rights.models import SignOff
from handtag.apps.stock.models import Move
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer
from handtag.domain.retention import Item
from handtag.domain.values.errors import NotFound

NO_BIRTH_DATE = date(1900, 1, 1)  # of whoever has been forgotten


def add_hold(viewer: Viewer, person: Person, *, reason: str, case_number: str, at: datetime) -> LegalHold:
    return LegalHold.objects.create(
        person=person, principal_id=viewer.principal_id, reason=reason, case_number=case_number, set_by=viewer.code, set_at=at
    )


def hold_to_lift(viewer: Viewer, hold_id: int) -> LegalHold:
    """A hold in force that the viewer's care provider has set. Raises NotFound."""
    found: LegalHold | None = LegalHold.objects.visible_to(viewer).filter(pk=hold_id, lift=None).select_related("person").first()
    if found is None:
        raise NotFound("retention.no_hold")
    return found


def lift_hold(viewer: Viewer, hold: LegalHold, *, words: str, at: datetime) -> None:
    LegalHoldLift.objects.create(hold=hold, words=words, lifted_by=viewer.code, lifted_at=at)


def add_proposal(**columns: Any) -> Proposal:
    proposal: Proposal = Proposal.objects.create(**columns)
    return proposal


def lock_proposal(viewer: Viewer, key: UUID) -> Proposal:
    """So that two do not approve it or carry it out at once. Raises NotFound."""
    found: Proposal | None = Proposal.objects.visible_to(viewer).select_for_update().filter(key=key).first()
    if found is None:
        raise NotFound("retention.no_proposal")
    return found


def approve(proposal: Proposal, viewer: Viewer, *, at: datetime, expires_at: datetime) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(approved_by=viewer.code, approved_at=at, expires_at=expires_at)


def withdraw(proposal: Proposal, viewer: Viewer, *, at: datetime) -> None:
    Withdrawal.objects.create(proposal=proposal, withdrawn_by=viewer.code, withdrawn_at=at)


def is_withdrawn(proposal: Proposal) -> bool:
    return Withdrawal.objects.filter(proposal=proposal).exists()


def finish(proposal: Proposal, at: datetime) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(finished_at=at)


def culled_digests(proposal: Proposal) -> list[str]:
    """Of what has been removed under the proposal already."""
    return list(Culled.objects.filter(proposal=proposal).values_list("digest", flat=True))


def cull(proposal: Proposal, items: Iterable[Item], *, at: datetime, by: str) -> None:
    """Removes the things, and writes down each; every door is closed again before the transaction ends."""
    several = list(items)
    for item in several:
        _REMOVALS[item.kind](proposal, item, at)
    Culled.objects.bulk_create(
        Culled(
            proposal=proposal, kind=item.kind, row_id=item.row_id, on=item.on, rows=item.size, digest=item.digest, culled_at=at,
            culled_by=by,
        )
        for item in several
    )  # fmt: skip
    Door.objects.filter(proposal=proposal).delete()


def person_keys(person_ids: Iterable[int]) -> list[UUID]:
    return list(Person.objects.filter(pk__in=list(person_ids)).order_by("pk").values_list("key", flat=True))


def _open(proposal: Proposal, rows: QuerySet[Any]) -> bool:
    """A door for exactly these rows; whether there are any."""
    table = rows.model._meta.db_table
    doors = [Door(proposal=proposal, ledger=table, first_id=pk, last_id=pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
    return bool(Door.objects.bulk_create(doors))


def _open_range(proposal: Proposal, model: type[Model], rows: QuerySet[Any]) -> None:
    ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is not None:
        Door.objects.create(proposal=proposal, ledger=model._meta.db_table, first_id=ends["first"], last_id=ends["last"])


def _patient_record(proposal: Proposal, item: Item, at: datetime) -> None:
    """Every free text that the care provider has written about the person; days, articles and decisions stay for the ledgers."""
    person, of = item.row_id, proposal.principal_id
    prescriptions = Prescription.objects.filter(person_id=person, unit__principal_id=of)
    steps = Step.objects.filter(prescription__in=prescriptions).exclude(note="")
    if _open(proposal, steps):
        steps.update(note="")
    _process(proposal, prescriptions, person, of)
    moves = Move.objects.filter(person_id=person, unit__principal_id=of).exclude(note="")
    if _open(proposal, moves):
        moves.update(note="")
    _empty(proposal, EmergencyOpening.objects.filter(person_id=person, principal_id=of), "words")
    _empty(proposal, CorrectionRequest.objects.filter(person_id=person, unit__principal_id=of), "before", "wanted", "words")
    _empty(proposal, CorrectionDecision.objects.filter(request__person_id=person, unit__principal_id=of), "reason")
    merges = Merge.objects.filter(Q(kept_id=person) | Q(merged_id=person))
    _empty(proposal, merges.filter(unit__principal_id=of), "reason")
    _empty(proposal, Split.objects.filter(merge__in=merges, unit__principal_id=of), "reason")
    _own(proposal, person, of)
    _handovers(proposal, prescriptions)
    FollowUp.objects.filter(prescription__in=prescriptions).update(note="")
    said = ApprovalEvent.objects.filter(approval__prescription__in=prescriptions).exclude(note="")
    if _open(proposal, said):
        said.update(note="")
    Approval.objects.filter(prescription__in=prescriptions).update(motive="")
    SignOff.objects.filter(prescription__in=prescriptions).update(note="", answer="")
    Draft.objects.filter(prescription__in=prescriptions).delete()
    Order.objects.filter(person_id=person, unit__principal_id=of).update(note="")
    Attachment.objects.filter(order__person_id=person, order__unit__principal_id=of).update(title="", content=b"")
    prescriptions.update(need="", goal="", goal_code="", facts={})


def _process(proposal: Proposal, prescriptions: QuerySet[Prescription], person: int, of: int) -> None:
    """What was offered, tried, filled in, asked for and remembered."""
    _empty(proposal, RememberedFact.objects.filter(person_id=person, unit__principal_id=of), "value")
    _empty(proposal, Offering.objects.filter(prescription__in=prescriptions), "offered", "chosen", "reason")
    _empty(proposal, FormAnswer.objects.filter(prescription__in=prescriptions), "answers", "result")
    _empty(proposal, ExceptionRequest.objects.filter(prescription__in=prescriptions), "words")
    _empty(proposal, ExceptionAnswer.objects.filter(request__prescription__in=prescriptions), "words")
    Trial.objects.filter(prescription__in=prescriptions).update(note="")
    PrescriptionFile.objects.filter(prescription__in=prescriptions).update(title="", content=b"")


def _own(proposal: Proposal, person: int, of: int) -> None:
    """What she asked of the care provider, what it answered, and who it has seen act for her; her own powers of attorney go with any."""
    _empty(proposal, OwnRequest.objects.filter(person_id=person, unit__principal_id=of), "words", "phone")
    _empty(proposal, RequestAnswer.objects.filter(request__person_id=person, request__unit__principal_id=of), "words")
    seen = Representation.objects.filter(Q(unit=None) | Q(unit__principal_id=of), person_id=person)
    _empty(proposal, seen, "name", "shown")


def _handovers(proposal: Proposal, prescriptions: QuerySet[Prescription]) -> None:
    handovers = Handover.objects.filter(prescription__in=prescriptions)
    answered = HandoverAnswer.objects.filter(handover__in=handovers)
    settled = CaseEnd.objects.filter(case__prescription__in=prescriptions)
    for rows, columns in ((handovers, ("what", "goal")), (answered, ("note",)), (settled, ("note",))):
        if _open(proposal, rows):
            rows.update(**dict.fromkeys(columns, ""))


def _empty(proposal: Proposal, rows: QuerySet[Any], *columns: str) -> None:
    """Encrypted texts become the empty text itself, which the triggers can tell."""
    if _open(proposal, rows):
        rows.update(**dict.fromkeys(columns, Value("", output_field=TextField())))


def _identity(proposal: Proposal, item: Item, at: datetime) -> None:
    """The person's row stays, under a pseudonym, so that every ledger that points to it still holds."""
    person: Person = Person.objects.select_for_update().get(pk=item.row_id)
    numbers = PersonIdentity.objects.filter(person=person).order_by("pk")
    if (first := numbers.first()) is not None:
        numbers.exclude(pk=first.pk).delete()
        said = f"{PSEUDONYM} {person.key}"
        PersonIdentity.objects.filter(pk=first.pk).update(kind=PSEUDONYM, value=said, index=blind_index("person", said))
    Person.objects.filter(pk=person.pk).update(
        given_name="", family_name="", birth_date=NO_BIRTH_DATE, housing="ordinary", home_health_care_enrolled=None,
        protected_identity=False, address="", phone="",
    )  # fmt: skip


def _sealed_stretch(proposal: Proposal, item: Item, at: datetime) -> None:
    """The rows of one seal, and what reviews said of each; the seal stays, and the chain with it."""
    seal = Seal.objects.get(pk=item.row_id)
    rows = AccessEntry.objects.filter(principal_id=seal.principal_id, pk__gte=seal.first_id, pk__lte=seal.last_id)
    reviewed = ReviewedEntry.objects.filter(entry__in=rows)
    for below in (ReviewFinding.objects.filter(row__in=reviewed), reviewed):
        if _open(proposal, below):
            below.delete()
    Door.objects.create(proposal=proposal, ledger=AccessEntry._meta.db_table, first_id=seal.first_id, last_id=seal.last_id)
    rows.delete()
    LogCut.objects.create(
        principal_id=seal.principal_id, log=seal.log, seal=seal, number=seal.number, until_id=seal.last_id, count=seal.count,
        hash=seal.hash, proposal_key=proposal.key, cut_at=at,
    )  # fmt: skip


def _whole_row(model: type[AppendOnlyModel]) -> Callable[[Proposal, Item, datetime], None]:
    def remove(proposal: Proposal, item: Item, at: datetime) -> None:
        rows: QuerySet[Any] = model._default_manager.filter(pk=item.row_id)
        if _open(proposal, rows):
            rows.delete()

    return remove


def _month(proposal: Proposal, item: Item, at: datetime) -> None:
    model, column = MONTHLY[item.kind]
    first = datetime(item.row_id // 100, item.row_id % 100, 1, tzinfo=UTC)
    after = datetime(item.on.year, item.on.month, 1, tzinfo=UTC)
    rows = model.objects.filter(**{f"{column}__gte": first, f"{column}__lt": after})
    if issubclass(model, AppendOnlyModel):
        _open_range(proposal, model, rows)
    rows.delete()


_REMOVALS: dict[str, Callable[[Proposal, Item, datetime], None]] = {
    "patient_records": _patient_record,
    "identities": _identity,
    "log_extracts": _whole_row(LogExtract),
    "access_log": _sealed_stretch,
    "saved_runs": _whole_row(ShiftRun),
    "imported_lists": _whole_row(KeptList),
    "command_receipts": _month,
    "messages": _month,
}
