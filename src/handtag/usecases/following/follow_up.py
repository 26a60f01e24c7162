"""Follow up a delivered device against the goal; what is found leads on: to the next time, to an adjustment, or to the end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.orders import store as orders
from handtag.apps.prescriptions import queries_follow_ups as queries
from handtag.apps.prescriptions import store
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.stock import store as devices
from handtag.domain import following_up, prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.ending import end, require_end
from handtag.usecases.fetching import fetch, point_for


@dataclass(frozen=True)
class FollowUp:
    """`then`: continue, adjust or end. `next_due_on` is what has been agreed with the person; None: the day by the county's rule.

    Only to end: `reason`, and `delivery_point_id`, where what is lent is fetched.
    """

    prescription_key: UUID
    result: str
    note: str
    next_due_on: date | None = None
    then: str = "continue"
    reason: str = ""
    delivery_point_id: int | None = None


@dataclass(frozen=True)
class FollowedUp:
    """The day of the next follow-up, and the numbers of the collection orders that were placed."""

    next_due_on: date | None
    orders: tuple[str, ...] = ()


@use_case(Permission.PRESCRIBE, audits=("prescribing.followed_up", "prescribing.ended", "ordering.collection_placed"))
def follow_up(ctx: Context, data: FollowUp) -> FollowedUp:
    """The prescriber follows up until the need ends (HSLF-FS 2021:52 3 kap.; Norrbotten final report 2021, "Förskrivning av hjälpmedel").

    Does the follow-up that waits, else one made today. What is lent always has a next day until it ends; to end has it fetched.
    Raises NotFound, Refused before delivery, for a result outside the list, or a day that is not to come.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_step(prescription.state, "followed_up")
    following_up.require_outcome(data.result, data.then, data.note)
    if data.next_due_on is not None:
        following_up.require_day(data.next_due_on, ctx.today)
    waiting = store.waiting_follow_up(prescription) or store.add_follow_up(prescription, ctx.today)
    store.finish_follow_up(waiting, done_on=ctx.today, result=data.result, then=data.then, note=data.note.strip())
    store.set_state(prescription, "followed_up")
    if data.then == "end":
        due, placed = None, _end(ctx, prescription, data)
    else:
        due, placed = _next(ctx, prescription, data), ()
    said = due.isoformat() if due else ""
    ctx.audit("prescribing.followed_up", f"prescription:{prescription.key}", next_due_on=said, result=data.result, then=data.then)
    return FollowedUp(due, placed)


def _next(ctx: Context, prescription: Prescription, data: FollowUp) -> date | None:
    """As agreed with the person, else by the rule; what is sold or used up is followed up again only when someone asks for it."""
    due, ground = data.next_due_on, "agreed"
    if due is None and (data.then == "adjust" or orders.lent_without_collection(prescription)):
        rule = queries.rule_for_prescription(prescription, ctx.today)
        due, ground = following_up.due_by_rule(rule, data.then, ctx.today), "rule"
    if due is not None:
        store.add_follow_up(prescription, due, ground)
    return due


def _end(ctx: Context, prescription: Prescription, data: FollowUp) -> tuple[str, ...]:
    """Everything lent is ordered home, and the prescription ends. Raises Refused naming an order under way."""
    require_end(prescription, data.reason)
    placed = tuple(_fetch(ctx, number, data) for number in orders.lent_without_collection(prescription))
    end(ctx, prescription, data.reason)
    return placed


def _fetch(ctx: Context, number: str, data: FollowUp) -> str:
    ctx.require(Permission.PLACE_COLLECTION_ORDER)
    device = devices.lock_device(ctx.viewer, number)
    delivered = orders.last_delivery_of(device)
    if delivered is None or data.delivery_point_id is None:
        raise Refused("following.point_missing", field="delivery_point_id")
    before = delivered.order
    order = fetch(ctx, device, before, point_for(ctx, before, data.delivery_point_id), "")
    ctx.audit("ordering.collection_placed", f"order:{order.number}", device=device.number)
    return str(order.number)
