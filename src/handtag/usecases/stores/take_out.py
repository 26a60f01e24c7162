"""Take goods out of an unstaffed store for a person: what is scanned is prescribed, delivered and, when little is left, ordered again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from handtag.apps.billing import store as billing
from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.models import Article
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations import store as organisations
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.people import store as people
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device, Location
from handtag.apps.stores import store
from handtag.domain import ordering, prescribing, stores
from handtag.domain import stock as moves
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month
from handtag.usecases.approving import require_approved
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import choose, start
from handtag.usecases.refilling import Refilling
from handtag.usecases.reserving import reserve
from handtag.usecases.supplying import await_follow_up, deliver, recipient


@dataclass(frozen=True)
class TakeOut:
    """`number` is the device's, or the article's for pieces. It is for a prescription that waits for its goods, or for a new one with
    `need` and `goal`. `answers` to what the agreement asks are kept on it.
    """

    location_code: str
    number: str
    person_key: UUID
    quantity: int = 1
    prescription_key: UUID | None = None
    need: str = ""
    goal: str = ""
    priority: int = 2
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PRESCRIBE, audits="stores.taken_out")
def take_out(ctx: Context, data: TakeOut) -> str:
    """What is taken out of an unstaffed store is registered by itself, and the store filled up (Norrbotten final report 2021, "Närförråd").

    Only what the agreement lets this prescriber prescribe for the person; rent or sale begins today. Answers the order's number.
    Raises NotFound, Refused: a staffed store or another unit's, not there, no right, facts missing, no price, a closed month.
    """
    person = people.readable_person(ctx.viewer, data.person_key)
    ctx.require(Permission.PRESCRIBE)
    ctx.require(Permission.PLACE_ORDER)
    closed_through = billing.lock_books(ctx.viewer.centre_id, ctx.today, ctx.today)
    moves.check_day(ctx.today, today=ctx.today, closed_through=closed_through)
    month = billing.lock_month(ctx.viewer.centre_id, Month.of(ctx.today))
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    if data.prescription_key is None:
        prescription = start(ctx, person, need=data.need, goal=data.goal, priority=data.priority)
        prescription = prescriptions.lock_prescription(ctx.viewer, prescription.key)
    else:
        prescription = _waiting(ctx, data.prescription_key, person.pk)
    refilling = Refilling.opened(location)
    stores.require_takes_out(location.kind, location.name, own_unit=refilling.store.unit_id == ctx.viewer.unit_id)
    article, device = _goods(ctx, location, data)
    decision, _ = choose(ctx, prescription, article, data.answers)
    require_approved(decision)
    point = refilling.store.delivery_point or store.first_point(prescription.unit)
    order = _order(ctx, prescription, _point(point, location))
    line = orders.add_line(order, article, quantity=data.quantity, promised_on=ctx.today)
    if device is not None:
        _take_device(ctx, order, line, device)
    else:
        stock.change_balance(
            article, location, -data.quantity, kind="picked", on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
            order_number=order.number, person=order.person,
        )  # fmt: skip
    deliver(ctx, order, line, device, month=month, on=ctx.today)
    orders.set_line_states(order, [line], "delivered", delivered_on=ctx.today)
    prescriptions.set_state(prescription, "ordered")
    prescriptions.add_step(prescription, kind="ordered", note=order.number, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    await_follow_up(prescription, ctx.today)
    refilled = refilling.fill(ctx, [article.pk])
    ctx.audit(
        "stores.taken_out", f"order:{order.number}", location=location.code, article=article.number, quantity=data.quantity,
        prescription=str(prescription.key), rule=decision.rule, refilled=len(refilled),
    )  # fmt: skip
    return order.number


def _waiting(ctx: Context, key: UUID, person_id: int) -> Prescription:
    """A prescription of the person for which nothing has been ordered."""
    prescription = prescriptions.lock_prescription(ctx.viewer, key)
    if prescription.person_id != person_id:
        raise Refused("stores.other_person", field="prescription_key")
    prescribing.require_choice_open(prescription.state)
    return prescription


def _goods(ctx: Context, location: Location, data: TakeOut) -> tuple[Article, Device | None]:
    """What was scanned: a device in stock there, locked, or a counted article. Raises Refused."""
    found = store.stock_at(location, moves.plain_number(data.number))
    if found is not None and found.centre_id == location.centre_id:  # another centre's is sent home
        device = stock.lock_devices([found.pk])[0]
        if device.state != "in_stock" or device.location_id != location.pk:  # somebody was quicker
            raise Refused("stores.not_there", field="number", number=data.number, store=location.name)
        ordering.require_quantity(found.article.number, "device", data.quantity)
        return found.article, device
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.number.strip()]).get(data.number.strip())
    if article is None or article.kind == "device":
        code = "stores.not_there" if article is None else "stores.scan_the_device"
        raise Refused(code, field="number", number=data.number, store=location.name)
    ordering.require_quantity(article.number, article.kind, data.quantity)
    return article, None


def _point(point: DeliveryPoint | None, location: Location) -> DeliveryPoint:
    if point is None:
        raise Refused("stores.no_delivery_point", field="location_code", store=location.name)
    return point


def _order(ctx: Context, prescription: Prescription, point: DeliveryPoint) -> Order:
    decision = prescriptions.latest_decision(prescription)
    assert decision is not None, "it was made a moment ago"
    return orders.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="customer_order", centre_id=ctx.viewer.centre_id,
        recipient=recipient(prescription, decision, point), placed_at=ctx.now, placed_by=ctx.viewer.code, note="",
        decision=decision, prescription=prescription,
    )  # fmt: skip


def _take_device(ctx: Context, order: Order, line: OrderLine, device: Device) -> None:
    """Off the shelf and out of the door in one go: each move of the way is made, so that the chain reads as any other."""
    reserve(ctx, order, line, device)
    for kind in ("picked", "sent"):
        stock.post_move(
            device, kind, moves.next_state(kind, device.state), on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
            unit=order.unit, payer=order.payer, order_number=order.number,
        )  # fmt: skip
