"""Do the purchase orders add up? Everything recomputed from what happened; each function gives one line per row that is wrong."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Count, F, Q, Sum

from handtag.apps.organisations.models import NumberSeries
from handtag.apps.purchasing.ledger import COLUMNS, happened
from handtag.apps.purchasing.models import BoughtDevice, PurchaseEvent, PurchaseLine, PurchaseOrder
from handtag.domain.purchasing.orders import Event, fold, order_state
from handtag.domain.values.errors import Refused

CHUNK = 2000


def purchase_lines_off_their_events() -> Iterator[str]:
    """A purchase line has come as far as what happened to it says, and its order as far as its lines."""
    events: dict[int, list[Event]] = defaultdict(list)
    for event in PurchaseEvent.objects.order_by("pk").iterator(CHUNK):
        events[event.line_id].append(happened(event))
    states: dict[int, list[str]] = defaultdict(list)
    for line in PurchaseLine.objects.order_by("pk").iterator(CHUNK):
        states[line.order_id].append(line.state)
        try:
            expected = fold(line.quantity, events[line.pk])
        except Refused as broken:
            yield f"purchase line {line.pk}: broken chain: {broken.code}"
            continue
        wrong = [name for name in COLUMNS if getattr(line, name) != getattr(expected, name)]
        if wrong:
            yield f"purchase line {line.pk}: {', '.join(wrong)} are not what its events say"
    for order in PurchaseOrder.objects.order_by("pk").iterator(CHUNK):
        if order.state != order_state(states[order.pk]):
            yield f"purchase order {order.number}: {order.state}, but its lines say {order_state(states[order.pk])}"


def controls_off_their_counts() -> Iterator[str]:
    """No more is controlled of a delivery than was counted of it, and on the same line."""
    counted = PurchaseEvent.objects.filter(kind="counted").annotate(controlled=Sum("controls__quantity"))
    for event in counted.filter(controlled__gt=F("quantity")).order_by("pk"):
        yield f"counted delivery {event.pk}: {event.controlled} controlled of {event.quantity}"
    controls = PurchaseEvent.objects.filter(counting__isnull=False)
    for control in controls.exclude(counting__line=F("line"), counting__kind="counted").order_by("pk"):
        yield f"control {control.pk}: is about a count of another line"


def bought_devices_off_their_controls() -> Iterator[str]:
    """Every marked device that was taken in on a purchase order is named, and is of the article that was ordered."""
    marked = PurchaseEvent.objects.filter(kind="accepted", line__article__kind="device").annotate(named=Count("devices"))
    for event in marked.exclude(named=F("quantity")).order_by("pk"):
        yield f"control {event.pk}: {event.quantity} devices taken in, {event.named} named"
    for bought in BoughtDevice.objects.exclude(device__article=F("event__line__article"), event__kind="accepted").order_by("pk"):
        yield f"device {bought.pk}: did not come with control {bought.event_id}"


def purchases_nobody_allowed() -> Iterator[str]:
    """What is bought outside the framework agreements has a reason and another person's approval."""
    sent = PurchaseLine.objects.filter(~Q(stop="") | Q(agreement=None)).exclude(state__in=["draft", "cancelled"])
    for line in sent.filter(Q(approved_by="") | Q(outside_reason="") | Q(approved_by=F("asked_by"))).order_by("pk"):
        yield f"purchase line {line.pk}: outside the agreements without two persons"


def purchase_order_numbers_with_gaps() -> Iterator[str]:
    """Purchase order numbers of a centre follow one another without gaps, up to the next one that will be given."""
    for series in NumberSeries.objects.filter(kind="purchase_order").order_by("centre_id"):
        taken = sorted(int(n) for n in PurchaseOrder.objects.filter(centre_id=series.centre_id).values_list("number", flat=True))
        for before, after in pairwise([*taken, series.next_number]):
            if after != before + 1:
                yield f"centre {series.centre_id}: purchase order {before} is followed by {after}"
