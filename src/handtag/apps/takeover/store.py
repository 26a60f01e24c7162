"""Rows of takeovers; and what a takeover writes of many at once: devices as they were, with their first moves, orders behind what is
lent, and the rent from the day of takeover. The ledger's own functions say what a holding and a place is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, DeviceCentre, NumberSeries, Principal, Unit
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.stock.ledger import holding, whereabouts
from handtag.apps.stock.models import Device, Holding, Location, Move
from handtag.apps.takeover.models import Reconciliation, TakenDevice, TakenOrder, TakenRow, Takeover
from handtag.db.fields import blind_index
from handtag.domain import stock
from handtag.domain.ordering import order_state
from handtag.domain.values.identity import IdentityNumber

BATCH = 1000
NewPerson = tuple[UUID, IdentityNumber, Mapping[str, Any]]


@dataclass(frozen=True)
class Payment:
    """Who a thing is for and who pays it; `person` None: equipment of the unit."""

    person: int | None
    unit: Unit
    payer: Principal
    cost_centre: CostCentre
    point: DeliveryPoint


@dataclass(frozen=True)
class OldDevice:
    """A device as it was: on a shelf (`location`), or lent (`payment`). Amounts in öre."""

    number: str
    serial_number: str
    article: Article
    purchased_on: date
    purchase_ore: int
    residual_ore: int | None
    udi: str
    where: str
    location: Location | None
    bin: str
    payment: Payment | None
    lent_since: date | None
    prescriber: str


@dataclass(frozen=True)
class OldLine:
    """A line of an order that was open: so many pieces of an article, promised on a day."""

    article: Article
    quantity: int
    promised_on: date


@dataclass(frozen=True)
class Act:
    """By whom and when it is taken over, from which day on, and under which version of the agreement."""

    takeover: Takeover
    centre: DeviceCentre
    version_id: int
    on: date
    at: datetime
    by: str


def add_takeover(centre: DeviceCentre, key: UUID, **columns: Any) -> Takeover:
    made: Takeover = Takeover.objects.create(key=key, centre=centre, **columns)
    return made


def add_rows(takeover: Takeover, rows: Iterable[tuple[str, str, str]]) -> None:
    """(file, key, digest) of everything that was taken."""
    made = [TakenRow(takeover=takeover, centre_id=takeover.centre_id, file=file, key=key, digest=digest) for file, key, digest in rows]
    TakenRow.objects.bulk_create(made, BATCH)


def add_reconciliation(centre_id: int, key: UUID, **columns: Any) -> None:
    Reconciliation.objects.create(centre_id=centre_id, key=key, **columns)


def add_persons(rows: Sequence[NewPerson], at: datetime) -> list[Person]:
    """Persons with their numbers, none of which anybody has."""
    persons = Person.objects.bulk_create([Person(key=key, registered_at=at, **columns) for key, _number, columns in rows], BATCH)
    PersonIdentity.objects.bulk_create(
        [
            PersonIdentity(person=person, kind=number.kind, value=number.text, index=blind_index("person", number.text))
            for person, (_key, number, _columns) in zip(persons, rows, strict=True)
        ],
        BATCH,
    )
    return persons


def add_devices(act: Act, devices: Sequence[OldDevice]) -> list[Move]:
    """Each with the one move it begins with, its holding, and what the old system knew; in the order given."""
    made = Device.objects.bulk_create([_device(act, old) for old in devices], BATCH)
    moves = Move.objects.bulk_create([_move(act, old, device) for old, device in zip(devices, made, strict=True)], BATCH)
    Holding.objects.bulk_create([holding(move.device, stock.place(whereabouts(move.device)), move) for move in moves], BATCH)
    known = [
        TakenDevice(device=device, takeover=act.takeover, lent_since=old.lent_since, prescriber=old.prescriber)
        for old, device in zip(devices, made, strict=True)
    ]
    TakenDevice.objects.bulk_create(known, BATCH)
    return moves


def add_lendings(act: Act, lent: Mapping[Payment, Sequence[Move]]) -> None:
    """What is lent has its delivered order and its rent, one order for all that is paid alike; the rent runs from the day of takeover."""
    orders = _add_orders(act, [(payment, "delivered") for payment in lent])
    lines = OrderLine.objects.bulk_create(
        [
            OrderLine(
                order=order, article_id=move.device.article_id, quantity=1, device=move.device, state="delivered", promised_on=act.on,
                delivered_on=act.on,
            )
            for order, moves in zip(orders, lent.values(), strict=True)
            for move in moves
        ],
        BATCH,
    )  # fmt: skip
    all_moves = [move for moves in lent.values() for move in moves]
    rentals = Rental.objects.bulk_create([_rental(act, line, move) for line, move in zip(lines, all_moves, strict=True)], BATCH)
    events = [
        RentalEvent(rental=rental, kind="started", move=move, happened_on=move.moved_on, recorded_at=act.at)
        for rental, move in zip(rentals, all_moves, strict=True)
    ]
    RentalEvent.objects.bulk_create(events, BATCH)


def add_open_orders(act: Act, wanted: Mapping[str, tuple[Payment, Sequence[OldLine]]]) -> None:
    """By the number each has in the system before: orders that are placed here, and go on from there as any other."""
    orders = _add_orders(act, [(payment, "placed") for payment, _lines in wanted.values()])
    OrderLine.objects.bulk_create(
        [
            OrderLine(order=order, article=line.article, quantity=line.quantity, state="placed", promised_on=line.promised_on)
            for order, (_payment, lines) in zip(orders, wanted.values(), strict=True)
            for line in lines
        ],
        BATCH,
    )
    known = [
        TakenOrder(order=order, takeover=act.takeover, centre=act.centre, old_number=number)
        for order, number in zip(orders, wanted, strict=True)
    ]
    TakenOrder.objects.bulk_create(known, BATCH)


def _device(act: Act, old: OldDevice) -> Device:
    state = stock.next_state(stock.TAKEN_OVER[old.where], "")
    who = old.payment
    return Device(
        centre=act.centre, number=old.number, serial_number=old.serial_number, article=old.article, purchased_on=old.purchased_on,
        purchase_ore=old.purchase_ore, state=state, location=old.location, bin=old.bin if old.location else "", udi=old.udi,
        available_since=act.on if state in stock.AVAILABLE else None, last_moved_on=act.on,
        person_id=who.person if who and old.where == "person" else None, unit=who.unit if who and old.where == "unit" else None,
    )  # fmt: skip


def _move(act: Act, old: OldDevice, device: Device) -> Move:
    who = old.payment
    return Move(
        device=device, kind=stock.TAKEN_OVER[old.where], from_state="", to_state=device.state, to_location=device.location,
        to_bin=device.bin, person_id=device.person_id, unit=who.unit if who else None, payer=who.payer if who else None,
        value_ore=old.residual_ore, moved_on=act.on, recorded_at=act.at, moved_by=act.by,
    )  # fmt: skip


def _add_orders(act: Act, wanted: Sequence[tuple[Payment, str]]) -> list[Order]:
    """Numbers are taken under lock until commit, as many as there are orders: the series stays without gaps."""
    if not wanted:
        return []
    series = NumberSeries.objects.select_for_update().get(centre=act.centre, kind="order")
    NumberSeries.objects.filter(pk=series.pk).update(next_number=series.next_number + len(wanted))
    return Order.objects.bulk_create(
        [
            Order(
                centre=act.centre, number=str(number), kind="takeover_order" if payment.person else "equipment_order",
                state=order_state([state]), person_id=payment.person, unit=payment.unit, payer=payment.payer,
                cost_centre=payment.cost_centre, delivery_point=payment.point, agreement_version_id=act.version_id,
                placed_at=act.at, placed_by=act.by,
            )
            for number, (payment, state) in enumerate(wanted, series.next_number)
        ],
        BATCH,
    )  # fmt: skip


def _rental(act: Act, line: OrderLine, move: Move) -> Rental:
    order = line.order
    return Rental(
        centre=act.centre, device=move.device, article=move.device.article, order_line=line, agreement_version_id=act.version_id,
        unit_id=order.unit_id, payer_id=order.payer_id, cost_centre_id=order.cost_centre_id, start_move=move, start_on=move.moved_on,
    )  # fmt: skip
