"""What every use case that moves one device shares: lock it, ask the rules, write the move. And the end of a lending, however it ends."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.billing import store as billing
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import OrderLine
from handtag.apps.rentals import store as rentals
from handtag.apps.rentals.models import Rental
from handtag.apps.stock import queries_handling, store
from handtag.apps.stock.models import Device, Location, Move
from handtag.domain import handling, ordering, stock
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, civil_day


def move(
    ctx: Context,
    number: str,
    kind: str,
    on: date,
    *,
    location_code: str = "",
    bin: str | None = None,
    note: str = "",
    parent: Device | None = None,
) -> Device:  # fmt: skip
    """The device, moved. It goes to the location when one is named, else it stays where it stands. Raises NotFound, Refused."""
    return moved(ctx, store.lock_device(ctx.viewer, number), kind, on, location_code=location_code, bin=bin, note=note, parent=parent)


def moved(
    ctx: Context,
    device: Device,
    kind: str,
    on: date,
    *,
    location_code: str = "",
    bin: str | None = None,
    note: str = "",
    parent: Device | None = None,
) -> Device:  # fmt: skip
    """As `move`, of a device that is locked already."""
    location = store.location_of(ctx.viewer.centre_id, location_code) if location_code else None
    to_state = stock.next_state(kind, device.state)
    closed_through = billing.closed_through(device.centre_id)
    stock.check_day(on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    store.post_move(
        device, kind, to_state, on=on, recorded_at=ctx.now, moved_by=ctx.viewer.code, location=location, bin=bin, note=reason(note),
        parent=parent,
    )  # fmt: skip
    return device


def reason(text: str) -> str:
    """As it is kept."""
    return text.strip()[:200]


def required_reason(text: str) -> str:
    """Raises Refused("stock.why")."""
    if not text.strip():
        raise Refused("stock.why", field="reason")
    return reason(text)


def require_own(device: Device) -> None:
    """Whose a device is decides whether it goes for good, not where it stands. Raises Refused("stock.astray")."""
    if queries_handling.is_astray(device):
        raise Refused("stock.astray", field="device_number", number=device.number)


@dataclass(frozen=True)
class Ended:
    """What ended with a lending: the rent, and the order that was to collect the device; None when there was none."""

    device: Device
    rental: Rental | None
    collection: str


def end_lending(ctx: Context, number: str, kind: str, on: date, *, location_code: str = "", note: str = "") -> Ended:
    """A device leaves who has it, and the rent with it: charged up to and including the day (Norrbotten final report 2021,
    "Hyresperiod"). A collection order is done when the device comes back; otherwise it has to be cancelled first.

    A day in a closed month is refused: register the first open day, then credit. Raises NotFound, Refused.
    """
    stock.check_day(on, today=ctx.today)
    stock.check_recent(on, today=ctx.today)
    closed_through = billing.lock_books(ctx.viewer.centre_id, on, ctx.today)
    line = orders.lock_open_line_for_device(store.device_by_number(ctx.viewer, number))
    device = store.lock_device(ctx.viewer, number)
    if line is None and (ordered := orders.open_line_for_device(device)) is not None:  # while it waited
        since = civil_day(ordered.order.placed_at)
        raise Refused("ordering.collected_already", device=device.number, order=ordered.order.number, since=since)
    location = store.location_of(ctx.viewer.centre_id, location_code) if location_code else None
    to_state = stock.next_state(kind, device.state)
    stock.check_day(on, today=ctx.today, last_moved_on=device.last_moved_on, closed_through=closed_through)
    if kind == "lost" and not handling.is_with_someone(device.state):
        raise Refused("stock.illegal_move", kind=kind, state=device.state)
    if kind == "sold":
        require_own(device)
    if line is not None and kind != "returned":
        raise Refused("stock.order_is_open", field="device_number", number=device.number, order=line.order.number)
    rental = rentals.lock_open_rental(device)
    made = _posted(ctx, device, kind, to_state, on=on, location=location, rental=rental, line=line, note=note)
    if rental:
        rentals.end_rental(rental, made, on=on, at=ctx.now)
    if line:
        ordering.require_step(line.state, "collected", line=line.pk)
        orders.set_line_states(line.order, [line], "collected")
    return Ended(device, rental, made.order_number)


def _posted(
    ctx: Context, device: Device, kind: str, to_state: str, *, on: date, location: Location | None, rental: Rental | None,
    line: OrderLine | None, note: str,
) -> Move:  # fmt: skip
    value = store.residual_ore(device, on, queries_handling.return_rule(device.article, on)) if to_state in stock.FINAL else None
    return store.post_move(
        device, kind, to_state, on=on, recorded_at=ctx.now, moved_by=ctx.viewer.code, location=location, person=device.person,
        unit=rental.unit if rental else device.unit, payer=rental.payer if rental else None, value_ore=value,
        order_number=line.order.number if line else "", note=reason(note),
    )  # fmt: skip
