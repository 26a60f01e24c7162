"""Does the money add up? Every amount made again from what it rests on, day by day; one line per row that is wrong, else nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from handtag.apps.billing.models import Charge, Invoice, Month
from handtag.apps.rentals.models import Rental
from handtag.domain.billing import rent_amount, sale_amount
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
