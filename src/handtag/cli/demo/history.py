"""The months of the demo county, working day by working day: needs arise, the agenda is played, months are closed and invoiced."""

from datetime import date, timedelta
from random import Random

from handtag.cli.demo.aftermath import Aftermath
from handtag.cli.demo.agenda import Agenda
from handtag.cli.demo.analysing import calculate_shift
from handtag.cli.demo.approving import leave_approvals
from handtag.cli.demo.books import Books
from handtag.cli.demo.buying import Buying
from handtag.cli.demo.chain import Chain
from handtag.cli.demo.closing import leave_work
from handtag.cli.demo.county import County
from handtag.cli.demo.days import months_before, working_day_from, working_day_until, working_days
from handtag.cli.demo.describing import leave_proposals
from handtag.cli.demo.foundation import lay_foundation
from handtag.cli.demo.needs import Needs
from handtag.cli.demo.persons import PlannedPerson, plan_persons
from handtag.cli.demo.procuring import leave_price_list
from handtag.cli.demo.stockroom import LOT_DAYS, LOTS, Stockroom
from handtag.cli.demo.storekeeping import keep_stores
from handtag.cli.demo.training import leave_training
from handtag.cli.demo.world import Size, World
from handtag.domain.values.period import Month

NEW_PERSONS = 0.6  # share of the needs that somebody has who was never met before, as long as there is anybody
PURCHASES = 4  # devices of an article that the buyer buys at a time


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
    history = History(world, stockroom, persons, first)
    history.open(first)
    for day in working_days(first, last):
        world.move_to(day)
        history.play_day()
    history.close()
    calculate_shift(world, Month.of(first), Month.of(last))
    return world


class History:
    """Plays one working day after the other."""

    def __init__(self, world: World, stockroom: Stockroom, persons: list[PlannedPerson], first: date) -> None:
        self._world, self._stockroom, self._persons = world, stockroom, persons
        self._agenda = Agenda()
        self._aftermath = Aftermath(world, self._agenda, stockroom)
        self._buying = Buying(world, self._agenda, stockroom)
        self._chain = Chain(world, self._agenda, stockroom, self._aftermath)
        self._needs = Needs(world)
        self._books = Books(world, first)
        self._month = Month.of(first)
        self._unmet = 0.0
        self._waiting = list(persons)

    def open(self, first: date) -> None:
        """The agreements are there when the first day begins."""
        self._world.move_to(first)
        self._buying.agree()

    def play_day(self) -> None:
        """Books first, then what was planned for the day, then what the day brings."""
        self._books.keep()
        if self._month != Month.of(self._world.day):
            self._month = Month.of(self._world.day)
            self._buy()
        self._agenda.play_until(self._world.day)
        self._unmet += self._world.size.needs_per_day
        while self._unmet >= 1:
            self._unmet -= 1
            self._meet_somebody()
        self._agenda.play_until(self._world.day)

    def close(self) -> None:
        """The last day ends with everybody having something to do in the morning."""
        leave_work(self._world, self._needs, self._persons, self._chain, self._aftermath)
        self._buying.leave_work()
        leave_price_list(self._world)
        leave_proposals(self._world)
        leave_training(self._world)
        keep_stores(self._world)
        leave_approvals(self._world)

    def _meet_somebody(self) -> None:
        """Mostly somebody new, as long as there is anybody; otherwise one who has been met before."""
        rng = self._world.rng
        is_new = self._waiting and (len(self._waiting) == len(self._persons) or rng.random() < NEW_PERSONS)
        person = self._waiting.pop() if is_new else rng.choice(self._persons)
        need = self._needs.draw(person)
        if need is not None:
            self._chain.begin(need)

    def _buy(self) -> None:
        """The buyer fills up what is stocked, a few articles a month."""
        rng = self._world.rng
        stocked = [goods for goods in self._world.goods.values() if goods.assortment == "stocked"]
        chosen = rng.choices(stocked, [goods.demand for goods in stocked], k=self._world.size.purchases_a_month)
        self._buying.buy((goods, PURCHASES) for goods in chosen)
