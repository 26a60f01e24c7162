"""What was ordered is taken from its shelf: a marked device by its number, other goods by the piece."""

from dataclasses import dataclass

from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.stock import store
from handtag.domain import ordering, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.pieces import lot_on_package, require_fresh
from handtag.usecases.refilling import Refilling


@dataclass(frozen=True)
class PickLine:
    """`device_number` is what was scanned on a marked device; `line_id` names a line of counted goods, and `code` is what was scanned or
    read on their package: a GS1 code, or the lot itself.
    """

    order_number: str
    device_number: str = ""
    line_id: int | None = None
    code: str = ""


@use_case(Permission.HANDLE_STOCK, audits="ordering.picked")
def pick_line(ctx: Context, data: PickLine) -> str:
    """The allocated device and no other is picked; of pieces the lot that was scanned, else those that expire first, and never any whose
    last day has passed. They are with whom they were picked for from then on, so that a recall of the lot finds her (MDR (EU) 2017/745
    art. 25). A store that holds less than its minimum then is filled up. Answers the order's state. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    order = orders.lock_order(ctx.viewer, data.order_number)
    line = _line(order, data)
    if line.device_id is None:
        ordering.require_step("allocated" if line.state == "placed" else line.state, "picked", line=line.pk)
        _pick_pieces(ctx, order, line, data.code)
    else:
        ordering.require_step(line.state, "picked", line=line.pk)
        refilling = Refilling.where_filled(line.device.location if line.device else None)
        device = store.lock_devices([line.device_id])[0]
        to_state = stock.next_state("picked", device.state)
        stock.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
        store.post_move(
            device, "picked", to_state, on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
            unit=order.unit, payer=order.payer, order_number=order.number,
        )  # fmt: skip
        if refilling is not None:
            refilling.fill(ctx, [device.article_id])
    orders.set_line_states(order, [line], "picked")
    ctx.audit("ordering.picked", f"order:{order.number}", line=line.pk, device=data.device_number)
    return str(order.state)


def _line(order: Order, data: PickLine) -> OrderLine:
    lines: list[OrderLine] = list(order.lines.all())
    if data.device_number:
        for line in lines:
            if line.device is not None and line.device.number == data.device_number:
                return line
        raise Refused("ordering.other_device", field="device_number", device=data.device_number, order=order.number)
    for line in lines:
        if line.pk == data.line_id:
            if line.article.kind == "device":
                raise Refused("ordering.pick_by_number", field="device_number", line=line.pk)
            return line
    raise NotFound("ordering.no_such_line", field="line_id", order=order.number)


def _pick_pieces(ctx: Context, order: Order, line: OrderLine, code: str) -> None:
    """Work is done, not taken from anywhere."""
    if line.article.kind == "service":
        return
    lot = lot_on_package(line.article, code)
    require_fresh(lot, ctx.today)
    location = orders.shelf_of(line.article, line.quantity, ctx.today, lot)
    if location is None:
        raise Refused("stock.none_left", field="line_id", article=line.article.number)
    refilling = Refilling.where_filled(location)
    store.change_balance(
        line.article, location, -line.quantity, kind="picked", on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        lot=lot, person=order.person, unit=None if order.person else order.unit, order_number=order.number,
    )  # fmt: skip
    if refilling is not None:
        refilling.fill(ctx, [line.article_id])
