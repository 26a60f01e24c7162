"""Orders as pages and interfaces read them: lists with their dates, one order with its lines. No writes, no rules."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.orders.models import Message, Order, OrderLine
from handtag.apps.people.identity import records_of
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import hidden_from
from handtag.apps.stock.models import Device, Move
from handtag.domain.access import Permission, Scope, Viewer
from handtag.domain.ordering import OPEN_STATES
from handtag.domain.values.errors import NotFound

SORTS = {"number": "number", "placed": "placed_at", "promised": "promised_on", "state": "state"}


@dataclass(frozen=True)
class OrderFilter:
    """What a list of orders is narrowed to; an empty value narrows nothing. `word` is part of an order number or an article."""

    word: str = ""
    state: str = ""
    mine: bool = False
    open: bool = False
    overdue: bool = False
    person_key: UUID | None = None
    prescription_key: UUID | None = None


def orders_for_list(viewer: Viewer, on: date, chosen: OrderFilter | None = None, sort: str = "-placed") -> QuerySet[Order]:
    """Orders the viewer may see, in a stable order. Each has `promised_on` (last promised day of what is still on its way),
    `is_overdue`, `person_is_open` (the viewer has a ground and no block stands before it, so the name may be
    shown) and its lines with articles loaded.
    """
    wanted = chosen or OrderFilter()
    rows = _rows(viewer, on).filter(_narrowed(viewer, wanted))
    if wanted.overdue:
        rows = rows.filter(is_overdue=True)
    column = F(SORTS.get(sort.removeprefix("-"), "placed_at"))
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(first, "-pk")


def order_for_page(viewer: Viewer, number: str, on: date) -> Order:
    """One order with lines, devices, payer, unit, delivery point and prescription. Raises NotFound."""
    found: Order | None = _rows(viewer, on).filter(centre_id=viewer.centre_id, number=number).first()
    if found is None:
        raise NotFound("ordering.order_not_found", number=number)
    return found


def devices_with_person(viewer: Viewer, person_key: UUID, on: date) -> QuerySet[Device]:
    """What a person the viewer has a relation to has now, since `last_moved_on`, with `rent_ore` (per month, without VAT) on the
    day and `collection`, the number of the open order that will fetch it.
    """
    hers = _lent(viewer).filter(person__in=Person.objects.visible_to(viewer).filter(records_of(person_key)))
    return _told(hers, on).order_by("-last_moved_on", "-pk")


def equipment_here(viewer: Viewer, on: date) -> QuerySet[Device]:
    """What the viewer's unit has for its own use, since `last_moved_on`, with `rent_ore` and `collection` as devices_with_person tells."""
    return _told(_equipment(viewer).filter(unit_id=viewer.unit_id), on).order_by("article__name", "number")


def device_to_collect(viewer: Viewer, number: str) -> tuple[Device, Person | None]:
    """A device that is lent, with its article, and the person who has it, none when it is equipment; when the viewer may have it collected.
    Raises NotFound.
    """
    found = _equipment(viewer).filter(number=number).select_related("article").first()
    if found is None and viewer.may(Permission.OPEN_PERSON):
        hers = _lent(viewer).filter(number=number, person__in=Person.objects.visible_to(viewer))
        found = hers.select_related("article", "person").first()
    if found is None:
        raise NotFound("stock.no_such_device", number=number)
    return found, found.person


def _equipment(viewer: Viewer) -> QuerySet[Device]:
    """What units have for their own use: the viewer's own, and at the centre everyone's."""
    rows: QuerySet[Device] = Device.objects.visible_to(viewer).filter(state="with_unit")
    return rows if viewer.scope is Scope.CENTRE else rows.filter(unit_id=viewer.unit_id)


