"""A device comes back from a person, with or without a collection order."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.orders import store as orders
from handtag.apps.rentals import store as rentals
from handtag.apps.stock import store
from handtag.domain import ordering, stock
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, civil_day, use_case


@dataclass(frozen=True)
class ReturnDevice:
    """`on` is the day it came back: the last rented day."""

    device_number: str
    location_code: str
    on: date


@dataclass(frozen=True)
class ReturnedDevice:
    """What the return ended: the rent (with its last day) and the collection order; empty when there was none."""

    device_number: str
    rent_ended_on: date | None
    collection_order: str


@use_case(Permission.HANDLE_STOCK, audits="stock.returned")
def return_device(ctx: Context, data: ReturnDevice) -> ReturnedDevice:
    """Rent is charged up to and including the return day (Norrbotten final report 2021, "Hyresperiod").

    A device may come back to any location of the centre. A day in a closed month is refused: register the first open day,
    then credit. Raises NotFound, Refused.
    """
    ctx.require(Permission.HANDLE_STOCK)
    stock.check_day(data.on, today=ctx.today)
    stock.check_recent(data.on, today=ctx.today)
    closed_through = billing.lock_books(ctx.viewer.centre_id, data.on, ctx.today)
    line = orders.lock_open_line_for_device(store.device_by_number(ctx.viewer, data.device_number))
    device = store.lock_device(ctx.viewer, data.device_number)
    if line is None and (ordered := orders.open_line_for_device(device)) is not None:  # while it waited
        since = civil_day(ordered.order.placed_at)
        raise Refused("ordering.collected_already", device=device.number, order=ordered.order.number, since=since)
    location = store.location_of(device.centre_id, data.location_code)
    to_state = stock.next_state("returned", device.state)
    stock.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    rental = rentals.lock_open_rental(device)
    order_number = line.order.number if line else ""
    move = store.post_move(
        device, "returned", to_state, on=data.on, recorded_at=ctx.now, moved_by=ctx.viewer.code, location=location,
        person=device.person, unit=rental.unit if rental else None, payer=rental.payer if rental else None,
        order_number=order_number,
    )  # fmt: skip
    if rental:
        rentals.end_rental(rental, move, on=data.on, at=ctx.now)
    if line:
        ordering.require_step(line.state, "collected", line=line.pk)
        orders.set_line_states(line.order, [line], "collected")
    ctx.audit("stock.returned", f"device:{device.number}", on=data.on.isoformat(), order=order_number)
    return ReturnedDevice(device.number, data.on if rental else None, order_number)
