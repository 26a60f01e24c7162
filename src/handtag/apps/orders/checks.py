"""Do the orders agree with their lines, their devices and the decisions they rest on? One line per row that is wrong, else nothing."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from django.db.models import Case, CharField, Count, F, Q, Value, When

from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import NumberSeries
from handtag.apps.stock.models import Device
from handtag.domain.ordering import GOODS, OPEN_STATES, order_state

CHUNK = 2000
HOLDS = {"allocated": "reserved", "picked": "picked", "sent": "in_transit"}  # line state → state of the device it holds


def orders_off_their_lines() -> Iterator[str]:
    """An order is as far as its least advanced living line."""
    lines = OrderLine.objects.order_by("order_id", "pk").values_list("order_id", "state").iterator(CHUNK)
    expected = {order: order_state(state for _, state in rows) for order, rows in groupby(lines, lambda row: row[0])}
    for pk, number, state in Order.objects.order_by("pk").values_list("pk", "number", "state").iterator(CHUNK):
        if state != expected.get(pk, state):
            yield f"order {number}: {state}, but its lines say {expected[pk]}"


def held_devices_off_their_lines() -> Iterator[str]:
    """A device is held by exactly one order line, as far as that line has come; a device to be collected is with whom it was
    delivered to: a person or, as equipment, a unit.
    """
    expected = Case(
        *(When(order__kind__in=GOODS, state=line, then=Value(device)) for line, device in HOLDS.items()),
        When(order__person=None, then=Value("with_unit")),
        default=Value("with_person"),
        output_field=CharField(),
    )
    held = OrderLine.objects.filter(state__in=OPEN_STATES, device__isnull=False).annotate(expected=expected)
    for line in held.exclude(device__state=F("expected")).select_related("order").order_by("pk"):
        yield f"order {line.order.number}: line {line.pk} is {line.state}, but its device {line.device_id} is not {line.expected}"
    lines = Count("order_lines", filter=Q(order_lines__state__in=HOLDS, order_lines__order__kind__in=GOODS))
    for device in Device.objects.filter(state__in=HOLDS.values()).annotate(held_by=lines).exclude(held_by=1).order_by("pk"):
        yield f"device {device.number}: {device.state}, held by {device.held_by} order lines"


def lines_off_their_delivery_days() -> Iterator[str]:
    """A line has a delivery day exactly when it is delivered."""
    delivered = Q(state="delivered")
    for line in OrderLine.objects.filter(delivered & Q(delivered_on=None) | ~delivered & Q(delivered_on__isnull=False)).order_by("pk"):
        yield f"order line {line.pk}: {line.state}, delivered on {line.delivered_on}"


def orders_off_their_decisions() -> Iterator[str]:
    """A customer order goes to the person, and is paid by the principal, that its decision names."""
    same = Q(decision__payer=F("payer"), decision__prescription=F("prescription"), prescription__person=F("person"))
    for order in Order.objects.filter(kind="customer_order").exclude(same).order_by("pk"):
        yield f"order {order.number}: payer {order.payer_id} is not what decision {order.decision_id} says"


def lent_devices_without_a_ground() -> Iterator[str]:
    """Every lent device rests on a decision, here or in the system before: it reached the person who has it by a delivered order line."""
    decided = Q(order__decision__isnull=False) | Q(order__kind="takeover_order")
    grounded = OrderLine.objects.filter(decided, state="delivered", order__person=F("device__person"))
    for device in Device.objects.filter(state="with_person").exclude(pk__in=grounded.values("device_id")).order_by("pk"):
        yield f"device {device.number}: with a person, but no delivery on a decision brought it there"


def order_numbers_with_gaps() -> Iterator[str]:
    """Order numbers of a centre follow one another without gaps, up to the next one that will be given."""
    for series in NumberSeries.objects.filter(kind="order").order_by("centre_id"):
        taken = Order.objects.filter(centre_id=series.centre_id).values_list("number", flat=True)
        yield from gaps(f"centre {series.centre_id}: order", taken, series.next_number)


def gaps(what: str, taken: Iterable[str], next_number: int) -> Iterator[str]:
    """Where whole numbers, the last followed by `next_number`, do not follow one another."""
    numbers = sorted(int(number) for number in taken)
    for before, after in pairwise([*numbers, next_number]):
        if after != before + 1:
            yield f"{what} {before} is followed by {after}"
