"""Take over a prescription that was handed over: from now on the receiver answers for it, and the rent follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from handtag.apps.handovers import store
from handtag.apps.handovers.models import Handover
from handtag.apps.orders import store as orders
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import Prescription
from handtag.domain import handing_over, prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.handing import ask_anew, change_rents, keep, lock_rents


@dataclass(frozen=True)
class AcceptHandover:
    """`answers`: what the agreement asks about the case at the receiver's unit and no record says."""

    handover_key: UUID
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PRESCRIBE, audits="handovers.accepted")
def accept_handover(ctx: Context, data: AcceptHandover) -> UUID:
    """Responsibility goes over at once and whole: to another unit with a prescription of its own and the payer that the agreement then
    names (byte mottagare/betalare); until it names one, who pays goes on paying. Answers the key of the prescription that the receiver
    answers for. Raises NotFound, Refused.
    """
    handover = store.handover_by_key(ctx.viewer, data.handover_key)
    ctx.require(Permission.PRESCRIBE)
    if handover.to_unit_id != ctx.viewer.unit_id:
        raise NotFound("handovers.no_handover")
    if handover.to_prescriber_id not in (None, ctx.viewer.assignment_id):
        raise Refused("handovers.for_another")
    key = _within_the_unit(ctx, handover) if handover.from_unit_id == handover.to_unit_id else _to_another_unit(ctx, handover, data.answers)
    ctx.audit("handovers.accepted", f"handover:{handover.key}", prescription=str(key))
    return key


def _within_the_unit(ctx: Context, handover: Handover) -> UUID:
    given = _lock(handover)
    prescriptions.make_responsible([given], ctx.viewer.assignment_id, ctx.today)
    _await_follow_up(given, handover)
    store.add_answer(ctx.viewer, handover, "accepted", at=ctx.now)
    return given.key


def _to_another_unit(ctx: Context, handover: Handover, answers: Mapping[str, Any]) -> UUID:
    """The giver's record stays the giver's, ended; the receiver writes one of its own (Patientdatalagen 3 kap. 1 §)."""
    rents = lock_rents(ctx, [handover.prescription], ctx.today)[handover.prescription_id]
    given = _lock(handover)
    if (order := orders.open_order_for(given)) is not None:
        raise Refused("prescribing.order_under_way", order=order.number)
    successor = prescriptions.add_prescription(
        ctx.viewer, given.person, key=ctx.new_key(), need=given.need, goal=handover.goal, priority=given.priority, at=ctx.now
    )
    prescriptions.set_answers(successor, dict(given.facts))
    prescriptions.add_step(successor, kind="taken_over", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    if given.article is not None and given.payer is not None and given.state in ("delivered", "followed_up"):
        anew = ask_anew(ctx, successor, given.article, answers, ctx.today)
        decision = keep(ctx, successor, given.article, anew, anew.payer or given.payer)
        prescriptions.set_state(successor, "delivered")
        change_rents(ctx, rents, decision, ctx.today)
        _await_follow_up(successor, handover)
    prescriptions.set_state(given, "ended")
    prescriptions.add_step(given, kind="handed_over", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    for case in store.open_cases(given):
        store.end_case(ctx.viewer, case, "settled", at=ctx.now)
    store.add_answer(ctx.viewer, handover, "accepted", at=ctx.now, successor=successor)
    return successor.key


def _lock(handover: Handover) -> Prescription:
    given = store.lock_given(handover)
    handing_over.require_open(store.outcome_of(handover))
    prescribing.require_living(given.state)
    return given


def _await_follow_up(prescription: Prescription, handover: Handover) -> None:
    waiting = prescriptions.waiting_follow_up(prescription)
    if waiting is None or waiting.due_on > handover.next_follow_up_on:
        prescriptions.add_follow_up(prescription, handover.next_follow_up_on, "agreed")
