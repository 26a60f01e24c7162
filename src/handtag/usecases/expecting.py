"""What every use case that moves the day of a purchase shares: the customers' orders that wait for it are promised anew."""

from collections.abc import Sequence
from datetime import date

from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.prescriptions import queries as agreements
from handtag.apps.purchasing import queries_gate
from handtag.apps.purchasing import store as purchasing
from handtag.domain import ordering
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context
from handtag.usecases.promising import Delivery, move_days
from handtag.usecases.telling import tell

AUDIT = "ordering.promised_anew"


def lock_waiting(ctx: Context, purchase_number: str) -> list[Order]:
    """The customers' orders that wait for what is on a purchase order, locked: before the purchase order itself is."""
    return orders.lock_waiting_for_purchase(ctx.viewer.centre_id, purchasing.articles_on(ctx.viewer, purchase_number))


def promise_anew(ctx: Context, waiting: Sequence[Order]) -> int:
    """Each line that waits for a purchase gets the first delivery day after its pieces are expected, whoever ordered first served first,
    and the orderer is told; where nothing is delivered any day, the promise stands. Answers how many lines got another day.
    """
    found = _arrivals(waiting)
    document = agreements.agreement_in_force(ctx.viewer, ctx.today).document if found else None
    moved = 0
    for order in waiting:
        lines = {line.pk: line for line in order.lines.all() if line.pk in found}
        if document is None or not lines:
            continue
        delivery = Delivery(order.delivery_point, document)
        before = {pk: lines[pk].ready_on or lines[pk].promised_on for pk in lines}
        other = {pk: day for pk in lines if (day := _day(ctx, delivery, found[pk])) is not None and day != before[pk]}
        if not other:
            continue
        move_days(order, other)
        for pk, day in other.items():
            told = {"article": lines[pk].article.name, "before": before[pk].isoformat(), "day": day.isoformat()}
            tell(ctx, order, "supplier_day", told)
        ctx.audit(AUDIT, f"order:{order.number}", lines=len(other), last=max(other.values()).isoformat())
        moved += len(other)
    return moved


def _day(ctx: Context, delivery: Delivery, expected: date) -> date | None:
    try:
        return delivery.day(ctx, max(0, (expected - ctx.today).days))
    except Refused:
        return None


def _arrivals(waiting: Sequence[Order]) -> dict[int, date]:
    """Line → the day its pieces are expected in the store."""
    queue = sorted(
        (order.placed_at, line.pk, line) for order in waiting for line in order.lines.all() if _waits(line)
    )  # whoever ordered first
    coming = queries_gate.coming([line.article_id for _at, _pk, line in queue])
    found: dict[int, date] = {}
    for article, flow in coming.items():
        found |= ordering.arrivals([(pk, line.quantity) for _at, pk, line in queue if line.article_id == article], flow)
    return found


def _waits(line: OrderLine) -> bool:
    return line.state == "placed" and line.device_id is None and line.waits_for == "purchase"
