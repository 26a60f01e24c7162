"""Purchase orders as pages and interfaces read them: lists, one order with what happened, what waits at the gate. No writes, no rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, IntegerField, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from handtag.apps.orders.models import OrderLine
from handtag.apps.procurement.models import SupplierDetails
from handtag.apps.purchasing.models import BoughtDevice, PurchaseEvent, PurchaseLine, PurchaseOrder
from handtag.domain.access import Viewer
from handtag.domain.ordering import GOODS
from handtag.domain.purchasing.orders import CONFIRM_WITHIN_DAYS, OPEN_STATES
from handtag.domain.values.errors import NotFound

SORTS = {"number": "number", "supplier": "supplier__name", "ordered": "ordered_on", "promised": "promised_on", "state": "state"}
TO_CONTROL = F("counted") - F("accepted") - F("rejected")
OUTSTANDING = ExpressionWrapper(F("quantity") - F("cancelled") - F("accepted") - TO_CONTROL, output_field=IntegerField())
VIEWS = ("drafts", "unconfirmed", "coming", "late", "received", "all")


@dataclass(frozen=True)
class OrderFilter:
    """`view` is one of VIEWS; `word` part of a number, a supplier, an article or the supplier's own number."""

    view: str = "coming"
    word: str = ""


def orders_for_list(viewer: Viewer, on: date, chosen: OrderFilter, sort: str = "-number") -> QuerySet[PurchaseOrder]:
    """The centre's purchase orders, each with `lines_count`, `worth_ore`, and `promised_on`, the last day something is expected."""
    rows = _with_sums(viewer).filter(_in_view(chosen.view, on))
    if chosen.word:
        named = Q(number__istartswith=chosen.word) | Q(supplier__name__icontains=chosen.word) | Q(supplier_reference__iexact=chosen.word)
        lines = PurchaseLine.objects.filter(Q(article__number__iexact=chosen.word) | Q(article__name__icontains=chosen.word))
        rows = rows.filter(named | Q(pk__in=lines.values("order_id")))
    column = F(SORTS.get(sort.removeprefix("-"), "number"))
    found: QuerySet[PurchaseOrder] = rows.order_by(
        column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True), "-pk"
    )
    return found


def view_counts(viewer: Viewer, on: date) -> dict[str, int]:
    """How many orders each view has."""
    visible = PurchaseOrder.objects.visible_to(viewer)
    return {view: visible.filter(_in_view(view, on)).count() for view in VIEWS}


def order_for_page(viewer: Viewer, number: str) -> PurchaseOrder:
    """One order with its lines (each with `to_control`, `outstanding`, `waiting` customers' pieces) and what happened. Raises NotFound."""
    waiting = OrderLine.objects.filter(article=OuterRef("article"), state="placed", device=None, order__kind__in=GOODS)
    per_article = waiting.order_by().values("article").annotate(pieces=Sum("quantity")).values("pieces")
    lines = PurchaseLine.objects.select_related("article", "agreement").order_by("pk")
    lines = lines.annotate(to_control=TO_CONTROL, left=OUTSTANDING, waiting=Subquery(per_article))
    found: PurchaseOrder | None = (
        _with_sums(viewer)
        .filter(number=number)
        .prefetch_related(Prefetch("lines", queryset=lines), Prefetch("lines__events", queryset=PurchaseEvent.objects.order_by("pk")))
        .first()
    )
    if found is None:
        raise NotFound("purchasing.no_order", number=number)
    return found


def late_lines(viewer: Viewer, on: date) -> QuerySet[PurchaseLine]:
    """Lines whose promised day has passed with something still to come, the oldest promise first."""
    rows = _lines(viewer).filter(state__in=OPEN_STATES, promised_on__lt=on, left__gt=0)
    found: QuerySet[PurchaseLine] = rows.order_by("promised_on", "pk")
    return found


def waited_for(viewer: Viewer, on: date) -> QuerySet[OrderLine]:
    """Customers' lines that wait for an article whose purchase is late, the nearest promise first: each with `expected_on`, the day the
    supplier has let pass.
    """
    late = PurchaseLine.objects.annotate(left=OUTSTANDING).filter(
        article=OuterRef("article"), order__centre_id=viewer.centre_id, state__in=OPEN_STATES, promised_on__lt=on, left__gt=0
    )
    rows = OrderLine.objects.filter(order__centre_id=viewer.centre_id, state="placed", device=None, waits_for="purchase")
    found = rows.annotate(expected_on=Subquery(late.order_by("promised_on").values("promised_on")[:1])).filter(expected_on__isnull=False)
    return found.select_related("article", "order__unit", "order__delivery_point").order_by("promised_on", "pk")


