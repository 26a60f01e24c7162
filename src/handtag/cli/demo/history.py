"""The months of the demo county, working day by working day: needs arise, the agenda is played, months are closed and invoiced."""

from datetime import date, timedelta
from random import Random

from handtag.cli.demo.agenda import Agenda
from handtag.cli.demo.chain import Chain
from handtag.cli.demo.county import County
from handtag.cli.demo.days import months_before, working_day_from, working_day_until, working_days
from handtag.cli.demo.foundation import lay_foundation, raise_prices
from handtag.cli.demo.needs import Needs
from handtag.cli.demo.persons import PlannedPerson, plan_persons
from handtag.cli.demo.stockroom import LOT_DAYS, LOTS, Stockroom
from handtag.cli.demo.world import Size, World
from handtag.domain.values.period import Month
from handtag.usecases.billing.close_month import CloseMonth, close_month
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

BOOKS_ARE_CLOSED_AFTER = 5  # days into the next month
BUSY_DAYS = 12  # so many last days have more needs, so that every kind of work is waiting when the history ends
BUSY_FACTOR = 2.0
PURCHASES_A_MONTH = 12
BOUGHT_AT_A_TIME = 4


def play(county: County, size: Size, *, seed: int, until: date) -> World:
    """Build the whole county up to and including a day. The same county, size, seed and day give the same rows."""
    last = working_day_until(until)
    first = working_day_from(months_before(last, size.months))
    founded = working_day_from(first - timedelta(days=LOT_DAYS * LOTS + 30))
    world = World(county, size, seed, founded, Random(seed))  # noqa: S311 — the same seed must give the same county
    lay_foundation(world)
    stockroom = Stockroom(world)
    stockroom.fill(first)
    persons = plan_persons(county, world.rng, count=size.persons, protected=size.protected, day=last)
    history = History(world, stockroom, persons)
    for day in working_days(first, last):
        world.move_to(day)
        history.play_day(last)
    return world


class History:
    """Plays one working day after the other."""

    def __init__(self, world: World, stockroom: Stockroom, persons: list[PlannedPerson]) -> None:
        self._world, self._stockroom, self._persons = world, stockroom, persons
        self._agenda = Agenda()
        self._chain = Chain(world, self._agenda, stockroom)
        self._needs = Needs(world)
        self._open_month = Month.of(world.day)
        self._unmet = 0.0
        self._waiting = list(persons)

    def play_day(self, last: date) -> None:
        """Books first, then what was planned for the day, then what the day brings."""
        self._keep_books()
        self._agenda.play_until(self._world.day)
        busy = BUSY_FACTOR if (last - self._world.day).days < BUSY_DAYS else 1.0
        self._unmet += self._world.size.needs_per_day * busy
        while self._unmet >= 1:
            self._unmet -= 1
            self._meet_somebody()
        self._agenda.play_until(self._world.day)

    def _meet_somebody(self) -> None:
        """Half of the time somebody new, as long as there is anybody; otherwise one who has been met before."""
        rng = self._world.rng
        is_new = self._waiting and (len(self._waiting) == len(self._persons) or rng.random() < 0.5)
        person = self._waiting.pop() if is_new else rng.choice(self._persons)
        need = self._needs.draw(person)
        if need is not None:
            self._chain.begin(need)

    def _keep_books(self) -> None:
        """The month before is closed and invoiced some days into the next; prices rise and stock is bought at its turn."""
        world = self._world
        while self._open_month.next() <= Month.of(world.day) and self._may_close():
            controller = world.controller()
            month = str(self._open_month)
            world.run(close_month, CloseMonth(world.centre_id, month), controller)
            world.run(issue_invoices, IssueInvoices(world.centre_id, month), controller)
            self._open_month = self._open_month.next()
            self._buy()
            if self._open_month.month == world.county.price_rise_month:
                raise_prices(world, self._open_month.next().first)

    def _may_close(self) -> bool:
        return self._world.day >= self._open_month.next().first + timedelta(days=BOOKS_ARE_CLOSED_AFTER)

    def _buy(self) -> None:
        """The buyer fills up what is stocked, a few articles a month."""
        rng = self._world.rng
        stocked = [goods for goods in self._world.goods.values() if goods.assortment == "stocked"]
        for goods in rng.choices(stocked, [goods.demand for goods in stocked], k=PURCHASES_A_MONTH):
            self._stockroom.receive(goods, self._stockroom.central, BOUGHT_AT_A_TIME)
