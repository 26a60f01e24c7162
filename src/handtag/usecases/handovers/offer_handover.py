"""Ask another prescriber to take over a prescription, with what she needs to know."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.handovers import store
from handtag.apps.orders import store as orders
from handtag.apps.organisations.models import Unit
from handtag.apps.people import store as people
from handtag.apps.people.models import CareRelation
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import Prescription
from handtag.domain import handing_over, prescribing
from handtag.domain.access import Permission
from handtag.domain.handing_over import Said
from handtag.domain.values.errors import Refused
from handtag.domain.values.grounds import last_day
from handtag.usecases.base import Context, use_case

GROUND = "referral"


@dataclass(frozen=True)
class OfferHandover:
    """`to_unit` is the receiving unit's HSA-id; `to_prescriber` an assignment there, None: anyone there may accept. `disclosure`: why
    the record may go to another care provider.
    """

    prescription_key: UUID
    to_unit: str
    to_prescriber: int | None
    reason: str
    what: str
    goal: str
    next_follow_up_on: date
    disclosure: str = ""


@use_case(Permission.PRESCRIBE, audits=("handovers.offered", "people.relation_stated"))
def offer_handover(ctx: Context, data: OfferHandover) -> UUID:
    """When the care provider changes, the prescriber tells the next one what the goal is and when to follow up (Norrbotten final report
    2021, "Överrapportering"), and answers for it until the next one accepts. Answers the handover's key. Raises NotFound, Refused.
    """
    prescription = prescriptions.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_living(prescription.state)
    said = Said(data.reason, data.what, data.goal, data.next_follow_up_on)
    handing_over.require_said(said, today=ctx.today)
    unit = store.unit_to_receive(ctx.viewer, data.to_unit)
    prescriber = None if data.to_prescriber is None else store.prescriber_at(unit, data.to_prescriber, ctx.today)
    same = unit.principal_id == prescription.unit.principal_id
    handing_over.require_disclosure(data.disclosure, same_care_provider=same)
    _check_free(ctx, prescription, unit, None if prescriber is None else prescriber.pk)
    relation = _ground(ctx, prescription, unit)
    made = store.add_handover(
        ctx.viewer, prescription, unit, prescriber, said, key=ctx.new_key(), disclosure="" if same else data.disclosure,
        relation=relation, at=ctx.now,
    )  # fmt: skip
    ctx.audit("handovers.offered", f"prescription:{prescription.key}", unit=unit.pk, reason=data.reason)
    return made.key


def _check_free(ctx: Context, prescription: Prescription, unit: Unit, prescriber_id: int | None) -> None:
    if store.open_handover_of(prescription) is not None:
        raise Refused("handovers.offered_already")
    if unit.pk == prescription.unit_id:
        if prescriber_id in (None, ctx.viewer.assignment_id):
            raise Refused("handovers.who_here", field="to_prescriber")
        return
    if (order := orders.open_order_for(prescription)) is not None:
        raise Refused("prescribing.order_under_way", order=order.number)
    if orders.open_standing(prescription) is not None:
        raise Refused("handovers.standing_runs")


def _ground(ctx: Context, prescription: Prescription, unit: Unit) -> CareRelation | None:
    """Who is asked to take over has to read what it is: a referral, which ends when nothing is taken over."""
    person = prescription.person
    if store.reads_already(unit, person, ctx.today):
        return None
    ctx.audit("people.relation_stated", f"person:{person.key}", ground=GROUND, unit=unit.pk)
    return people.add_relation(
        person, unit, ground=GROUND, stated_by=ctx.viewer.code, valid_from=ctx.today, valid_to=last_day(GROUND, ctx.today), at=ctx.now
    )
