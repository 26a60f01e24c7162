"""Change an order that nobody has begun to pick: where to, the note, how many, and what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from handtag.apps.orders import store
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.prescriptions import queries as agreements
from handtag.apps.stock import store as devices
from handtag.domain import ordering
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import Accessory, Delivery, accessories, plan, promise_again, put, require_orderable
from handtag.usecases.reserving import release
from handtag.usecases.telling import tell


@dataclass(frozen=True)
class Quantity:
    """How many there are to be of a line; none takes it away."""

    line_id: int
    pieces: int


@dataclass(frozen=True)
class ChangeOrder:
    """The delivery point and note as they are to be; lines that are not named stay as they are; `added` are accessories that fit."""

    order_number: str
    delivery_point_id: int
    note: str = ""
    quantities: tuple[Quantity, ...] = ()
    added: tuple[Accessory, ...] = ()


@use_case(Permission.CANCEL_ORDER, audits="ordering.changed")
def change_order(ctx: Context, data: ChangeOrder) -> str:
    """Until something is picked an order is changed, not cancelled and made anew: its number and its place in the queue stand. What
    changes is promised anew, and the orderer is told. Answers the order's state. Raises NotFound, Refused.
    """
    order = store.lock_order(ctx.viewer, data.order_number)
    ctx.require(Permission.CANCEL_ORDER)
    lines = _changeable(order)
    point = _point_of(order, data.delivery_point_id)
    moved = point != order.delivery_point
    gone, fewer = _asked(order, lines, data.quantities)
    for device in devices.lock_devices([line.device_id for line in gone if line.device_id]):
        release(ctx, order, device)
    store.set_line_states(order, gone, "cancelled")
    store.change_header(order, point, data.note.strip())
    delivery = Delivery(point, agreements.agreement_in_force(ctx.viewer, ctx.today).document)
    added = _added(ctx, order, data.added, delivery)
    left = [line for line in lines if line not in gone]
    if not left and not added:
        raise Refused("ordering.nothing_left", order=order.number)
    promise_again(ctx, store.living_lines(order), delivery, anew={line.pk for line in (left if moved else fewer)})
    tell(ctx, order, "changed", {})
    ctx.audit("ordering.changed", f"order:{order.number}", moved=moved, gone=len(gone), changed=len(fewer), added=added)
    return str(order.state)


def _changeable(order: Order) -> list[OrderLine]:
    lines = [line for line in order.lines.all() if line.state != "cancelled"]
    begun = next((line.state for line in lines if line.state not in ("placed", "allocated")), "" if lines else order.state)
    if begun:
        raise Refused("ordering.not_changeable", order=order.number, state=begun)
    return lines


def _point_of(order: Order, delivery_point_id: int) -> DeliveryPoint:
    point = store.delivery_point(delivery_point_id)
    if point is None or point.unit_id != order.unit_id:
        raise NotFound("ordering.no_delivery_point", field="delivery_point_id")
    return point


def _asked(order: Order, lines: Sequence[OrderLine], quantities: Sequence[Quantity]) -> tuple[list[OrderLine], list[OrderLine]]:
    """Lines that are taken away, and lines of which there are to be more or fewer, kept so."""
    by_pk = {line.pk: line for line in lines}
    gone, changed = [], []
    for asked in quantities:
        line = by_pk.get(asked.line_id)
        if line is None:
            raise NotFound("ordering.no_such_line", field="quantities")
        if asked.pieces == 0:
            if order.kind == "customer_order" and not line.is_accessory:
                raise Refused("ordering.main_line", field="quantities", article=line.article.number)
            gone.append(line)
        elif asked.pieces != line.quantity:
            ordering.require_quantity(line.article.number, line.article.kind, asked.pieces)
            line.quantity = asked.pieces
            changed.append(line)
    store.set_quantities(changed)
    return gone, changed


def _added(ctx: Context, order: Order, asked: Sequence[Accessory], delivery: Delivery) -> int:
    if not asked:
        return 0
    if order.decision is None:
        raise Refused("ordering.no_accessories_here", field="added", order=order.number)
    wishes = accessories(ctx, order.decision.article, asked)
    require_orderable(wishes)
    put(ctx, order, plan(ctx, wishes, delivery), together=False)
    return len(wishes)
