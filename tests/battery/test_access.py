"""The access log says what was done and nothing else: each answer, through every door, leaves exactly the rows of whom it was about."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.battery.conftest import Size
from tests.support.canaries import PERSON, Cases, add_cases
from tests.support.pages import signed_in
from tests.support.strangers import ONE_OF_EACH, add_strangers
from tests.support.visits import Things, Visit, answers
from tests.support.world import PERSONS, World

from handtag.apps.audit import store as audit
from handtag.apps.audit.models import AccessEntry
from handtag.domain.access import Viewer
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token

pytestmark = [pytest.mark.both]
LISTS = {
    "home:start", "prescribing:list", "ordering:list", "people:index", "people:list", "following:list", "following:reassign",
    "handovers:list",
}  # fmt: skip
OTHERWISE = {  # what is logged where it is neither a list nor one record opened
    "people:reveal": ("person.identity_shown", "person.opened"),
    "people:elsewhere": ("person.elsewhere_opened",),
    "people:register_extract": ("person.register_opened",),
    "people:hand_over": ("person.register_opened",),
    "audit:row": ("person.reviewed",),
    "ordering:attachment": ("person.attachment_opened",),
    "audit:extract": ("person.log_extracted",),
}
# The person is opened before it is known what will be shown, and not always named.
NAMELESS = {"ordering:receipt", "ordering:cancel", "ordering:order", "api-1:read_prescription", "people:reveal_where"}
OF_THE_LOG = {"audit:extract", "audit:row"}  # open to who reviews the log, without any other right to the person
LED_ON = {"people:undo_number"}  # done by an empty form, and led on to the person's page
# A thing of the person's is looked for after she is opened, also when it is not there.
OPENED_FIRST = {"people:correction", "rights:ask_sign_off"}
Row = tuple[str, int, int, str, str, str]
Doors = Iterator[tuple[str, Counter[Row], Counter[Row]]]


@pytest.fixture
def cases(world: World) -> Cases:
    add_strangers(world)
    return add_cases(world)


class Log:
    """What the log has got since it was last asked."""

    def __init__(self, world: World) -> None:
        self.names = {person.key: called for called, person in world.persons.items()}
        self.last = 0
        self.new()

    def new(self) -> Counter[Row]:
        rows = list(AccessEntry.objects.filter(pk__gt=self.last).order_by("pk"))
        self.last = rows[-1].pk if rows else self.last
        return Counter(
            (row.actor, row.assignment_id, row.unit_id, self.names.get(row.person_key, "nobody"), row.action, row.door) for row in rows
        )


def entries(viewer: Viewer, names: set[str], actions: tuple[str, ...], door: str) -> Counter[Row]:
    """The rows that readings of these persons must leave: one each and no other."""
    return Counter((viewer.code, viewer.assignment_id, viewer.unit_id, name, action, door) for name in names for action in actions)


def shown(text: str) -> set[str]:
    """Whose given name stands beside the family name or as a field of its own; Dagny is known by her canaries."""
    named = {name for name, row in PERSONS.items() if f"{name.capitalize()} {row[1]}" in text or f'"{name.capitalize()}"' in text}
    return (named - {"dagny"}) | ({"dagny"} if any(word in text for word in PERSON.values()) else set())


def deed(visit: Visit, viewer: Viewer, subject: str, *, may_open: bool) -> Counter[Row]:
    """What the log must say of a visit, from its answer alone. `subject` is whose case the address is of."""
    names = shown(visit.without(*PERSON.values()))
    if not names and _opens(visit, may_open=may_open):
        names = {subject}
    actions = OTHERWISE.get(visit.name, ("person.listed",) if visit.name in LISTS else ("person.opened",))
    return entries(viewer, names, actions, "api" if visit.path.startswith("/api/") else "page")


def _opens(visit: Visit, *, may_open: bool) -> bool:
    """Whether a page that names nobody is about somebody all the same."""
    if visit.name in OF_THE_LOG:
        return visit.status in {200, 422}
    opening = {200: NAMELESS, 422: NAMELESS, 404: OPENED_FIRST, 303: LED_ON}
    return may_open and visit.name in opening.get(visit.status, ())


def visits(world: World, log: Log, name: str, things: Things, subject: str) -> Doors:
    """Every page, list, export and print, every read of the interface: what was done and what was logged."""
    client, viewer = signed_in(world, name), world.viewer(name)
    may_open = client.get(f"/personer/{things.person_key}/").status_code == 200
    log.new()
    for visit in answers(client, _token(world, name), things):
        about = "asta" if visit.name == "audit:row" else "dagny" if visit.name == "audit:extract" else subject
        yield f"{name} {visit}", deed(visit, viewer, about, may_open=may_open), log.new()


def commands(world: World, log: Log, name: str, subject: str) -> Doors:
    """The interface's commands that read about persons: found, not found, opened, listed."""
    client, viewer = Client(headers={"Authorization": f"Bearer {_token(world, name)}"}), world.viewer(name)
    log.new()
    bodies: list[tuple[str, dict[str, Any], set[str], str]] = [
        ("find_person", {"personnummer": world.number(subject)}, {subject}, "person.searched"),
        ("open_person", {"person_key": str(world.key(subject))}, {subject}, "person.opened"),
        ("open_person", {"person_key": str(uuid4())}, set(), "person.opened"),
        ("list_persons", {"person_keys": [str(world.key(subject))] * 2}, {subject}, "person.listed"),
    ]
    for command, body, names, action in bodies:
        answer = client.post(f"/api/v1/commands/{command}", body, content_type="application/json")
        told = names if answer.status_code == 200 else set()
        yield f"{name} {command} ({answer.status_code})", entries(viewer, told, (action,), "api"), log.new()