def exceptions_to_decide(viewer: Viewer) -> QuerySet[PurchaseLine]:
    """Lines of drafts that somebody has asked an exception for, but the viewer: nobody approves what they asked for."""
    rows = _lines(viewer).filter(state="draft", approved_by="").exclude(asked_by="")
    found: QuerySet[PurchaseLine] = rows.exclude(asked_by=viewer.code).order_by("pk")
    return found


def expected(viewer: Viewer, word: str = "") -> QuerySet[PurchaseOrder]:
    """Orders with something to come, the next first; `word` is part of a number, a supplier or an article, as on a delivery note."""
    rows = _with_sums(viewer).filter(state__in=OPEN_STATES, to_come__gt=0)
    if word:
        lines = PurchaseLine.objects.filter(Q(article__number__iexact=word) | Q(article__gtin=word) | Q(article__name__icontains=word))
        named = Q(number__istartswith=word) | Q(supplier__name__icontains=word) | Q(supplier_reference__iexact=word)
        rows = rows.filter(named | Q(pk__in=lines.values("order_id")))
    found: QuerySet[PurchaseOrder] = rows.order_by("first_promised", "number")
    return found


def to_control(viewer: Viewer) -> QuerySet[PurchaseEvent]:
    """Counted deliveries with something left to look at, the oldest first; each with `left`."""
    visible = PurchaseOrder.objects.visible_to(viewer)
    rows = PurchaseEvent.objects.filter(kind="counted", line__order__in=visible).annotate(done=Sum("controls__quantity", default=0))
    waiting = rows.annotate(left=F("quantity") - F("done")).filter(left__gt=0)
    return waiting.select_related("line__order__supplier", "line__order__location", "line__article").order_by("day", "pk")


def counting(viewer: Viewer, pk: int) -> PurchaseEvent:
    """One counted delivery with `left` to control. Raises NotFound."""
    visible = PurchaseOrder.objects.visible_to(viewer)
    rows = PurchaseEvent.objects.filter(pk=pk, kind="counted", line__order__in=visible).annotate(done=Sum("controls__quantity", default=0))
    found = rows.annotate(left=F("quantity") - F("done")).select_related("line__order__supplier", "line__order__location", "line__article")
    event = found.first()
    if event is None:
        raise NotFound("purchasing.no_counting")
    return event


def purchase_of(viewer: Viewer, device_number: str) -> PurchaseLine | None:
    """By which purchase a device came in, when it did and the viewer may see it."""
    visible = PurchaseOrder.objects.visible_to(viewer)
    bought = BoughtDevice.objects.filter(device__number=device_number, event__line__order__in=visible)
    found = bought.select_related("event__line__order__supplier").first()
    return found.event.line if found else None


def supplier_details(viewer: Viewer, order: PurchaseOrder) -> SupplierDetails | None:
    """Where orders to the supplier go and what it calls us, when it is known."""
    visible = SupplierDetails.objects.visible_to(viewer)
    return visible.filter(centre_id=order.centre_id, supplier_id=order.supplier_id).first()


def _with_sums(viewer: Viewer) -> Any:
    living = ~Q(lines__state="cancelled")
    worth = Sum((F("lines__quantity") - F("lines__cancelled")) * F("lines__price_ore"), filter=living, default=0)
    open_lines = Q(lines__state__in=OPEN_STATES)
    left = F("lines__quantity") - F("lines__cancelled") - F("lines__accepted")
    rows = PurchaseOrder.objects.visible_to(viewer)
    return rows.select_related("supplier", "location", "centre").annotate(
        lines_count=Count("lines"),
        worth_ore=worth,
        promised_on=Max("lines__promised_on", filter=open_lines),
        first_promised=Min("lines__promised_on", filter=open_lines),
        to_come=Sum(left, filter=open_lines, default=0),
    )


def _lines(viewer: Viewer) -> Any:
    visible = PurchaseOrder.objects.visible_to(viewer)
    rows = PurchaseLine.objects.filter(order__in=visible).annotate(to_control=TO_CONTROL, left=OUTSTANDING)
    return rows.select_related("order__supplier", "article", "agreement")


def _in_view(view: str, on: date) -> Q:
    match view:
        case "drafts":
            return Q(state="draft")
        case "unconfirmed":
            return Q(state="ordered", ordered_on__lte=on - timedelta(days=CONFIRM_WITHIN_DAYS))
        case "late":
            late = PurchaseLine.objects.annotate(left=OUTSTANDING).filter(state__in=OPEN_STATES, promised_on__lt=on, left__gt=0)
            return Q(pk__in=late.values("order_id"))
        case "received":
            return Q(state="received")
        case "all":
            return Q()
    return Q(state__in=OPEN_STATES)
