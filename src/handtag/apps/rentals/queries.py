"""Rentals as pages and interfaces read them: of one device, and what a month's rent comes to so far. No persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When

from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device
from handtag.domain.access import Viewer
from handtag.domain.billing import rent_amount
from handtag.domain.renting import segments
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month


@dataclass(frozen=True)
class Running:
    """Rent of a month for one payer, in öre, and the number of rent lines it makes."""

    payer_id: int
    lines: int
    ore: int


def rentals_of(viewer: Viewer, device: Device) -> QuerySet[Rental]:
    """The rentals of a device that the viewer may see, the latest first, with unit, payer, decision and order."""
    rows: QuerySet[Rental] = Rental.objects.visible_to(viewer).filter(device=device)
    return rows.select_related("unit", "payer", "order_line__order", "agreement_version").order_by("-start_on", "-pk")


def lent_count(viewer: Viewer) -> int:
    """Devices that are rented out now."""
    return int(Rental.objects.visible_to(viewer).filter(end_on=None).count())


def rent_until(viewer: Viewer, month: Month, until: date) -> list[Running]:
    """What the rented days of a month come to, from its first day to a day (inclusive), by payer; not yet charged.

    Counted as the closing counts, line by line; a device returned and delivered again on one day is counted for both until
    the month is closed.
    """
    first, last = month.first, min(until, month.last)
    if last < first:
        return []
    rows = Rental.objects.visible_to(viewer).filter(Q(end_on=None) | Q(end_on__gte=first), start_on__lte=last)
    groups = list(
        rows.annotate(begins=_later(first), ends=_earlier(last))
        .order_by()
        .values_list("payer_id", "article_id", "begins", "ends")
        .annotate(count=Count("pk"))
    )
    prices = _rent_prices({article for _payer, article, *_rest in groups})
    sums: dict[int, Running] = {}
    for payer, article, begins, ends, count in groups:
        lines = _amounts(begins, ends, month, prices.get(article, []))
        before = sums.get(payer, Running(payer, 0, 0))
        sums[payer] = Running(payer, before.lines + len(lines) * count, before.ore + sum(lines) * count)
    return list(sums.values())


def _amounts(begins: date, ends: date, month: Month, prices: list[tuple[date, int]]) -> list[int]:
    """The amount of each rent line; none when no price covers the days, which the closing will refuse."""
    try:
        return [rent_amount(segment.price, segment.days) for segment in segments(begins, ends, month, prices)]
    except Refused:
        return []


def _later(first: date) -> Case:
    return Case(When(start_on__lt=first, then=Value(first)), default=F("start_on"), output_field=DateField())


def _earlier(last: date) -> Case:
    out = Q(end_on=None) | Q(end_on__gt=last)
    return Case(When(out, then=Value(last)), default=F("end_on"), output_field=DateField())


def _rent_prices(article_ids: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    prices: dict[int, list[tuple[date, int]]] = {}
    rows = PriceVersion.objects.filter(article_id__in=set(article_ids), kind="rent_per_month").order_by("article_id", "valid_from")
    for article, valid_from, amount in rows.values_list("article_id", "valid_from", "amount_ore"):
        prices.setdefault(article, []).append((valid_from, amount))
    return prices
