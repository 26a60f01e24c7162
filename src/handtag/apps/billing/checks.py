"""Does the money add up? Every amount made again from what it rests on, day by day; one line per row that is wrong, else nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from handtag.apps.billing.models import Charge, Invoice, Month
from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.orders.checks import gaps
from handtag.apps.organisations.models import NumberSeries
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.stock.models import Device
from handtag.domain.billing import rent_amount, sale_amount
from handtag.domain.ordering import RULES_WITHOUT_DECISION
from handtag.domain.values import period
from handtag.domain.values.period import days_inclusive

CHUNK = 2000
Cell = tuple[int, date]  # a device on a day


def amounts_off_their_prices() -> Iterator[str]:
    """Days are counted and prices applied again: rent per day, sales per piece."""
    charges = Charge.objects.exclude(kind="credit").select_related("price_version").order_by("pk")
    for charge in charges.iterator(CHUNK):
        price = charge.price_version
        days = days_inclusive(charge.first_day, charge.last_day)
        if charge.kind == "rent":
            expected = (days, rent_amount(price.amount_ore, days))
        else:
            expected = (charge.quantity, sale_amount(price.amount_ore, charge.quantity))
        if (charge.quantity, charge.amount_ore) != expected or price.article_id != charge.article_id:
            yield f"charge {charge.pk}: {charge.quantity} and {charge.amount_ore} öre, but its price says {expected}"


def credits_beyond_their_charges() -> Iterator[str]:
    """A charge and its credits are never together below nothing."""
    credited = Charge.objects.exclude(kind="credit").annotate(left=F("amount_ore") + Coalesce(Sum("credited_by__amount_ore"), 0))
    for charge in credited.filter(left__lt=0).order_by("pk"):
        yield f"charge {charge.pk}: {charge.left} öre left after its credits"


def invoices_off_their_lines() -> Iterator[str]:
    """An invoice is the sum of its lines, and all of them are its payer's, its cost centre's and its month's."""
    summed = Invoice.objects.annotate(lines_ore=Coalesce(Sum("lines__charge__amount_ore"), 0))
    for row in summed.exclude(lines_ore=F("total_ore")).order_by("pk"):
        yield f"invoice {row.number}: {row.total_ore} öre, but its lines say {row.lines_ore}"
    same = Q(lines__charge__payer=F("payer"), lines__charge__cost_centre=F("cost_centre"), lines__charge__month=F("month"))
    for invoice in Invoice.objects.exclude(lines=None).filter(~same).distinct().order_by("pk"):
        yield f"invoice {invoice.number}: carries a line of another payer, cost centre or month"


def credits_off_their_charges() -> Iterator[str]:
    """A credit takes back a charge of the same payer, cost centre, article and price, on its days, and never another credit."""
    same = Q(
        payer=F("credits__payer"),
        cost_centre=F("credits__cost_centre"),
        article=F("credits__article"),
        price_version=F("credits__price_version"),
        first_day__gte=F("credits__first_day"),
        last_day__lte=F("credits__last_day"),
    )
    wrong = Charge.objects.filter(kind="credit").exclude(same & ~Q(credits__kind="credit"))
    for charge in wrong.order_by("pk"):
        yield f"credit {charge.pk}: does not fit charge {charge.credits_id}"


def charges_off_their_sources() -> Iterator[str]:
    """Each charge rests on one decision, on a unit's order of equipment or on what was decided in the system before: payer, cost centre,
    version and rule are those of its order and, for rent, of its rental.
    """
    order = "order_line__order__"
    same = Q(
        **{f"{order}payer": F("payer"), f"{order}cost_centre": F("cost_centre")},
    )
    decided = Q(**{f"{order}decision": F("decision")}, decision__agreement_version=F("agreement_version"), decision__rule=F("rule"))
    undecided = Q(decision=None, **{f"{order}agreement_version": F("agreement_version")})
    ruled = (Q(rule=rule, **{f"{order}kind": kind}) for kind, rule in RULES_WITHOUT_DECISION.items())
    same &= decided | (undecided & reduce(or_, ruled))
    rental = ("device", "order_line", "payer", "cost_centre", "article")
    of_decision = Q(rental__decision=F("decision")) | Q(rental__decision=None, decision=None)
    of_rental = Q(rental=None) | (Q(**{f"rental__{name}": F(name) for name in rental}) & of_decision)
    kept = Q(kind="rent", rental__isnull=False) | ~Q(kind="rent")
    for charge in Charge.objects.exclude(same & of_rental & kept).order_by("pk"):
        yield f"charge {charge.pk}: is not what order line {charge.order_line_id} and rental {charge.rental_id} say"