def _token(world: World, name: str) -> str:
    return world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")


def everything(world: World, cases: Cases, names: tuple[str, ...], *, is_long: bool) -> list[tuple[str, Counter[Row], Counter[Row]]]:
    log = Log(world)
    told = list[tuple[str, Counter[Row], Counter[Row]]]()
    for name in names:
        told += visits(world, log, name, cases.theirs, "dagny")
        told += visits(world, log, name, cases.own, "frida") if is_long else []
        told += commands(world, log, name, "asta")
    return told


def differences(told: Iterable[tuple[str, Counter[Row], Counter[Row]]]) -> list[str]:
    return [f"{what}: done {dict(done)}, logged {dict(logged)}" for what, done, logged in told if done != logged]


@pytest.mark.law("PDL 4 kap. 3 §")
def test_the_log_says_what_was_done_and_nothing_else(world: World, cases: Cases, size: Size, done: Callable[[str], None]) -> None:
    names = (*ONE_OF_EACH, "cilla", "dag") if size.is_long else ("cilla",)
    told = everything(world, cases, names, is_long=size.is_long)
    rows = sum(logged.total() for _, _, logged in told)
    done(f"{len(told):,} answers to {len(set(names))} users, {rows:,} rows in the log")
    assert differences(told) == []
    assert rows > 20 * len(names) / 4


@pytest.mark.parametrize("guard", ["the row of a list", "one row per reading", "the door"])
def test_a_log_that_says_something_else_is_found(
    world: World, cases: Cases, guard: str, monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    without(guard)
    whole = audit.add_access

    def other(viewer: Viewer, grounds: Any, **columns: Any) -> None:
        if guard == "the row of a list" and columns["action"] == "person.listed":
            return
        if guard == "the door":
            columns["door"] = "page"
        whole(viewer, grounds, **columns)
        if guard == "one row per reading":
            whole(viewer, grounds, **columns)

    monkeypatch.setattr(audit, "add_access", other)
    log = Log(world)
    told = commands(world, log, "cilla", "asta") if guard == "the door" else visits(world, log, "cilla", cases.theirs, "dagny")
    assert any(done != logged for _, done, logged in told)
