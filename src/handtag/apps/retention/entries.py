"""When something was last written about each person at each care provider, and what still binds her there. Reads, changes nothing."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Model, Q

from handtag.apps.approvals.models import Approval, ApprovalEvent, CostNotice
from handtag.apps.billing.models import Charge
from handtag.apps.handovers.models import BuyOut, Case, CaseEnd, Handover, HandoverAnswer
from handtag.apps.orders.attachments import Attachment
from handtag.apps.orders.models import Draft, Message, Order, OrderLine, Standing
from handtag.apps.own.models import OwnRequest, Representation, RepresentationEnd, RequestAnswer
from handtag.apps.people.corrections import CorrectionDecision, CorrectionRequest
from handtag.apps.people.identity import Merge, Split
from handtag.apps.people.models import CareRelation, Person, RelationEnd
from handtag.apps.people.secrecy import Block, BlockLift, Consent, ConsentWithdrawal, EmergencyOpening
from handtag.apps.prescriptions.follow_ups import QuestionLetter, Responsible
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision, Step
from handtag.apps.prescriptions.process import (
    ExceptionAnswer,
    ExceptionRequest,
    FormAnswer,
    Offering,
    PrescriptionFile,
    RememberedFact,
    Trial,
)
from handtag.apps.rentals.models import Rental
from handtag.apps.retention.models import LegalHold
from handtag.apps.rights.models import SignOff
from handtag.apps.stock.models import Device, Move
from handtag.domain.retention import Held

Day = Callable[[datetime], date]
DONE = ("delivered", "collected", "cancelled")
# what is written about a person: model, path to the person, path to the care provider, the times it bears
ENTRIES: tuple[tuple[type[Model], str, str, tuple[str, ...]], ...] = (
    (Prescription, "person_id", "unit__principal_id", ("started_at",)),
    (Step, "prescription__person_id", "prescription__unit__principal_id", ("recorded_at", "taken_on")),
    (PrescriptionDecision, "prescription__person_id", "prescription__unit__principal_id", ("decided_at",)),
    (FollowUp, "prescription__person_id", "prescription__unit__principal_id", ("done_on",)),
    (Approval, "prescription__person_id", "unit__principal_id", ("asked_at", "decided_at")),
    (ApprovalEvent, "approval__prescription__person_id", "approval__unit__principal_id", ("at",)),
    (CostNotice, "decision__prescription__person_id", "unit__principal_id", ("told_at",)),
    (QuestionLetter, "prescription__person_id", "prescription__unit__principal_id", ("sent_at",)),
    (Responsible, "prescription__person_id", "prescription__unit__principal_id", ("since",)),
    (RememberedFact, "person_id", "unit__principal_id", ("recorded_at",)),
    (Offering, "prescription__person_id", "prescription__unit__principal_id", ("recorded_at",)),
    (Trial, "prescription__person_id", "prescription__unit__principal_id", ("started_at", "ended_on")),
    (FormAnswer, "prescription__person_id", "prescription__unit__principal_id", ("recorded_at",)),
    (ExceptionRequest, "prescription__person_id", "unit__principal_id", ("asked_at",)),
    (ExceptionAnswer, "request__prescription__person_id", "request__unit__principal_id", ("answered_at",)),
    (PrescriptionFile, "prescription__person_id", "prescription__unit__principal_id", ("added_at", "removed_at")),
    (SignOff, "prescription__person_id", "prescription__unit__principal_id", ("asked_at", "answered_at")),
    (Order, "person_id", "unit__principal_id", ("placed_at",)),
    (OrderLine, "order__person_id", "order__unit__principal_id", ("delivered_on",)),
    (Draft, "prescription__person_id", "prescription__unit__principal_id", ("saved_at",)),
    (Standing, "prescription__person_id", "prescription__unit__principal_id", ("started_at", "valid_to", "ended_on")),
    (Attachment, "order__person_id", "order__unit__principal_id", ("added_at", "removed_at")),
    (Message, "order__person_id", "order__unit__principal_id", ("sent_at",)),
    (Message, "prescription__person_id", "prescription__unit__principal_id", ("sent_at",)),
    (Move, "person_id", "unit__principal_id", ("recorded_at", "moved_on")),
    (Rental, "order_line__order__person_id", "unit__principal_id", ("start_on", "end_on")),
    (Handover, "prescription__person_id", "from_unit__principal_id", ("offered_at",)),
    (HandoverAnswer, "handover__prescription__person_id", "handover__to_unit__principal_id", ("answered_at",)),
    (Case, "prescription__person_id", "prescription__unit__principal_id", ("found_at",)),
    (CaseEnd, "case__prescription__person_id", "case__prescription__unit__principal_id", ("ended_at",)),
    (BuyOut, "rental__order_line__order__person_id", "rental__unit__principal_id", ("recorded_at",)),
    (Charge, "order_line__order__person_id", "order_line__order__unit__principal_id", ("recorded_at",)),
    (CareRelation, "person_id", "unit__principal_id", ("recorded_at", "valid_to")),
    (RelationEnd, "relation__person_id", "relation__unit__principal_id", ("recorded_at",)),
    (Consent, "person_id", "principal_id", ("recorded_at", "valid_to")),
    (ConsentWithdrawal, "consent__person_id", "consent__principal_id", ("recorded_at",)),
    (Block, "person_id", "principal_id", ("recorded_at",)),
    (BlockLift, "block__person_id", "block__principal_id", ("recorded_at",)),
    (EmergencyOpening, "person_id", "principal_id", ("opened_at", "ends_at")),
    (CorrectionRequest, "person_id", "unit__principal_id", ("recorded_at",)),
    (CorrectionDecision, "request__person_id", "unit__principal_id", ("decided_at",)),
    (OwnRequest, "person_id", "unit__principal_id", ("made_at",)),
    (RequestAnswer, "request__person_id", "request__unit__principal_id", ("answered_at",)),
    (Representation, "person_id", "unit__principal_id", ("recorded_at", "valid_to")),
    (RepresentationEnd, "representation__person_id", "representation__unit__principal_id", ("ended_at",)),
    (Merge, "kept_id", "unit__principal_id", ("merged_at",)),
    (Merge, "merged_id", "unit__principal_id", ("merged_at",)),
    (Split, "merge__kept_id", "unit__principal_id", ("split_at",)),
    (Split, "merge__merged_id", "unit__principal_id", ("split_at",)),
)
Pair = tuple[int, int | None]


def last_entries(day: Day) -> dict[Pair, date]:
    """(person, care provider) → the civil day of the last entry in what the care provider holds about the person. Without a care
    provider: what nobody's unit wrote, such as that the person was registered.
    """
    found: dict[Pair, date] = {(pk, None): day(at) for pk, at in Person.objects.values_list("pk", "registered_at")}
    for model, person, principal, times in ENTRIES:
        rows = model._default_manager.order_by().values_list(person, principal).annotate(*(Max(name) for name in times))
        for person_id, principal_id, *latest in rows:
            days = [_civil(one, day) for one in latest if one is not None]
            if person_id is not None and days:
                pair = (person_id, principal_id)
                found[pair] = max(days if pair not in found else [found[pair], *days])
    return _as_one(found)


def _as_one(found: dict[Pair, date]) -> dict[Pair, date]:
    """Records that are known to be one person's are as young as the youngest of them."""
    latest: dict[Pair, date] = {}
    merged = _merged()
    if not merged:
        return found
    tops = {person_id: _top(person_id, merged) for person_id, _ in found}
    for (person_id, principal_id), on in found.items():
        for pair in {(tops[person_id], principal_id), (tops[person_id], None)}:
            latest[pair] = max(on, latest.get(pair, on))
    return {(person_id, principal_id): latest[tops[person_id], principal_id] for person_id, principal_id in found}