def charges_off_the_prices_in_force() -> Iterator[str]:
    """A charge lies under one price: in force from its first day on, with none that was known following before its last."""
    later = PriceVersion.objects.filter(
        article=OuterRef("article"), recorded_at__lte=OuterRef("recorded_at"),
        valid_from__gt=OuterRef("price_version__valid_from"), valid_from__lte=OuterRef("last_day"),
    )  # fmt: skip
    kinds = {"rent": "rent_per_month", "sale": "sale"}
    right_kind = Q(kind="credit")
    for kind, price in kinds.items():
        right_kind |= Q(kind=kind, price_version__kind=price)
    in_force = Q(price_version__valid_from__lte=F("first_day")) & ~Exists(later)
    for charge in Charge.objects.exclude(kind="credit").exclude(in_force & right_kind).order_by("pk"):
        yield f"charge {charge.pk}: {charge.first_day} to {charge.last_day} is not under price {charge.price_version_id} alone"


def closed_months_that_changed() -> Iterator[str]:
    """Nothing enters a month after it was closed: no charge, no delivery, no return; and none closed before it was over."""
    for charge in Charge.objects.filter(recorded_at__gt=F("month__closed_at")).order_by("pk"):
        yield f"charge {charge.pk}: recorded {charge.recorded_at:%Y-%m-%d}, after its month was closed"
    for row in Month.objects.filter(closed_at__isnull=False).order_by("centre_id", "first_day"):
        month = period.Month.of(row.first_day)
        if row.closed_at is not None and row.closed_at.date() < month.last:
            yield f"month {month} of centre {row.centre_id}: closed {row.closed_at:%Y-%m-%d}, before it was over"
        events = RentalEvent.objects.filter(rental__centre_id=row.centre_id, happened_on__range=(month.first, month.last))
        for event in events.filter(recorded_at__gt=row.closed_at).order_by("pk"):
            yield f"rental {event.rental_id}: {event.kind} on {event.happened_on}, recorded after {month} was closed"


def charges_outside_their_months() -> Iterator[str]:
    """Rent and sales stand in the month of their days, so that no day is charged in two months."""
    rows = Charge.objects.exclude(kind="credit").values_list("pk", "first_day", "last_day", "month__first_day")
    for pk, first, last, month in rows.order_by("pk").iterator(CHUNK):
        if {period.Month.of(first), period.Month.of(last)} != {period.Month.of(month)}:
            yield f"charge {pk}: {first} to {last} stands in {period.Month.of(month)}"


def invoice_numbers_with_gaps() -> Iterator[str]:
    """Invoice numbers of a centre follow one another without gaps, up to the next one that will be given."""
    for series in NumberSeries.objects.filter(kind="invoice").order_by("centre_id"):
        taken = Invoice.objects.filter(centre_id=series.centre_id).values_list("number", flat=True)
        yield from gaps(f"centre {series.centre_id}: invoice", taken, series.next_number)


def lent_devices_nobody_pays_for() -> Iterator[str]:
    """A device with a person is rented, or its delivery was sold."""
    rented = Rental.objects.filter(end_on=None)
    sold = Charge.objects.filter(kind="sale", move__kind="delivered", move__person=F("device__person"))
    lent = Device.objects.filter(state="with_person").exclude(pk__in=rented.values("device_id"))
    for device in lent.exclude(pk__in=sold.values("device_id")).order_by("pk"):
        yield f"device {device.number}: with a person, but neither rented nor sold"


def rented_days_off_their_charges() -> Iterator[str]:
    """In a closed month each device is charged exactly on the days it was rented, to who had it last that day."""
    for month in Month.objects.filter(closed_at__isnull=False).order_by("centre_id", "first_day"):
        span = period.Month.of(month.first_day)
        rented, cells = _rented(month.centre_id, span), _charged(month)
        charged = dict(cells)
        for (device, day), times in sorted(Counter(cell for cell, _ in cells).items()):
            if times > 1:
                yield f"device {device}: charged {times} times on {day}"
        for cell in sorted(rented.keys() | charged.keys()):
            if rented.get(cell) != charged.get(cell):
                yield f"device {cell[0]} on {cell[1]}: rental {rented.get(cell)}, but charged to rental {charged.get(cell)}"


def _rented(centre_id: int, month: period.Month) -> dict[Cell, int]:
    """Device and day → rental, the later one where two share a day."""
    rented: dict[Cell, int] = {}
    running = Q(end_on=None) | Q(end_on__gte=month.first)
    for rental in Rental.objects.filter(running, centre_id=centre_id, start_on__lte=month.last).order_by("start_on", "pk"):
        for day in _days(max(rental.start_on, month.first), min(rental.end_on or month.last, month.last)):
            rented[rental.device_id, day] = rental.pk
    return rented


def _charged(month: Month) -> list[tuple[Cell, int]]:
    charges = Charge.objects.filter(month=month, kind="rent").values_list("device_id", "first_day", "last_day", "rental_id")
    return [((device, day), rental) for device, first, last, rental in charges for day in _days(first, last)]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(days_inclusive(first, last))]
