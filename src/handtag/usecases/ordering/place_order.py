"""Order the chosen article, with accessories that fit, to one of the unit's delivery points."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.models import Article
from handtag.apps.orders import store
from handtag.apps.organisations import store as organisations
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.prescriptions import store as prescribing
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Device
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.agreement.decide import decide
from handtag.domain.prescribing import refusal_of
from handtag.domain.values.errors import NotFound, Refused
from handtag.files.working_days import is_working_day
from handtag.usecases.base import SWEDEN, Context, use_case
from handtag.usecases.reserving import best_device, reserve
from handtag.usecases.supplying import recipient


@dataclass(frozen=True)
class Accessory:
    article_number: str
    quantity: int = 1


@dataclass(frozen=True)
class PlaceOrder:
    """`note` is read by the store and the drivers: nothing about health."""

    prescription_key: UUID
    delivery_point_id: int
    accessories: tuple[Accessory, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A line to be: its article and quantity, the device that is to be delivered, and the day that is promised."""

    article: Article
    quantity: int
    device: Device | None
    promised_on: date
    is_accessory: bool


@use_case(Permission.PLACE_ORDER, audits="ordering.placed")
def place_order(ctx: Context, data: PlaceOrder) -> str:
    """An order rests on a decision under the agreement in force, and the payer of that decision pays (Norrbotten 2021).

    The oldest reconditioned equivalent is reserved at once, else a new one, else the line waits for goods. Answers the order
    number. Raises NotFound, Refused: no or outdated decision, phased out (naming equivalents), an accessory that does not fit.
    """
    prescription = prescribing.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PLACE_ORDER)
    decision, cut_off = _standing_decision(ctx, prescription)
    point = _own_point(ctx, data.delivery_point_id)
    wanted = [(decision.article, 1), *_accessories(ctx, decision.article, data.accessories)]
    for article, _ in wanted:
        equivalents = [(a.number, a.name) for a in store.equivalents_in_assortment(article)]
        ordering.require_orderable(article.number, article.assortment, equivalents)
    to = recipient(prescription, decision, point)
    lines = _plan(ctx, wanted, point, cut_off)
    order = store.add_order(
        number=organisations.take_number(ctx.viewer.centre_id, "order"), kind="customer_order",
        centre_id=ctx.viewer.centre_id, recipient=to, placed_at=ctx.now, placed_by=ctx.viewer.code,
        note=data.note.strip(), decision=decision, prescription=prescription,
    )  # fmt: skip
    for line in lines:
        row = store.add_line(order, line.article, quantity=line.quantity, promised_on=line.promised_on, is_accessory=line.is_accessory)
        if line.device is not None:
            reserve(ctx, order, row, line.device)
    prescribing.set_state(prescription, "ordered")
    prescribing.add_step(prescription, kind="ordered", note=order.number, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit("ordering.placed", f"order:{order.number}", lines=len(lines), prescription=str(prescription.key))
    return order.number


def _standing_decision(ctx: Context, prescription: Prescription) -> tuple[PrescriptionDecision, time]:
    """The decision the order rests on, which the agreement in force would give again today, and that agreement's cut-off."""
    under_way = store.open_order_for(prescription)
    if under_way is not None:
        raise Refused("ordering.ordered_already", order=under_way.number)
    decision = prescribing.latest_decision(prescription)
    if decision is None or prescription.state != "article_chosen":
        raise Refused("ordering.no_decision", field="article_number", state=prescription.state)
    version = prescriptions.agreement_in_force(ctx.viewer, ctx.today)
    if version.version_id != decision.agreement_version_id:
        raise Refused("ordering.decision_outdated", field="article_number", version=version.document.version)
    facts = prescriptions.facts_about(ctx.viewer, prescription, decision.article, ctx.today)
    today = decide(version.compiled, facts)
    payer = prescribing.payer_named(today.payer, ctx.viewer, prescription.person)
    if refusal_of(version.compiled, facts, today) is not None or payer != decision.payer:
        raise Refused("ordering.decision_changed", field="article_number")
    return decision, ordering.cut_off(version.document, ctx.today)


def _own_point(ctx: Context, delivery_point_id: int) -> DeliveryPoint:
    point = store.delivery_point(delivery_point_id)
    if point is None or point.unit_id != ctx.viewer.unit_id:
        raise NotFound("ordering.no_delivery_point", field="delivery_point_id")
    return point


def _accessories(ctx: Context, main: Article, chosen: Iterable[Accessory]) -> list[tuple[Article, int]]:
    pieces: dict[str, int] = {}
    for accessory in chosen:
        pieces[accessory.article_number] = pieces.get(accessory.article_number, 0) + accessory.quantity
    articles = catalogue.articles_by_number(ctx.viewer.centre_id, pieces)
    fitting = store.fitting_numbers(main)
    for number, quantity in pieces.items():
        if number not in articles:
            raise NotFound("catalogue.no_article", field="accessories", article=number)
        ordering.require_fit(number, main.number, fitting)
        ordering.require_quantity(number, articles[number].kind, quantity)
    return [(articles[number], quantity) for number, quantity in pieces.items()]


def _plan(ctx: Context, wanted: list[tuple[Article, int]], point: DeliveryPoint, cut_off: time) -> list[Line]:
    lines: list[Line] = []
    for place, (article, quantity) in enumerate(wanted):
        taken = [line.device for line in lines if line.device is not None]
        device = best_device(article, taken) if article.kind == "device" else None
        in_stock = device is not None or (article.kind != "device" and store.pieces_in_stock(article) >= quantity)
        promised_on = ordering.promise_date(
            ctx.now.astimezone(SWEDEN),
            weekdays=point.weekdays,
            cut_off=cut_off,
            is_working_day=is_working_day,
            lead_time_days=0 if in_stock else article.lead_time_days,
        )
        lines.append(Line(article, quantity, device, promised_on, is_accessory=place > 0))
    return lines
