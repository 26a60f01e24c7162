"""The books of the demo county: months are closed and invoiced, now and then something is credited, once a year prices rise."""

from datetime import date, timedelta

from handtag.apps.billing.queries import invoices_for_list, lines_of
from handtag.cli.demo.foundation import raise_prices
from handtag.cli.demo.world import World
from handtag.domain.access import Viewer
from handtag.domain.values.period import Month
from handtag.usecases.billing.close_month import CloseMonth, close_month
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

CLOSED_AFTER = 5  # days into the next month
CREDITS_A_MONTH = 2
SHORTEST_CREDITED = 8  # days of rent on the line
CREDITED_DAYS = 4
REASONS = ("Stod trasig i väntan på reservdel.", "Hämtades senare än det som var beställt.")


class Books:
    """Kept by the controller of the principal that runs the centre."""

    def __init__(self, world: World, first: date) -> None:
        self._world = world
        self._open = Month.of(first)

    def keep(self) -> None:
        """Close what is due today. Nothing happens on most days."""
        world = self._world
        while world.day >= self._open.next().first + timedelta(days=CLOSED_AFTER):
            controller, month = world.controller(), self._open
            world.run(close_month, CloseMonth(world.centre_id, str(month)), controller)
            world.run(issue_invoices, IssueInvoices(world.centre_id, str(month)), controller)
            self._credit(controller, month)
            self._open = month.next()
            if self._open.next().month == world.county.price_rise_month:
                raise_prices(world, self._open.next().first)

    def _credit(self, controller: Viewer, month: Month) -> None:
        """Some days of some line are taken back; the credit rides on the invoice of the month that is open now."""
        lines = [
            line
            for invoice in invoices_for_list(controller, month, "number")
            for line in lines_of(controller, invoice, "rent")
            if line.quantity >= SHORTEST_CREDITED
        ]
        rng = self._world.rng
        for line in rng.sample(lines, min(len(lines), rng.randint(1, CREDITS_A_MONTH))):
            from_day = line.last_day - timedelta(days=CREDITED_DAYS - 1)
            self._world.run(credit_charge, CreditCharge(line.pk, from_day, rng.choice(REASONS)), controller)
