"""A person keeps the device, and another centre of the county owns it from now on: its holder has reached the age at which they change."""

from dataclasses import dataclass
from datetime import timedelta

from handtag.apps.billing import store as billing
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.rentals import store as rentals
from handtag.apps.stock import store as stock
from handtag.domain import prescribing
from handtag.domain import stock as moves
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases import dealing
from handtag.usecases.base import Context, use_case
from handtag.usecases.passing_on import Passing, Stuck, in_force, passings
from handtag.usecases.rightful import carry_right


@dataclass(frozen=True)
class PassOn:
    device_number: str


@use_case(Permission.DECIDE_DEVICE, audits="stores.passed_on")
def pass_on(ctx: Context, data: PassOn) -> str:
    """The holder keeps the device; its owner, its payer and its rent change on one day, and the new owner pays what is left of its value
    (Uppsala agreement, annex 2: cooperation on the change at 21 years; Norrbotten final report 2021: residual value).

    The old rent ends yesterday in the old centre's books and the new one begins today in the new one's, on a decision by the agreement in
    force. Answers the new order's number. Raises NotFound, Refused: nobody else answers for it, or the text leaves open who does.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    version, age = in_force(ctx)
    number = moves.plain_number(data.device_number)
    stock.device_by_number(ctx.viewer, number)
    found = passings(ctx, version, age, number) if age is not None else []
    if not found:
        raise NotFound("stores.nothing_to_pass_on", field="device_number", number=number)
    passing = found[0]
    if isinstance(passing, Stuck):
        raise passing.refusal
    order = _pass(ctx, passing, version.version_id)
    ctx.audit("stores.passed_on", f"device:{number}", centre=passing.centre.pk, order=order.number, since=passing.since.isoformat())
    return str(order.number)


def _pass(ctx: Context, passing: Passing, version_id: int) -> Order:
    rental, centre, article = passing.rental, passing.centre, passing.article
    last_day = ctx.today - timedelta(days=1)
    first = {rental.centre_id: last_day, centre.pk: ctx.today}  # the first day that changes in the books of each
    for centre_id, day in sorted(first.items()):
        moves.check_day(day, today=ctx.today, closed_through=billing.lock_books(centre_id, day, ctx.today))
    if (waits := orders.lock_open_line_for_device(rental.device)) is not None:
        raise Refused("stock.order_is_open", field="device_number", number=rental.device.number, order=waits.order.number)
    decision = _decide(ctx, passing, version_id)
    device = stock.lock_devices([rental.device_id])[0]
    running = rentals.lock_open_rental(device)
    if running is None or running.pk != rental.pk or device.centre_id != rental.centre_id:  # somebody was quicker
        raise NotFound("stores.nothing_to_pass_on", field="device_number", number=device.number)
    move = dealing.change_owner(ctx, device, centre, article, unit=running.unit, payer=passing.payer)
    rentals.end_rental(running, move, on=last_day, at=ctx.now)
    order, line = _order(ctx, passing, decision)
    orders.set_line_states(order, [line], "delivered", delivered_on=ctx.today)
    rentals.start_rental(order, line, move, at=ctx.now)
    return order


def _decide(ctx: Context, passing: Passing, version_id: int) -> PrescriptionDecision:
    """The agreement's answer of today, kept on the prescription that the device rests on."""
    prescription = prescriptions.lock_again(passing.prescription)
    made = prescriptions.add_decision(
        prescription, article=passing.article, version_id=version_id, payer=passing.payer, rule=prescribing.rule_of(passing.decision),
        facts=passing.facts, decision=passing.decision.to_dict(), decided_by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
    carry_right(prescription, made)
    prescriptions.set_state(prescription, prescription.state, article=passing.article, payer=passing.payer)
    return made


def _order(ctx: Context, passing: Passing, decision: PrescriptionDecision) -> tuple[Order, OrderLine]:
    """What the new rent rests on: an order in the new centre's books that was delivered when the device changed owner."""
    before, centre, payer = passing.rental.order_line.order, passing.centre, passing.payer
    cost_centre = orders.first_cost_centre(payer)
    if cost_centre is None:
        raise Refused("ordering.no_cost_centre", payer=payer.name)
    recipient = orders.Recipient(before.person, before.unit, payer, cost_centre, before.delivery_point)
    order = orders.add_order(
        number=organisations.take_number(centre.pk, "order"), kind="customer_order", centre_id=centre.pk, recipient=recipient,
        placed_at=ctx.now, placed_by=ctx.viewer.code, note="", decision=decision, prescription=decision.prescription,
    )  # fmt: skip
    return order, orders.add_line(order, passing.article, quantity=1, promised_on=ctx.today, device=passing.rental.device)
