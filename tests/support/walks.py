"""The whole site walked once as each visitor, and everything that was answered and written on the way kept for the tests to question.

Walking is what takes time; a walk is made when a test first asks for it, in a world of its own, and serves the rest of the session."""

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from tests.support.canaries import add_cases
from tests.support.pages import signed_in
from tests.support.proof import assert_nothing_lost
from tests.support.stage import STAGE
from tests.support.strangers import add_strangers
from tests.support.visits import Visit, answers
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token

# Who walks by the addresses of both persons' cases; everyone else by those of Dagny's, which is full of canaries.
BY_BOTH = ("anna", "cilla", "eva", "filip", "gun", "karin")


@dataclass(frozen=True)
class Step:
    """One answer and the entries that were written for it: of who was shown, and of what was done or refused."""

    name: str
    method: str
    path: str
    status: int
    packed: bytes = field(repr=False)
    readings: tuple[AccessEntry, ...]
    acts: tuple[AuditEntry, ...]

    @property
    def visit(self) -> Visit:
        return Visit(self.name, self.method, self.path, self.status, zlib.decompress(self.packed).decode())


@dataclass(frozen=True)
class Line:
    """A line that was logged, by whom, with the facts that were given beside it."""

    logger: str
    message: str
    facts: str


@dataclass(frozen=True)
class Walk:
    """What one visitor met. `names` tells which of the world's persons has a key."""

    who: str
    code: str
    unit_id: int
    principal_id: int
    names: dict[UUID, str]
    steps: list[Step]
    lines: frozenset[Line]
    cookies: str
    letters: tuple[str, ...]

    @property
    def visits(self) -> Iterator[Visit]:
        return (step.visit for step in self.steps)


def token(world: World, name: str) -> str:
    return world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")


_KEPT: dict[str, Walk] = {}


def walk_of(who: str) -> Walk:
    """The walk of one of the world's users or strangers. Asked in a test with an empty database, which it is again afterwards."""
    if who not in _KEPT:
        point = transaction.savepoint()
        try:
            _KEPT[who] = _walked(who)
            assert_nothing_lost()
        finally:
            transaction.savepoint_rollback(point)
    return _KEPT[who]


def _walked(who: str) -> Walk:
    world = STAGE.world()
    add_strangers(world)
    cases = add_cases(world)
    key, client, viewer = token(world, who), signed_in(world, who), world.viewer(who)
    cache.clear()
    steps, sent = list[Step](), len(mail.outbox)
    with _lines() as lines:
        read, done = _last(AccessEntry), _last(AuditEntry)
        for visit in answers(client, key, cases.theirs, *([cases.own] if who in BY_BOTH else [])):
            readings, acts = _since(AccessEntry, read), _since(AuditEntry, done)
            read, done = readings[-1].pk if readings else read, acts[-1].pk if acts else done
            steps.append(Step(visit.name, visit.method, visit.path, visit.status, zlib.compress(visit.text.encode(), 1), readings, acts))
    names = {person.key: called for called, person in world.persons.items()}
    letters = tuple(f"{letter.subject}\n{letter.body}" for letter in mail.outbox[sent:])
    return Walk(who, viewer.code, viewer.unit_id, viewer.principal_id, names, steps, frozenset(lines), client.cookies.output(), letters)


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _since(model: Any, pk: int) -> tuple[Any, ...]:
    return tuple(model.objects.filter(pk__gt=pk).order_by("pk"))


@contextmanager
def _lines() -> Iterator[set[Line]]:
    """Everything that is logged meanwhile, at every level; what the database is asked is not a line of a log."""
    found: set[Line] = set()

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.name.startswith("django.db"):
                found.add(Line(record.name, record.getMessage(), str(vars(record).get("facts", ""))))

    root, handler = logging.getLogger(), Kept()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
