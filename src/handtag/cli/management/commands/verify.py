"""Recompute everything that is kept twice and compare: the nightly proof that the ledgers add up. Changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handtag.apps.billing import checks as billing
from handtag.apps.rentals import checks as rentals
from handtag.apps.stock import checks as stock

CHECKS = (
    stock.devices_off_their_moves,
    stock.balances_off_their_rows,
    rentals.rentals_off_their_moves,
    rentals.open_rentals_of_devices_at_home,
    billing.amounts_off_their_prices,
    billing.credits_beyond_their_charges,
    billing.invoices_off_their_lines,
    billing.rented_days_off_their_charges,
)


class Command(BaseCommand):
    help = "Recompute projections, balances, rents and invoices from the ledgers; list every row that differs."

    def handle(self, *_: Any, **__: Any) -> None:
        wrong = 0
        for check in CHECKS:
            for row in check():
                wrong += 1
                self.stdout.write(f"{check.__name__}: {row}")
        self.stdout.write(f"{wrong} rows differ in {len(CHECKS)} checks")
        if wrong:
            raise CommandError("the ledgers do not add up")
