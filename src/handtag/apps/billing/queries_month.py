"""A month in figures: each payer against the month before, and what running rent adds while the month is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handtag.apps.billing import queries
from handtag.apps.billing.queries import Payer, Sums
from handtag.apps.rentals.queries import rent_until
from handtag.domain.access import Viewer
from handtag.domain.values.period import Month


@dataclass(frozen=True)
class PayerRow:
    """A payer's month and the one before, in öre."""

    payer: Payer
    now: Sums
    before: Sums

    @property
    def change(self) -> int:
        return self.now.total - self.before.total


@dataclass(frozen=True)
class MonthFigures:
    """`is_closed` says that nothing more is charged in the month; `until` is the day that running rent is counted to."""

    month: Month
    is_closed: bool
    until: date
    rows: list[PayerRow]
    rent_lines: int

    @property
    def total(self) -> PayerRow:
        return PayerRow(Payer(0, ""), _sum(row.now for row in self.rows), _sum(row.before for row in self.rows))


def figures(viewer: Viewer, month: Month, today: date) -> MonthFigures:
    """An open month counts rent up to today, the way the closing will charge it; the month before is counted whole."""
    row = queries.month_row(viewer, month)
    is_closed = row is not None and row.closed_at is not None
    until = min(today, month.last)
    now, lines = _with_running(viewer, month, until)
    before, _lines = _with_running(viewer, previous(month), previous(month).last)
    payers = sorted({*now, *before}, key=lambda payer: payer.name)
    rows = [PayerRow(payer, now.get(payer, Sums()), before.get(payer, Sums())) for payer in payers]
    return MonthFigures(month, is_closed, until, rows, lines)


def previous(month: Month) -> Month:
    return Month.of(month.first - timedelta(days=1))


def _with_running(viewer: Viewer, month: Month, until: date) -> tuple[dict[Payer, Sums], int]:
    """What is charged, and for an open month the rent that will be; the number of rent lines still to be charged."""
    charged = queries.sums_by_payer(viewer, month)
    row = queries.month_row(viewer, month)
    if row is not None and row.closed_at is not None:
        return charged, 0
    running = {one.payer_id: one for one in rent_until(viewer, month, until)}
    names = queries.payer_names(set(running))
    by_payer: Mapping[Payer, int] = {Payer(pk, names[pk]): one.ore for pk, one in running.items()}
    both = {payer: _add(charged.get(payer, Sums()), by_payer.get(payer, 0)) for payer in {*charged, *by_payer}}
    return both, sum(one.lines for one in running.values())


def _add(sums: Sums, rent: int) -> Sums:
    return Sums(sums.rent + rent, sums.sale, sums.credit)


def _sum(many: Iterable[Sums]) -> Sums:
    rent = sale = credit = 0
    for one in many:
        rent, sale, credit = rent + one.rent, sale + one.sale, credit + one.credit
    return Sums(rent, sale, credit)
