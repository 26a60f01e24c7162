"""What a device centre has to do about orders today: pick, send, confirm, fetch; and what has gone wrong. No persons."""

from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.stock.models import Device
from handtag.domain.access import Viewer
from handtag.domain.ordering import GOODS, OPEN_STATES

COUNTED = ~Q(article__kind="device")


def lines_to_pick(viewer: Viewer, location: str = "") -> QuerySet[OrderLine]:
    """Reserved devices and counted goods that wait on a shelf, by promised day and then by shelf."""
    ready = Q(state="allocated") | (Q(state="placed") & COUNTED)
    rows = _lines(viewer, *GOODS).filter(ready)
    if location:
        rows = rows.filter(Q(device__location__code=location) | Q(device=None))
    return rows.order_by("promised_on", "device__location__name", "device__bin", "order__number", "pk")


def lines_without_device(viewer: Viewer) -> QuerySet[OrderLine]:
    """Marked devices that are ordered but not reserved: nothing was free."""
    rows = _lines(viewer, *GOODS).filter(state="placed", device=None, article__kind="device")
    return rows.order_by("promised_on", "pk")


def late_lines(viewer: Viewer, on: date) -> QuerySet[OrderLine]:
    """Lines whose promised day has passed without delivery, the oldest promise first."""
    rows = _lines(viewer, *GOODS).filter(state__in=OPEN_STATES, promised_on__lt=on)
    return rows.order_by("promised_on", "pk")


def orders_to_send(viewer: Viewer) -> QuerySet[Order]:
    """Orders with something picked: `picked` lines are ready, `waiting` ones are not."""
    waiting = Count("lines", filter=Q(lines__state__in=["placed", "allocated"]))
    return _orders_with(viewer, "picked").annotate(picked=Count("lines", filter=Q(lines__state="picked")), waiting=waiting)


def orders_to_confirm(viewer: Viewer) -> QuerySet[Order]:
    """Orders with something on its way to its delivery point: `sent` lines."""
    return _orders_with(viewer, "sent").annotate(sent=Count("lines", filter=Q(lines__state="sent")))


def collections_waiting(viewer: Viewer) -> QuerySet[OrderLine]:
    """Devices that someone asked to have fetched, the longest waiting first."""
    return _lines(viewer, "collection_order").filter(state="placed").order_by("promised_on", "pk")


def line_of_device(viewer: Viewer, device: Device) -> OrderLine | None:
    """The open line a device is on, of an order or a collection, when the viewer may see it."""
    return _lines(viewer, *GOODS, "collection_order").filter(device=device, state__in=OPEN_STATES).first()


def is_order_number(viewer: Viewer, number: str) -> bool:
    return bool(Order.objects.visible_to(viewer).filter(centre_id=viewer.centre_id, number=number).exists())


def visible_numbers(viewer: Viewer, numbers: set[str]) -> set[str]:
    """Those of the order numbers that the viewer may open."""
    rows = Order.objects.visible_to(viewer).filter(centre_id=viewer.centre_id, number__in=numbers)
    return set(rows.values_list("number", flat=True))


def _lines(viewer: Viewer, *kinds: str) -> QuerySet[OrderLine]:
    # Asked line by line: few lines are open, and they are found by their state among very many orders.
    orders = Order.objects.visible_to(viewer).filter(pk=OuterRef("order_id"), kind__in=kinds)
    rows = OrderLine.objects.filter(Exists(orders))
    return rows.select_related("article", "order__unit", "order__delivery_point", "device__location", "device__article")


def _orders_with(viewer: Viewer, state: str) -> QuerySet[Order]:
    having = OrderLine.objects.filter(state=state).values("order_id")
    rows: QuerySet[Order] = Order.objects.visible_to(viewer).filter(pk__in=having, kind__in=GOODS)
    first = Min("lines__promised_on", filter=Q(lines__state=state))
    last = Max("lines__promised_on", filter=Q(lines__state=state))
    dated = rows.annotate(promised_on=first, last_promised_on=last)
    return dated.select_related("unit", "delivery_point").order_by("promised_on", "delivery_point__name", "pk")
