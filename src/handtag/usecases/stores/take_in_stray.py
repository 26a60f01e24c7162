"""A device of another centre of the county has come back here: take it in, end its rent, and say where it belongs."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import OrderLine
from handtag.apps.rentals import store as rentals
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device, Location
from handtag.apps.stores import store
from handtag.domain import ordering
from handtag.domain import stock as moves
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, civil_day, use_case


@dataclass(frozen=True)
class TakeInStray:
    """`on` is the day it came back: the last rented day."""

    device_number: str
    location_code: str
    on: date


@dataclass(frozen=True)
class Stray:
    """Which centre owns it, and the last rented day when a rent ended."""

    device_number: str
    owner: str
    rent_ended_on: date | None


@use_case(Permission.HANDLE_STOCK, audits="stores.stray_taken_in")
def take_in_stray(ctx: Context, data: TakeInStray) -> Stray:
    """What is returned to the wrong organisation is recognised and brought home (Uppsala agreement, annex 2, operative level).

    Its owner keeps it; the rent ends in the owner's books as if it had come home. Nothing is told of whoever had it.
    Raises NotFound, Refused: the centre's own device, a move that cannot be, a day in a closed month of the owner.
    """
    ctx.require(Permission.HANDLE_STOCK)
    moves.check_day(data.on, today=ctx.today)
    moves.check_recent(data.on, today=ctx.today)
    found = _foreign(ctx, data.device_number)
    closed_through = billing.lock_books(found.centre_id, data.on, ctx.today)
    line = orders.lock_open_line_for_device(found)
    device = stock.lock_devices([found.pk])[0]
    if line is None and (ordered := orders.open_line_for_device(device)) is not None:  # while it waited
        since = civil_day(ordered.order.placed_at)
        raise Refused("ordering.collected_already", device=device.number, order=ordered.order.number, since=since)
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    moves.check_day(data.on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    ended = _come_back(ctx, device, location, line, data.on)
    ctx.audit("stores.stray_taken_in", f"device:{device.number}", owner=found.centre_id, on=data.on.isoformat())
    return Stray(device.number, found.centre.name, data.on if ended else None)


def _foreign(ctx: Context, number: str) -> Device:
    device = store.device_in_county(ctx.viewer, moves.plain_number(number))
    if device is None:
        raise NotFound("stock.no_such_device", field="device_number", number=number)
    if device.centre_id == ctx.viewer.centre_id:
        raise Refused("stores.own_device", field="device_number", number=device.number)
    return device


def _come_back(ctx: Context, device: Device, location: Location, line: OrderLine | None, on: date) -> bool:
    """Returned from whoever had it, or moved from the shelf it should stand on. Answers whether a rent ended."""
    kind = "returned" if device.state in moves.TRANSITIONS["returned"].from_states else "moved"
    to_state = moves.next_state(kind, device.state)
    rental = rentals.lock_open_rental(device)
    move = stock.post_move(
        device, kind, to_state, on=on, recorded_at=ctx.now, moved_by=ctx.viewer.code, location=location, bin="", person=device.person,
        unit=rental.unit if rental else device.unit, payer=rental.payer if rental else None,
        order_number=line.order.number if line else "",
    )  # fmt: skip
    if rental:
        rentals.end_rental(rental, move, on=on, at=ctx.now)
    if line:
        ordering.require_step(line.state, "collected", line=line.pk)
        orders.set_line_states(line.order, [line], "collected")
    return rental is not None
