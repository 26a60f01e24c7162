"""Runs use cases as the people of the demo county, with a clock that only moves forward. Nothing is decided or written here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from handtag.apps.organisations.queries import delivery_points, system_viewer, viewer_for_assignment
from handtag.cli.demo.county import County, Unit, User
from handtag.cli.demo.days import office_moment
from handtag.cli.demo.goods import Goods
from handtag.domain.access import Viewer
from handtag.usecases.base import UseCase, execute

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True)
class Size:
    """How much is built: months of history before the last day, persons, new needs a working day, share of the planned stock."""

    name: str
    months: int
    persons: int
    protected: int
    needs_per_day: float
    stock_percent: int
    purchases_a_month: int
    left_waiting: int


SIZES = {
    "small": Size("small", months=3, persons=20, protected=1, needs_per_day=0.6, stock_percent=20, purchases_a_month=1, left_waiting=1),
    "county": Size(
        "county", months=12, persons=400, protected=5, needs_per_day=3.6, stock_percent=110, purchases_a_month=12, left_waiting=4
    ),
}


@dataclass(frozen=True)
class Colleague:
    """A user with an assignment, as a viewer on no particular day, and where the unit has goods brought."""

    user: User
    unit: Unit
    viewer: Viewer
    delivery_point: int


@dataclass
class World:
    """The demo county as far as it has been built; `day` is the day being played."""

    county: County
    size: Size
    seed: int
    day: date
    rng: Random
    centre_id: int = 0
    goods: dict[str, Goods] = field(default_factory=dict)
    staff: dict[str, Colleague] = field(default_factory=dict)
    courses: dict[str, int] = field(default_factory=dict)
    untrained: dict[str, str] = field(default_factory=dict)
    """Who has not earned the right to which part of the classification."""
    _tick: int = 0
    _commands: int = 0

    def move_to(self, day: date) -> None:
        """The clock goes to the morning of a later day."""
        if day < self.day:
            raise ValueError(f"the clock cannot go back from {self.day} to {day}")
        if day > self.day:
            self.day, self._tick = day, 0

    @property
    def now(self) -> datetime:
        return office_moment(self.day, self._tick)

    def run(self, case: UseCase[In, Out], data: In, viewer: Viewer) -> Out:
        """One use case, some seconds after the last, under a command id that is the same every time the county is built."""
        self._tick += 1
        return execute(case, data, viewer, now=self.now, command_id=self._command_id(case.name), door="cli")

    def as_system(self) -> Viewer:
        return system_viewer(self.day)

    def as_(self, username: str) -> Viewer:
        return replace(self.staff[username].viewer, on=self.day)

    def take_on(self, user: User, unit: Unit, *, user_id: int, assignment_id: int) -> None:
        """The user has begun: remember how they see the county. Raises LookupError when the assignment is not valid."""
        viewer = viewer_for_assignment(assignment_id, user_id, self.day)
        if viewer is None:
            raise LookupError(f"{user.username} has no valid assignment on {self.day}")
        points = delivery_points(viewer)
        self.staff[user.username] = Colleague(user, unit, viewer, points[0][0] if points else 0)

    def having(self, role: str) -> Iterator[Colleague]:
        """Everybody with a role, in the order they were taken on."""
        return (colleague for colleague in self.staff.values() if colleague.user.role == role)

    def controller(self) -> Viewer:
        """Who keeps the centre's books: a controller of the principal that runs it."""
        return next(v for v in (self.as_(c.user.username) for c in self.having("controller")) if v.runs_centre)

    def one_of(self, role: str) -> Viewer:
        """Somebody with a role, drawn."""
        return self.as_(self.rng.choice(list(self.having(role))).user.username)

    def _command_id(self, name: str) -> UUID:
        self._commands += 1
        return uuid5(NAMESPACE_URL, f"demo/{self.county.code}/{self.size.name}/{self.seed}/{self._commands}/{name}")
