"""Rows of handovers, their answers, cases and their ends, and of devices that another county bought. Nothing here is ever changed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from handtag.apps.handovers.models import BuyOut, Case, CaseEnd, Handover, HandoverAnswer
from handtag.apps.organisations.models import Assignment, County, Unit
from handtag.apps.people.identity import records_of
from handtag.apps.people.models import CareRelation, Person, RelationEnd
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals.models import Rental
from handtag.domain.access import Role, Viewer
from handtag.domain.handing_over import Found, Said
from handtag.domain.values.errors import NotFound

CHUNK = 500


def unit_to_receive(viewer: Viewer, hsa_id: str) -> Unit:
    """A unit with someone who prescribes today, in any county of the installation. Raises NotFound."""
    units = Unit.objects.filter(hsa_id=hsa_id, assignments__in=_prescribers(viewer.on))
    found: Unit | None = units.select_related("principal__county").distinct().first()
    if found is None:
        raise NotFound("handovers.no_unit", field="to_unit")
    return found


def prescriber_at(unit: Unit, assignment_id: int, on: date) -> Assignment:
    """Who prescribes at the unit on the day. Raises NotFound."""
    found: Assignment | None = _prescribers(on).filter(pk=assignment_id, unit=unit).first()
    if found is None:
        raise NotFound("handovers.no_prescriber", field="to_prescriber")
    return found


def add_handover(
    viewer: Viewer, prescription: Prescription, unit: Unit, prescriber: Assignment | None, said: Said, *, key: UUID, disclosure: str,
    relation: CareRelation | None, at: datetime,
) -> Handover:  # fmt: skip
    made: Handover = Handover.objects.create(
        key=key, prescription=prescription, from_unit_id=viewer.unit_id, to_unit=unit, to_prescriber=prescriber, reason=said.reason,
        what=said.what.strip(), goal=said.goal.strip(), next_follow_up_on=said.next_follow_up_on, disclosure=disclosure,
        relation=relation, offered_by=viewer.code, offered_at=at,
    )  # fmt: skip
    return made


def handover_by_key(viewer: Viewer, key: UUID) -> Handover:
    """One that the viewer's unit gives or gets; its prescription is locked before it is answered. Raises NotFound."""
    rows = Handover.objects.visible_to(viewer).select_related("prescription", "from_unit__principal", "to_unit__principal", "relation")
    found: Handover | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("handovers.no_handover")
    return found


def outcome_of(handover: Handover) -> str | None:
    """Read after its prescription is locked."""
    return HandoverAnswer.objects.filter(handover=handover).values_list("outcome", flat=True).first()


def open_handover_of(prescription: Prescription) -> Handover | None:
    found: Handover | None = Handover.objects.filter(prescription=prescription, answer=None).first()
    return found


def add_answer(
    viewer: Viewer,
    handover: Handover,
    outcome: str,
    *,
    at: datetime,
    reason: str = "",
    note: str = "",
    successor: Prescription | None = None,
) -> None:
    HandoverAnswer.objects.create(
        handover=handover, outcome=outcome, reason=reason, note=note.strip(), successor=successor, answered_by=viewer.code, answered_at=at
    )


def lock_given(handover: Handover) -> Prescription:
    """The giver's prescription, locked, with what its successor is made of."""
    rows = Prescription.objects.select_related("person__municipality", "unit__principal", "article", "payer")
    found: Prescription = rows.select_for_update(of=("self",)).get(pk=handover.prescription_id)
    return found


def reads_already(unit: Unit, person: Person, on: date) -> bool:
    """Whether the unit has a ground of its own to read about the person."""
    running = Q(valid_to=None) | Q(valid_to__gte=on)
    return CareRelation.objects.filter(running, unit=unit, person=person, valid_from__lte=on, end=None).exists()


def end_ground(viewer: Viewer, handover: Handover, *, at: datetime) -> None:
    """Who takes nothing over reads no longer on the ground that the handover gave (Patientdatalagen 4 kap. 1 §)."""
    if handover.relation is not None and not RelationEnd.objects.filter(relation=handover.relation).exists():
        RelationEnd.objects.create(relation=handover.relation, recorded_by=viewer.code, recorded_at=at)


