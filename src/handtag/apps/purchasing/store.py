"""Rows of purchasing. A line's event and the numbers it leads to are written by one function and never apart."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, Sum

from handtag.apps.catalogue.models import Article, PriceVersion, Supplier
from handtag.apps.purchasing.ledger import COLUMNS, progress
from handtag.apps.purchasing.models import BoughtDevice, PurchaseEvent, PurchaseLine, PurchaseOrder, ReorderRule
from handtag.apps.stock.models import Device, Location
from handtag.domain.access import Viewer
from handtag.domain.purchasing import orders
from handtag.domain.purchasing.need import Rule
from handtag.domain.values.errors import NotFound


def lock_order(viewer: Viewer, number: str) -> PurchaseOrder:
    """The order with every line locked in key order, loaded in `order.lines.all()`. Raises NotFound."""
    lines = PurchaseLine.objects.select_for_update(of=("self",)).select_related("article").order_by("pk")
    order: PurchaseOrder | None = (
        PurchaseOrder.objects.visible_to(viewer)
        .filter(number=number)
        .select_related("supplier", "location", "centre")
        .select_for_update(of=("self",))
        .prefetch_related(Prefetch("lines", queryset=lines))
        .first()
    )
    if order is None:
        raise NotFound("purchasing.no_order", number=number)
    return order


def articles_on(viewer: Viewer, number: str) -> list[int]:
    """Rows of the articles on a purchase order, not locked."""
    visible = PurchaseOrder.objects.visible_to(viewer).filter(number=number)
    return list(PurchaseLine.objects.filter(order__in=visible).order_by("article_id").values_list("article_id", flat=True))


def on_order(centre_id: int, article: Article) -> int:
    """Pieces of an article on the centre's purchase orders, drafts too, that have not been taken in: as the buyer's need counts them."""
    lines = PurchaseLine.objects.filter(article=article, order__centre_id=centre_id, state__in=["draft", *orders.OPEN_STATES])
    return int(lines.aggregate(pieces=Sum(F("quantity") - F("cancelled") - F("accepted"), default=0))["pieces"])


def counting(viewer: Viewer, pk: int) -> PurchaseEvent:
    """A counted delivery of a line, with its order's number. Raises NotFound."""
    visible = PurchaseOrder.objects.visible_to(viewer)
    found = (
        PurchaseEvent.objects.select_related("line__order", "line__article").filter(pk=pk, kind="counted", line__order__in=visible).first()
    )
    if found is None:
        raise NotFound("purchasing.no_counting")
    return found


def controlled_of(counted: PurchaseEvent) -> int:
    """How many pieces of a counted delivery have been taken in or sent back."""
    return sum(PurchaseEvent.objects.filter(counting=counted).values_list("quantity", flat=True))


def add_order(
    centre_id: int, number: str, supplier: Supplier, location: Location, *, note: str, drafted_at: datetime, drafted_by: str
) -> PurchaseOrder:
    return PurchaseOrder.objects.create(
        centre_id=centre_id, number=number, supplier=supplier, location=location, note=note, state="draft",
        drafted_at=drafted_at, drafted_by=drafted_by,
    )  # fmt: skip


def add_line(order: PurchaseOrder, article: Article, **fields: Any) -> PurchaseLine:
    """A line of a draft."""
    line = PurchaseLine.objects.create(order=order, article=article, state="draft", **fields)
    project_state(order)
    return line


def change_line(line: PurchaseLine, **fields: Any) -> None:
    """Columns of a draft's line."""
    for name, value in fields.items():
        setattr(line, name, value)
    line.save(update_fields=list(fields))


def remove_line(line: PurchaseLine) -> None:
    """Only from a draft: nothing has happened to it."""
    line.delete()
    project_state(line.order)


def change_order(order: PurchaseOrder, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(order, name, value)
    order.save(update_fields=list(fields))


def add_event(
    line: PurchaseLine, kind: str, quantity: int, day: date, *, recorded_at: datetime, recorded_by: str, **more: Any
) -> PurchaseEvent:
    """Something happened to a line: the row and the numbers it leads to. Raises Refused when it cannot happen."""
    now = orders.after(progress(line), orders.Event(kind, quantity, day))
    event = PurchaseEvent.objects.create(
        line=line, kind=kind, quantity=quantity, day=day, recorded_at=recorded_at, recorded_by=recorded_by, **more
    )
    for name in COLUMNS:
        setattr(line, name, getattr(now, name))
    line.save(update_fields=COLUMNS)
    project_state(line.order)
    return event


def project_state(order: PurchaseOrder) -> None:
    """`order.state` from its lines as they are stored."""
    states: Iterable[str] = PurchaseLine.objects.filter(order_id=order.pk).values_list("state", flat=True)
    order.state = orders.order_state(states)
    PurchaseOrder.objects.filter(pk=order.pk).update(state=order.state)


def note_devices(event: PurchaseEvent, devices: Iterable[Device]) -> None:
    """These devices came in with this control."""
    BoughtDevice.objects.bulk_create(BoughtDevice(device=device, event=event) for device in devices)


def set_rule(article: Article, rule: Rule) -> None:
    ReorderRule.objects.update_or_create(article=article, defaults=vars(rule))


def latest_purchase_ore(article: Article, on: date) -> int:
    """What the article cost to buy by its latest price; 0 when there is none."""
    prices = PriceVersion.objects.filter(article=article, valid_from__lte=on).order_by("-valid_from")
    return prices.values_list("purchase_ore", flat=True).first() or 0


def supplier(pk: int) -> Supplier:
    return Supplier.objects.get(pk=pk)


def lock_drafts(centre_id: int, suppliers: Iterable[int], location: Location) -> dict[int, PurchaseOrder]:
    """The newest draft to each supplier for the store, locked in key order: what is added meanwhile comes on the same order."""
    drafts = PurchaseOrder.objects.select_for_update(of=("self",)).filter(
        centre_id=centre_id, supplier_id__in=list(suppliers), location=location, state="draft"
    )
    return {order.supplier_id: order for order in drafts.order_by("pk")}


def line_of(order: PurchaseOrder, article: Article) -> PurchaseLine | None:
    return PurchaseLine.objects.select_for_update(of=("self",)).filter(order=order, article=article).first()


def counted_before(line: PurchaseLine, delivery_note: str, lot: str) -> bool:
    """Whether the line has been counted on that delivery note, of that lot."""
    return PurchaseEvent.objects.filter(line=line, kind="counted", delivery_note=delivery_note, lot=lot).exists()


def called_off_ore(agreement_id: int, *, but: int = 0) -> int:
    """What has been ordered on a framework agreement and not cancelled, in öre, all orders but one together."""
    worth = (F("quantity") - F("cancelled")) * F("price_ore")
    sent = PurchaseLine.objects.filter(agreement_id=agreement_id).exclude(state="draft").exclude(order_id=but)
    return sent.aggregate(worth=Sum(worth))["worth"] or 0