def _told(devices: QuerySet[Device], on: date) -> QuerySet[Device]:
    fetched = OrderLine.objects.filter(device=OuterRef("pk"), order__kind="collection_order", state__in=OPEN_STATES)
    price = PriceVersion.objects.filter(article=OuterRef("article"), kind="rent_per_month", valid_from__lte=on)
    return devices.annotate(
        rent_ore=Subquery(price.order_by("-valid_from").values("amount_ore")[:1]), collection=Subquery(fetched.values("order__number")[:1])
    ).select_related("article")


def _lent(viewer: Viewer) -> QuerySet[Device]:
    """Devices with persons, without those lent by a unit whose block stands before the viewer."""
    lent = Move.objects.filter(device=OuterRef("pk"), to_state="with_person").order_by("-pk")
    rows: QuerySet[Device] = Device.objects.visible_to(viewer).filter(state="with_person")
    rows = rows.annotate(lent_by=Subquery(lent.values("unit_id")[:1]), lent_for=Subquery(lent.values("unit__principal_id")[:1]))
    return rows.exclude(hidden_from(viewer, person="person_id", unit="lent_by", principal="lent_for"))


def _blocked(viewer: Viewer) -> Q:
    """Orders of units whose block stands before the viewer: the goods are handled, but nobody is told whose they are."""
    return hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id")


def _rows(viewer: Viewer, on: date) -> QuerySet[Any]:
    lines = OrderLine.objects.select_related("article", "device__article").order_by("is_accessory", "pk")
    still_open = OrderLine.objects.filter(order=OuterRef("pk"), state__in=OPEN_STATES).order_by("-promised_on")
    rows: QuerySet[Order] = Order.objects.visible_to(viewer)
    return (
        rows.annotate(
            promised_on=Subquery(still_open.values("promised_on")[:1]),
            is_overdue=Exists(still_open.filter(promised_on__lt=on)),
            person_is_open=ExpressionWrapper(
                Q(Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef("person_id")))) & ~_blocked(viewer), BooleanField()
            ),
        )
        .select_related("unit", "payer", "delivery_point", "prescription", "cost_centre")
        .prefetch_related("person", Prefetch("lines", queryset=lines))  # a person behind the second wall must not take the order away
    )


def _narrowed(viewer: Viewer, wanted: OrderFilter) -> Q:
    rule = Q()
    if wanted.word:
        article = OrderLine.objects.filter(Q(article__name__icontains=wanted.word) | Q(article__number=wanted.word))
        rule &= Q(number__icontains=wanted.word) | Q(pk__in=article.values("order_id"))
    if wanted.state:
        rule &= Q(state=wanted.state)
    if wanted.mine:
        rule &= Q(placed_by=viewer.code)
    if wanted.open:
        rule &= Q(state__in=OPEN_STATES)
    if wanted.person_key:
        rule &= Q(person__in=Person.objects.visible_to(viewer).filter(records_of(wanted.person_key))) & ~_blocked(viewer)
    if wanted.prescription_key:
        rule &= Q(prescription__key=wanted.prescription_key)
    return rule


def messages_to(viewer: Viewer) -> QuerySet[Message]:
    """What the viewer has been told, unread first, then the latest; each with the order or the prescription it is about."""
    rows: QuerySet[Message] = Message.objects.visible_to(viewer)
    return rows.select_related("order", "prescription").order_by(F("read_at").desc(nulls_first=True), "-pk")


def unread_count(viewer: Viewer) -> int:
    return int(Message.objects.visible_to(viewer).filter(read_at=None).count())


def lent_on(viewer: Viewer, prescription_key: UUID) -> QuerySet[Device]:
    """What the person has of what was ordered on a prescription, with its article; without what is to be fetched already."""
    ordered = OrderLine.objects.filter(order__prescription__key=prescription_key, order__kind="customer_order", device__isnull=False)
    fetched = OrderLine.objects.filter(order__kind="collection_order", state__in=OPEN_STATES, device__isnull=False)
    rows = _lent(viewer).filter(pk__in=ordered.values("device_id")).exclude(pk__in=fetched.values("device_id"))
    return rows.select_related("article").order_by("number")
