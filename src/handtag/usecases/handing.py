"""What every use case that changes who answers or who pays shares: the agreement asked anew, and one rent after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handtag.apps.agreements.queries import CompiledVersion
from handtag.apps.billing import store as billing
from handtag.apps.catalogue.models import Article
from handtag.apps.handovers import store
from handtag.apps.orders import store as orders
from handtag.apps.organisations import store as organisations
from handtag.apps.organisations.models import Principal
from handtag.apps.prescriptions import queries
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.rentals import store as rentals
from handtag.apps.rentals.models import Rental
from handtag.apps.stock import store as stock
from handtag.domain import handing_over, prescribing
from handtag.domain import stock as moves
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.values.errors import Refused
from handtag.usecases.approving import tell
from handtag.usecases.base import Context
from handtag.usecases.rightful import carry_right
from handtag.usecases.supplying import recipient


@dataclass(frozen=True)
class Anew:
    """The agreement's answer about a lent article on a day; `payer` is None when it names neither region nor municipality."""

    version: CompiledVersion
    facts: dict[str, object]
    decision: Decision
    payer: Principal | None


def ask_anew(ctx: Context, prescription: Prescription, article: Article, answers: Mapping[str, Any], on: date) -> Anew:
    """What the agreement in force says on the day about what the person has, for the unit that answers for it. Raises Refused."""
    version = queries.agreement_in_force(ctx.viewer, on)
    asker = replace(ctx.viewer, profession=prescription.prescriber.profession)
    if answers:
        prescribing.require_askable(queries.known_facts(asker, prescription, on), answers)
        prescriptions.set_answers(prescription, {**prescription.facts, **prescribing.read_answers(answers)})
    facts = queries.facts_about(asker, prescription, article, on)
    decision = decide(version.compiled, facts)
    payer = prescriptions.payer_named(decision.payer, ctx.viewer, prescription.person) if decision.payer in handing_over.PAYERS else None
    return Anew(version, facts, decision, payer)


def keep(ctx: Context, prescription: Prescription, article: Article, anew: Anew, payer: Principal) -> PrescriptionDecision:
    """The answer, kept on the prescription for ever. A payer whom another principal's unit makes pay is told at once; where the agreement
    wants its approval of the cost first, nothing is changed. Raises Refused.
    """
    made = prescriptions.add_decision(
        prescription, article=article, version_id=anew.version.version_id, payer=payer, rule=prescribing.rule_of(anew.decision),
        facts=anew.facts, decision=anew.decision.to_dict(), decided_by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
    if tell(ctx, prescription, made) and anew.decision.cost_approval == "required":
        raise Refused("handovers.approval_first", payer=anew.decision.payer)
    carry_right(prescription, made)
    prescriptions.set_state(prescription, prescription.state, article=article, payer=payer)
    return made


def lock_rents(ctx: Context, given: Sequence[Prescription], on: date) -> dict[int, list[Rental]]:
    """The running rents of what rests on the prescriptions, by prescription: locked with their books and orders, the prescriptions and
    the devices. What is being collected goes home on the rent it has. Raises Refused for a day in a closed month, before the rent began
    or before the device's last move.
    """
    found = [(one.pk, rental) for one in given for rental in store.running_rentals(one)]
    closed = {centre: billing.lock_books(centre, on, ctx.today) for centre in sorted({rental.centre_id for _pk, rental in found})}
    staying = [(pk, rental) for pk, rental in found if orders.lock_open_line_for_device(rental.device) is None]
    prescriptions.lock_rows(one.pk for one in given)
    devices = {device.pk: device for device in stock.lock_devices(rental.device_id for _pk, rental in staying)}
    locked: dict[int, list[Rental]] = {one.pk: [] for one in given}
    for pk, rental in staying:
        device = devices[rental.device_id]
        moves.check_day(on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed[rental.centre_id])
        running = rentals.lock_open_rental(device)
        if running is None or running.pk != rental.pk:
            raise Refused("handovers.changed_meanwhile", field="on", device=device.number)
        handing_over.check_change_day(on, started_on=running.start_on)
        locked[pk].append(rental)
    return locked


def change_rents(ctx: Context, found: Sequence[Rental], decision: PrescriptionDecision, on: date) -> None:
    """From the day on the device is rented to the prescription's unit and paid by the decision's payer: the rent before ends on the day
    and the next begins on it, and whoever has it then pays the day, so that no day is paid twice and none by nobody.
    """
    prescription = decision.prescription
    for rental in found:
        point = rental.order_line.order.delivery_point
        to = recipient(prescription, decision, point)
        move = stock.post_move(
            rental.device, "changed_payer", moves.next_state("changed_payer", rental.device.state), on=on, recorded_at=ctx.now,
            moved_by=ctx.viewer.code, person=prescription.person, unit=prescription.unit, payer=decision.payer,
        )  # fmt: skip
        order = orders.add_order(
            number=organisations.take_number(rental.centre_id, "order"), kind="customer_order", centre_id=rental.centre_id, recipient=to,
            placed_at=ctx.now, placed_by=ctx.viewer.code, note="", decision=decision, prescription=prescription,
        )  # fmt: skip
        line = orders.add_line(order, rental.device.article, promised_on=on, device=rental.device)
        orders.set_line_states(order, [line], "delivered", delivered_on=on)
        rentals.end_rental(rental, move, on=on, at=ctx.now)
        rentals.start_rental(order, line, move, at=ctx.now)
