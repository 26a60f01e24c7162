"""Rows of orders: locked, added, moved on. The order's state is re-projected here and nowhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Sum

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import equivalents_of, parts_of
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Balance, Device
from handtag.domain.access import Viewer
from handtag.domain.ordering import OPEN_STATES, order_state
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Recipient:
    """For whom an order is and who pays it."""

    person: Person
    unit: Unit
    payer: Principal
    cost_centre: CostCentre
    delivery_point: DeliveryPoint


def lock_order(viewer: Viewer, number: str) -> Order:
    """The order with every line locked in key order, loaded in `order.lines.all()`. Raises NotFound."""
    lines = OrderLine.objects.select_for_update(of=("self",)).select_related("article", "device").order_by("pk")
    order: Order | None = (
        Order.objects.visible_to(viewer)
        .filter(centre_id=viewer.centre_id, number=number)
        .select_related("unit", "payer", "cost_centre", "delivery_point", "decision", "prescription", "person")
        .select_for_update(of=("self",))
        .prefetch_related(Prefetch("lines", queryset=lines))
        .first()
    )
    if order is None:
        raise NotFound("ordering.order_not_found", number=number)
    return order


def open_line_for_device(device: Device) -> OrderLine | None:
    """The living order line the device is on, if any; at most one can exist."""
    return OrderLine.objects.select_related("order").filter(device=device, state__in=OPEN_STATES).first()


def lock_open_line_for_device(device: Device) -> OrderLine | None:
    """As open_line_for_device, with the order locked before the line."""
    found = open_line_for_device(device)
    if found is None:
        return None
    Order.objects.select_for_update().get(pk=found.order_id)
    return OrderLine.objects.select_for_update(of=("self",)).select_related("order").get(pk=found.pk)


def add_order(
    *,
    number: str,
    kind: str,
    centre_id: int,
    recipient: Recipient,
    placed_at: datetime,
    placed_by: str,
    note: str,
    decision: PrescriptionDecision | None = None,
    prescription: Prescription | None = None,
) -> Order:
    return Order.objects.create(
        number=number, kind=kind, centre_id=centre_id, state="placed",
        placed_at=placed_at, placed_by=placed_by, note=note, person=recipient.person, unit=recipient.unit, payer=recipient.payer,
        cost_centre=recipient.cost_centre, delivery_point=recipient.delivery_point, decision=decision, prescription=prescription,
    )  # fmt: skip


def add_line(
    order: Order,
    article: Article,
    *,
    quantity: int = 1,
    promised_on: date,
    is_accessory: bool = False,
    device: Device | None = None,
) -> OrderLine:
    line = OrderLine.objects.create(
        order=order, article=article, quantity=quantity, promised_on=promised_on, is_accessory=is_accessory,
        device=device, state="placed",
    )  # fmt: skip
    project_state(order)
    return line


def set_line_states(order: Order, lines: Sequence[OrderLine], state: str, **fields: Any) -> None:
    """Move these lines of the order to `state`, with other columns if given, and project the order's state again."""
    changes = {"state": state, **fields}
    OrderLine.objects.filter(order=order, pk__in=[line.pk for line in lines]).update(**changes)
    for line in lines:
        for name, value in changes.items():
            setattr(line, name, value)
    project_state(order)


def project_state(order: Order) -> None:
    """`order.state` from its lines as they are stored."""
    states: Iterable[str] = OrderLine.objects.filter(order=order).values_list("state", flat=True)
    order.state = order_state(states)
    Order.objects.filter(pk=order.pk).update(state=order.state)


def open_order_for(prescription: Prescription) -> Order | None:
    """The prescription's customer order that is still under way."""
    order: Order | None = (
        Order.objects.filter(prescription=prescription, kind="customer_order", lines__state__in=OPEN_STATES).order_by("pk").first()
    )
    return order


def lent_without_collection(prescription: Prescription) -> list[str]:
    """Numbers of devices delivered on the prescription that the person still has and nobody is to collect."""
    delivered = OrderLine.objects.filter(order__prescription=prescription, state="delivered", device__state="with_person")
    lent = Device.objects.filter(pk__in=delivered.values("device_id"), state="with_person", person_id=prescription.person_id)
    collected = OrderLine.objects.filter(order__kind="collection_order", state__in=OPEN_STATES, device__isnull=False)
    return list(lent.exclude(pk__in=collected.values("device_id")).order_by("number").values_list("number", flat=True))


def last_delivery_of(device: Device) -> OrderLine | None:
    """The line on which the device last reached a person, with its order's person, payer and cost centre."""
    lines = OrderLine.objects.filter(device=device, state="delivered")
    related = lines.select_related("order__person", "order__payer", "order__cost_centre", "order__prescription")
    return related.order_by("-delivered_on", "-pk").first()


def delivery_point(delivery_point_id: int) -> DeliveryPoint | None:
    return DeliveryPoint.objects.select_related("unit").filter(pk=delivery_point_id).first()


def first_cost_centre(principal: Principal) -> CostCentre | None:
    """The principal's first cost centre by code."""
    return CostCentre.objects.filter(principal=principal).order_by("code").first()


def fitting_numbers(main: Article) -> set[str]:
    """Numbers of the articles that fit the main article."""
    return set(parts_of(main).values_list("number", flat=True))


def equivalents_in_assortment(article: Article) -> list[Article]:
    """What may stand in for the article and can still be ordered."""
    return [other.article for other in equivalents_of([article])[article.pk] if other.article.assortment != "phased_out"]


def pieces_in_stock(article: Article) -> int:
    """Pieces of a counted article, all locations together."""
    total: int | None = Balance.objects.filter(article=article).aggregate(total=Sum("quantity"))["total"]
    return total or 0
