"""After delivery in the demo county: follow-ups, the end of the need, collection, inspection, reconditioning. Each step enters the next."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from handtag.cli.demo.agenda import Agenda
from handtag.cli.demo.days import after_working_days, next_delivery_day, working_day_from
from handtag.cli.demo.stockroom import Stockroom
from handtag.cli.demo.world import Colleague, World
from handtag.domain.access import Viewer
from handtag.domain.following_up import DEFAULT
from handtag.usecases.following.follow_up import FollowUp, follow_up
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.record_step import RecordStep, record_step
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.return_device import ReturnDevice, return_device

# Result, what is noted, how often.
RESULTS = (
    ("goal_reached", "Använder hjälpmedlet varje dag.", 50),
    ("goal_reached", "Klarar vardagen som tänkt.", 25),
    ("goal_partly_reached", "Inställningen är justerad, ny uppföljning behövs.", 18),
    ("goal_not_reached", "Används inte som tänkt, ny bedömning.", 7),
)
ENDS = ("need_ended", "need_ended", "other_solution", "moved")
SHARE_NEVER_FOLLOWED_UP = 0.08
SHARE_LATE = 0.15
NEXT_FOLLOW_UP_DAYS = 182
SHARE_INSTRUCTED_LATER = 0.5
SHARE_ENDING = 0.4
MEAN_DAYS_OF_USE = 220
SHORTEST_USE = 12
SHARE_NOT_PASSED = 0.07


class Aftermath:
    """What follows when devices have reached a person."""

    def __init__(self, world: World, agenda: Agenda, stockroom: Stockroom) -> None:
        self._world, self._agenda, self._stockroom = world, agenda, stockroom
        self._ended: set[UUID] = set()
        self._lent: dict[UUID, tuple[Colleague, list[str]]] = {}

    def begin(self, prescription: UUID, prescriber: Colleague, devices: list[str]) -> None:
        """The first follow-up has its day, and many a need ends, sooner or later."""
        rng = self._world.rng
        if rng.random() < SHARE_INSTRUCTED_LATER:
            self._later(rng.choice((0, 1, 2)), self._instruct, prescription, prescriber)
        self._plan_follow_up(prescription, prescriber, DEFAULT.first_days)
        if devices:
            self._lent[prescription] = (prescriber, devices)
        if devices and rng.random() < SHARE_ENDING:
            days = SHORTEST_USE + int(rng.expovariate(1 / MEAN_DAYS_OF_USE))
            ends = working_day_from(self._world.day + timedelta(days=days))
            self._agenda.enter(ends, partial(self._end, prescription))

    def end_somewhere(self, state: str) -> None:
        """The oldest need that goes on ends today, and its devices come as far as `state`: placed, returned or inspected."""
        devices = self._end(next(iter(self._lent)))
        if state != "placed":
            self._return(devices)
        if state == "inspected":
            worker = self._world.one_of("store_worker")
            self._world.run(inspect_device, InspectDevice(devices[0], passed=True, note="", on=self._world.day), worker)

    def _instruct(self, prescription: UUID, prescriber: Colleague) -> None:
        if prescription in self._ended:
            return
        step = RecordStep(prescription, "instruction", "Har provat och visat handhavandet.", self._world.day)
        self._world.run(record_step, step, self._as(prescriber))

    def _plan_follow_up(self, prescription: UUID, prescriber: Colleague, days: int) -> None:
        rng = self._world.rng
        chance = rng.random()
        if chance < SHARE_NEVER_FOLLOWED_UP:
            return
        drift = rng.randint(6, 40) if chance < SHARE_NEVER_FOLLOWED_UP + SHARE_LATE else rng.randint(-3, 3)
        day = working_day_from(self._world.day + timedelta(days=days + drift))
        self._agenda.enter(day, partial(self._follow_up, prescription, prescriber))

    def _follow_up(self, prescription: UUID, prescriber: Colleague) -> None:
        if prescription in self._ended:
            return
        rng, today = self._world.rng, self._world.day
        result, note, _ = rng.choices(RESULTS, [weight for _, _, weight in RESULTS])[0]
        is_done = result == "goal_reached" and rng.random() < 0.5
        next_due = None if is_done else today + timedelta(days=NEXT_FOLLOW_UP_DAYS)
        self._world.run(follow_up, FollowUp(prescription, result, note, next_due), self._as(prescriber))
        if next_due is not None:
            self._plan_follow_up(prescription, prescriber, NEXT_FOLLOW_UP_DAYS)

    def _end(self, prescription: UUID) -> list[str]:
        """The need is over: the prescription ends and every device is ordered home."""
        if prescription not in self._lent:
            return []
        prescriber, devices = self._lent.pop(prescription)
        rng, viewer = self._world.rng, self._as(prescriber)
        self._ended.add(prescription)
        for number in devices:
            order = PlaceCollectionOrder(number, prescriber.delivery_point, "Hämtas vid godsmottagningen.")
            self._world.run(place_collection_order, order, viewer)
        self._world.run(end_prescription, EndPrescription(prescription, rng.choice(ENDS)), viewer)
        comes = next_delivery_day(after_working_days(self._world.day, 1), prescriber.unit.weekdays)
        self._agenda.enter(comes, partial(self._return, devices))
        return devices

    def _return(self, devices: list[str]) -> None:
        worker = self._world.one_of("store_worker")
        for number in devices:
            data = ReturnDevice(number, self._stockroom.central, self._world.day)
            self._world.run(return_device, data, worker)
            self._later(self._world.rng.randint(1, 5), self._inspect, number)

    def _inspect(self, number: str) -> None:
        rng, worker = self._world.rng, self._world.one_of("store_worker")
        passed = rng.random() >= SHARE_NOT_PASSED
        note = "" if passed else "Ramen är skev och går inte att rikta."
        self._world.run(inspect_device, InspectDevice(number, passed, note, self._world.day), worker)
        self._later(rng.randint(1, 4), self._recondition if passed else self._decommission, number)

    def _recondition(self, number: str) -> None:
        data = ReconditionDevice(number, self._stockroom.any_bin(), self._world.day)
        self._world.run(recondition_device, data, self._world.one_of("store_worker"))

    def _decommission(self, number: str) -> None:
        data = DecommissionDevice(number, "Kostar mer att laga än den är värd.", self._world.day)
        self._world.run(decommission_device, data, self._world.one_of("store_worker"))

    def _as(self, prescriber: Colleague) -> Viewer:
        return self._world.as_(prescriber.user.username)

    def _later(self, working_days: int, action: Callable[..., None], *args: object) -> None:
        self._agenda.enter(after_working_days(self._world.day, working_days), partial(action, *args))
