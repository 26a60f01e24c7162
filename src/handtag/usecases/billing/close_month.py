"""A month is over: every rented day in it is charged, and its books are closed."""

from dataclasses import dataclass
from itertools import groupby

from handtag.apps.billing import store as billing
from handtag.apps.billing.store import RentLine
from handtag.apps.organisations import store as organisations
from handtag.apps.rentals import store as rentals
from handtag.apps.rentals.models import Rental
from handtag.domain.access import Permission
from handtag.domain.billing import check_closable, keeps_books_of, parse_month, rent_amount
from handtag.domain.renting import Period, segments, without_shared_days
from handtag.domain.values.errors import NotFound
from handtag.domain.values.period import Month
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CloseMonth:
    """`month` is written `2026-10`."""

    centre_id: int
    month: str


@dataclass(frozen=True)
class ClosedMonth:
    month: str
    rent_lines: int
    rent_ore: int


@use_case(Permission.CLOSE_MONTH, audits="billing.month_closed")
def close_month(ctx: Context, data: CloseMonth) -> ClosedMonth:
    """Rent is charged for the number of days rented, per rental and price version (Norrbotten final report 2021, "Hyresperiod").

    Only a month that is over, once, and never before an earlier one. Afterwards it changes by credit only.
    Raises NotFound, Refused.
    """
    centre = organisations.centre_by_id(data.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.CLOSE_MONTH, within=keeps_books_of(ctx.viewer, centre.pk))
    month = parse_month(data.month)
    row = billing.lock_month(centre.pk, month)
    closed_through = billing.closed_through(centre.pk)
    waiting = [
        first
        for first in (
            rentals.first_rented_month(centre.pk, closed_through),
            billing.first_charged_month(centre.pk, closed_through),
        )
        if first is not None
    ]
    check_closable(month, today=ctx.today, closed_through=closed_through, first_unbilled=min(waiting) if waiting else None)
    lines = _rent_lines(centre.pk, month)
    billing.add_rent_charges(row, lines, at=ctx.now)
    billing.close(row, at=ctx.now, by=ctx.viewer.code)
    total = sum(line.amount_ore for line in lines)
    ctx.audit("billing.month_closed", f"centre:{centre.pk}", month=str(month), lines=len(lines), rent_ore=total)
    return ClosedMonth(str(month), len(lines), total)


def _rent_lines(centre_id: int, month: Month) -> list[RentLine]:
    prices = billing.rent_prices(centre_id)
    lines: list[RentLine] = []
    for _, same_device in groupby(rentals.rentals_between(centre_id, month.first, month.last), _device):
        of_device = list(same_device)
        periods = without_shared_days([Period(rental.start_on, rental.end_on) for rental in of_device])
        for rental, period in zip(of_device, periods, strict=True):
            if period is None:
                continue
            for segment in segments(period.first, period.last, month, prices.get(rental.article_id, [])):
                amount = rent_amount(segment.price.amount_ore, segment.days)
                lines.append(RentLine(rental, rental.rule, segment, amount))  # type: ignore[attr-defined]
    return lines


def _device(rental: Rental) -> int:
    return int(rental.device_id)