def bindings(as_of: date) -> dict[int, Held]:
    """person → the weightiest reason why nothing about her may be removed yet, whoever holds it."""
    found: dict[int, Held] = {}
    for held, persons in _bound(as_of):
        for person_id in persons:
            if person_id is not None:
                found.setdefault(person_id, held)
    merged = _merged()
    for person_id in {*merged, *merged.values()}:
        same = [one for one in {*merged, *merged.values()} if _top(one, merged) == _top(person_id, merged) and one in found]
        if same:
            found.setdefault(person_id, found[same[0]])
    return found


def _merged() -> dict[int, int]:
    """Record → the record that it leads to."""
    return dict(Merge.open().values_list("merged_id", "kept_id"))


def _top(person_id: int, merged: dict[int, int]) -> int:
    while person_id in merged:
        person_id = merged[person_id]
    return person_id


def _bound(as_of: date) -> Iterator[tuple[Held, Any]]:
    yield Held.LEGAL_HOLD, LegalHold.objects.filter(lift=None).values_list("person_id", flat=True)
    yield Held.OPEN_LOAN, Device.objects.filter(person__isnull=False).values_list("person_id", flat=True)
    yield Held.OPEN_LOAN, Rental.objects.filter(end_on=None).values_list("order_line__order__person_id", flat=True)
    yield Held.OPEN_ORDER, Order.objects.exclude(state__in=DONE).values_list("person_id", flat=True)
    yield Held.NOT_INVOICED, Charge.objects.filter(invoice_line=None).values_list("order_line__order__person_id", flat=True)
    running = Q(valid_to=None) | Q(valid_to__gte=as_of)
    yield Held.CARE_RELATION, CareRelation.objects.filter(running, end=None).values_list("person_id", flat=True)
    yield Held.BLOCK, Block.objects.filter(lift=None).values_list("person_id", flat=True)


def _civil(value: date | datetime, day: Day) -> date:
    return day(value) if isinstance(value, datetime) else value
