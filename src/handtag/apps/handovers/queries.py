"""Handovers, cases and what a move would mean, as pages read them. No writes, no rules."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from handtag.apps.handovers.models import Case, Handover
from handtag.apps.organisations.models import Assignment, Principal, Unit
from handtag.apps.people.identity import records_of
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device
from handtag.domain.access import Role, Viewer
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.handing_over import PAYERS, Now, verdict
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Outlook:
    """What becomes of a prescription's devices from a day on: the verdict, and who pays before and after (None where nobody is named)."""

    prescription: Prescription
    devices: tuple[Device, ...]
    verdict: str
    decision: Decision
    payer_now: Principal
    payer_then: Principal | None


def handovers_for_list(viewer: Viewer, *, given: bool = False) -> QuerySet[Any]:
    """What waits for an answer: what the viewer's unit got, or gave; the oldest first, each with `person_is_open`."""
    rows: QuerySet[Handover] = Handover.objects.visible_to(viewer).filter(answer=None)
    rows = rows.filter(from_unit_id=viewer.unit_id) if given else rows.filter(to_unit_id=viewer.unit_id)
    related = ("from_unit", "to_unit", "to_prescriber__user", "prescription__article")
    return _named(rows, viewer).select_related(*related).order_by("offered_at", "pk")


def waiting(viewer: Viewer) -> int:
    """Handovers that the viewer's unit has to answer, and cases that it has to settle."""
    return handovers_for_list(viewer).count() + cases_for_list(viewer).count()


def handover_for_page(viewer: Viewer, key: UUID) -> Handover:
    """One that the unit gives or gets, with its answer and the person. Raises NotFound."""
    rows: QuerySet[Handover] = Handover.objects.visible_to(viewer)
    related = ("from_unit__principal", "to_unit__principal", "to_prescriber__user", "prescription__article", "prescription__person")
    found = rows.select_related(*related, "answer__successor", "prescription__prescriber__user").filter(key=key).first()
    if found is None:
        raise NotFound("handovers.no_handover")
    return found


def devices_of(handover: Handover) -> list[Device]:
    """What the person has on rent on the prescription that is handed over; whoever may see the handover may see them."""
    return _devices(Prescription(pk=handover.prescription_id))


def cases_for_list(viewer: Viewer, prescription_key: UUID | None = None) -> QuerySet[Any]:
    """The unit's cases that wait, those whose day comes first on top, each with `person_is_open`."""
    rows: QuerySet[Case] = Case.objects.visible_to(viewer).filter(end=None)
    if prescription_key is not None:
        rows = rows.filter(prescription__key=prescription_key)
    return _named(rows, viewer).select_related("prescription__article").order_by("happens_on", "pk")


def case_for_page(viewer: Viewer, key: UUID) -> Case:
    """Raises NotFound."""
    rows: QuerySet[Case] = Case.objects.visible_to(viewer)
    found = rows.select_related("prescription__article", "prescription__person", "prescription__payer", "end").filter(key=key).first()
    if found is None:
        raise NotFound("handovers.no_case")
    return found


def devices_of_case(case: Case) -> list[Device]:
    return _devices(case.prescription)


def receivers(viewer: Viewer) -> list[tuple[str, str]]:
    """To whom a prescription can be handed over, as (HSA-id, or HSA-id and assignment, what it is called): the unit's own prescribers
    first, then every other unit with a prescriber, the county's own first.
    """
    running = Q(valid_to=None) | Q(valid_to__gte=viewer.on)
    prescribing = Assignment.objects.filter(
        running, role=Role.PRESCRIBER.value, valid_from__lte=viewer.on, user__is_active=True, withdrawn_at=None
    ).exclude(approved_by="")
    colleagues = prescribing.filter(unit_id=viewer.unit_id).exclude(pk=viewer.assignment_id).select_related("user", "unit")
    units = Unit.objects.filter(pk__in=prescribing.values("unit_id")).exclude(pk=viewer.unit_id).select_related("principal")
    ordered = sorted(units, key=lambda unit: (unit.principal.county_id != viewer.county_id, unit.principal.name, unit.name))
    own = [(f"{one.unit.hsa_id} {one.pk}", one.user.name) for one in colleagues.order_by("user__name", "pk")]
    return own + [(unit.hsa_id, f"{unit.principal.name}, {unit.name}") for unit in ordered]


def outlooks(viewer: Viewer, person_key: UUID, on: date, now: Now) -> list[Outlook]:
    """What each of the unit's prescriptions with something on rent becomes when the person lives so from the day on."""
    rows: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    people = Person.objects.visible_to(viewer).filter(records_of(person_key))
    found = rows.filter(Exists(Rental.lent_on(OuterRef("pk"))), person__in=people).exclude(state="ended")
    related = ("person__municipality", "article", "payer", "unit__principal", "prescriber")
    return [_outlook(viewer, one, on, now) for one in found.select_related(*related).order_by("pk")]


def county_code(viewer: Viewer) -> str:
    return str(Unit.objects.values_list("principal__county__code", flat=True).get(pk=viewer.unit_id))


def _outlook(viewer: Viewer, prescription: Prescription, on: date, now: Now) -> Outlook:
    assert prescription.article is not None
    assert prescription.payer is not None
    version = prescriptions.agreement_in_force(viewer, on)
    asker = replace(viewer, profession=prescription.prescriber.profession)
    facts = {**prescriptions.facts_about(asker, prescription, prescription.article, on), **now.facts(on)}
    decision = decide(version.compiled, facts)
    payer = _payer(viewer, decision.payer, now.municipality) if decision.payer in PAYERS else None
    said = verdict(decision, same_payer=payer == prescription.payer, in_county=now.registered_in_county)
    return Outlook(prescription, tuple(_devices(prescription)), said, decision, prescription.payer, payer)


def _payer(viewer: Viewer, kind: str, municipality: str) -> Principal | None:
    rows = Principal.objects.filter(kind=kind)
    rows = rows.filter(municipality_code=municipality) if kind == "municipality" else rows.filter(county_id=viewer.county_id)
    return rows.order_by("pk").first()


def _devices(prescription: Prescription) -> list[Device]:
    return [rental.device for rental in Rental.lent_on(prescription.pk).select_related("device__article").order_by("device__number")]


def _named(rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """A person behind the second wall takes no row away, and is named only to who may read about her."""
    open_person = Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef("prescription__person_id")))
    named: QuerySet[Any] = rows.annotate(person_is_open=open_person).prefetch_related("prescription__person")
    return named