def running_rentals(prescription: Prescription) -> list[Rental]:
    """Of the devices that rest on the prescription and are with the person, not locked, by device."""
    rows = Rental.objects.filter(decision__prescription=prescription, end_on=None, device__state="with_person")
    return list(rows.select_related("device", "order_line__order__delivery_point", "order_line__order__cost_centre").order_by("device_id"))


def add_buy_out(viewer: Viewer, rental: Rental, *, county_code: str, amount_ore: int, on: date, at: datetime) -> None:
    BuyOut.objects.create(
        rental=rental, county_code=county_code, amount_ore=amount_ore, sold_on=on, recorded_by=viewer.code, recorded_at=at
    )  # fmt: skip


def add_case(prescription: Prescription, found: Found, *, key: UUID, by: str, at: datetime) -> bool:
    """Once per change; False when it is there already, open or ended."""
    _case, made = Case.objects.get_or_create(
        prescription=prescription, kind=found.kind, happens_on=found.on,
        defaults={"key": key, "payer": found.payer, "found_by": by, "found_at": at},
    )  # fmt: skip
    return made


def rentals_to_look_over() -> Iterator[Rental]:
    """Of devices that persons have on a decision of ours, with what is asked about each; one per prescription is enough."""
    rows = Rental.objects.filter(end_on=None, decision__isnull=False, device__state="with_person")
    rows = rows.exclude(decision__prescription__state="ended")
    first = rows.order_by().values("decision__prescription_id").annotate(first=Min("pk")).values("first")
    related = ("centre__county", "decision__prescription__person__municipality")
    yield from Rental.objects.filter(pk__in=first).select_related(*related).order_by("pk").iterator(CHUNK)


def is_known(rental: Rental, found: Found) -> bool:
    """Whether the change has been a case since the decision that the rent rests on was made."""
    decision = rental.decision
    assert decision is not None
    same = Case.objects.filter(prescription_id=decision.prescription_id, kind=found.kind, payer=found.payer)
    return same.filter(found_at__gte=decision.decided_at).exists()


def prescriptions_with_rents(person: Person) -> list[Prescription]:
    """Whoever wrote them: all that something the person has on rent rests on."""
    rows = Rental.objects.filter(end_on=None, device__state="with_person", decision__prescription__person__in=_same(person))
    found = Prescription.objects.filter(pk__in=rows.values("decision__prescription_id"))
    return list(found.exclude(state="ended").order_by("pk"))


def lock_of_case(case: Case) -> None:
    """Two who close a case take turns at its prescription."""
    Prescription.objects.select_for_update().get(pk=case.prescription_id)


def county_code_of(viewer: Viewer) -> str:
    return str(County.objects.values_list("code", flat=True).get(pk=viewer.county_id))


def case_by_key(viewer: Viewer, key: UUID) -> Case:
    """A case of the viewer's unit. Raises NotFound."""
    found: Case | None = Case.objects.visible_to(viewer).select_related("prescription__person").filter(key=key).first()
    if found is None:
        raise NotFound("handovers.no_case")
    return found


def is_ended(case: Case) -> bool:
    return CaseEnd.objects.filter(case=case).exists()


def end_case(viewer: Viewer, case: Case, outcome: str, *, at: datetime, note: str = "") -> None:
    CaseEnd.objects.create(case=case, outcome=outcome, note=note.strip(), ended_by=viewer.code, ended_at=at)


def open_cases(prescription: Prescription, kinds: Iterable[str] = ()) -> list[Case]:
    rows = Case.objects.filter(prescription=prescription, end=None)
    return list((rows.filter(kind__in=kinds) if kinds else rows).order_by("pk"))


def _same(person: Person) -> QuerySet[Person]:
    return Person.objects.filter(records_of(person.key))


def _prescribers(on: date) -> QuerySet[Assignment]:
    running = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = Assignment.objects.filter(running, role=Role.PRESCRIBER.value, valid_from__lte=on, user__is_active=True, withdrawn_at=None)
    return rows.exclude(approved_by="")
