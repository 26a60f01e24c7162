"""Rows of rentals: begun by a delivery, ended by a return, each with the event and the move behind it."""

from datetime import date, datetime

from django.db.models import Case, F, Min, Q, Value, When

from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.stock.models import Device, Move
from handtag.domain.ordering import RULES_WITHOUT_DECISION
from handtag.domain.values.period import Month


def start_rental(order: Order, line: OrderLine, move: Move, *, at: datetime) -> Rental:
    """The device of a delivered line is rented from the move's day; payer, cost centre and decision are the order's."""
    rental: Rental = Rental.objects.create(
        centre_id=order.centre_id, device=move.device, article=move.device.article, order_line=line,
        decision=order.decision, agreement_version_id=order.rests_on, unit=order.unit,
        payer=order.payer, cost_centre=order.cost_centre, start_move=move, start_on=move.moved_on,
    )  # fmt: skip
    _add_event(rental, "started", move, at)
    return rental


def lock_open_rental(device: Device) -> Rental | None:
    """The device's running rental, locked; at most one can exist. None for a device that was sold."""
    rental: Rental | None = (
        Rental.objects.select_for_update(of=("self",)).select_related("unit", "payer").filter(device=device, end_on=None).first()
    )
    return rental


def end_rental(rental: Rental, move: Move, *, on: date, at: datetime) -> None:
    """`on` is the last rented day."""
    rental.end_on = on
    rental.end_move = move
    rental.save(update_fields=["end_on", "end_move"])
    _add_event(rental, "ended", move, at, on)


def open_rentals_of_persons(centre_id: int, born_by: date, device_number: str = "") -> list[Rental]:
    """Running rentals of the centre's own devices with persons born on the day or before; of one device only when it is named."""
    rows = Rental.objects.filter(centre_id=centre_id, end_on=None, device__state="with_person", device__centre_id=centre_id)
    found = rows.filter(device__person__birth_date__lte=born_by).select_related(
        "device__article", "device__person__municipality", "decision__prescription", "payer", "order_line__order"
    )
    return list((found.filter(device__number=device_number) if device_number else found).order_by("device__number"))


def rentals_between(centre_id: int, first: date, last: date) -> list[Rental]:
    """The centre's rentals with a day in the period, by device and start; each carries the `rule` by which its payer pays."""
    running = Q(end_on=None) | Q(end_on__gte=first)
    touching = Rental.objects.filter(running, centre_id=centre_id, start_on__lte=last)
    without = (When(order_line__order__kind=kind, then=Value(rule)) for kind, rule in RULES_WITHOUT_DECISION.items())
    rule = Case(*without, default=F("decision__rule"))
    return list(touching.annotate(rule=rule).order_by("device_id", "start_on", "pk"))


def first_rented_month(centre_id: int, after: Month | None) -> Month | None:
    """The earliest month later than `after` with a rented day."""
    rentals = Rental.objects.filter(centre_id=centre_id)
    if after is None:
        first = rentals.aggregate(first=Min("start_on"))["first"]
        return None if first is None else Month.of(first)
    next_day = after.next().first
    running = rentals.filter(Q(end_on=None) | Q(end_on__gte=next_day))
    first = running.aggregate(first=Min("start_on"))["first"]
    return None if first is None else Month.of(max(first, next_day))


def _add_event(rental: Rental, kind: str, move: Move, at: datetime, on: date | None = None) -> None:
    RentalEvent.objects.create(rental=rental, kind=kind, move=move, happened_on=on or move.moved_on, recorded_at=at)
