"""The runner: what it refuses to let anyone forget, and what a repeated command gives."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError

from handtag.apps.access import store as users
from handtag.apps.access.models import User
from handtag.apps.audit import store as audit
from handtag.apps.audit.models import AccessEntry, AuditEntry, CommandReceipt
from handtag.apps.outbox.models import Effect
from handtag.domain.access import Permission, Role, Viewer
from handtag.domain.values.errors import Conflict, NotAllowed, NotFound, Refused
from handtag.usecases import base
from handtag.usecases.base import Context, ForgottenDutyError, UseCase, execute

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
COMMAND = UUID("00000000-0000-4000-8000-000000000001")
STORE = Viewer(7, "user:7", "Filip", Role.STORE_WORKER, 1, 1, 1, 1, date(2026, 11, 23))
DESK = Viewer(8, "user:8", "Eva", Role.DESK, 1, 1, 1, 1, date(2026, 11, 23))

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Thing:
    name: str


@dataclass(frozen=True)
class Made:
    key: UUID
    on: date
    names: tuple[str, ...]


def case(function: object, *, reads: bool = False) -> UseCase[Thing, object]:
    """A use case outside the registry, so that no other test sees it."""
    return UseCase(function.__name__, "test", Thing, Permission.HANDLE_STOCK, ("thing.made",), function, reads)  # type: ignore


def add(name: str) -> None:
    users.add_user(username=name, name=name, password=None, at=NOW)


def make_thing(ctx: Context, data: Thing) -> Made:
    ctx.require(Permission.HANDLE_STOCK)
    add(data.name)
    ctx.audit("thing.made", f"thing:{data.name}")
    ctx.after_commit("thing", name=data.name)
    return Made(ctx.new_key(), ctx.today, (data.name,))


def forget_permission(ctx: Context, data: Thing) -> None:
    add(data.name)
    ctx.audit("thing.made", "thing")


def forget_audit(ctx: Context, data: Thing) -> None:
    ctx.require(Permission.HANDLE_STOCK)
    add(data.name)


def ask_too_late(ctx: Context, data: Thing) -> None:
    add(data.name)
    ctx.require(Permission.CLOSE_MONTH)


def look_in_vain(ctx: Context, data: Thing) -> None:
    ctx.require(Permission.HANDLE_STOCK)
    raise NotFound("thing.not_found")


def nothing_left() -> bool:
    return not (User.objects.exists() or Effect.objects.exists() or CommandReceipt.objects.exists())


@pytest.mark.law("LKBR 3 kap. history")
def test_a_use_case_stores_audits_and_leaves_its_effect() -> None:
    made = execute(case(make_thing), Thing("a"), STORE, now=NOW)
    assert made.names == ("a",)
    assert User.objects.get().username == "a"
    assert Effect.objects.get().payload == {"name": "a"}
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.role, entry.action, entry.target) == ("user:7", "store_worker", "thing.made", "thing:a")


@pytest.mark.law("ASVS 2.3.2–2.3.4")
@pytest.mark.parametrize("forgetful", [forget_permission, forget_audit])
def test_a_forgotten_duty_leaves_nothing_behind(forgetful: object) -> None:
    with pytest.raises(ForgottenDutyError):
        execute(case(forgetful), Thing("a"), STORE, now=NOW, command_id=COMMAND)
    assert nothing_left()
    assert not AuditEntry.objects.exists()


def test_a_refused_permission_leaves_one_entry_and_nothing_else() -> None:
    with pytest.raises(NotAllowed):
        execute(case(ask_too_late), Thing("a"), STORE, now=NOW, command_id=COMMAND)
    assert nothing_left()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.details["permission"]) == ("access.refused", "ask_too_late", "close_month")


def test_a_person_looked_for_in_vain_is_recorded_when_the_use_case_reads() -> None:
    with pytest.raises(NotFound):
        execute(case(look_in_vain, reads=True), Thing("a"), STORE, now=NOW)
    assert AuditEntry.objects.get().action == "access.not_found"


def test_a_use_case_inside_another_is_an_error() -> None:
    def nest(ctx: Context, data: Thing) -> None:
        ctx.require(Permission.HANDLE_STOCK)
        ctx.audit("thing.made", "outer")
        execute(case(make_thing), data, STORE, now=NOW)

    with pytest.raises(RuntimeError, match="durable"):
        execute(case(nest), Thing("a"), STORE, now=NOW)
    assert nothing_left()


def test_the_same_command_gives_the_first_answer_with_its_types() -> None:
    first = execute(case(make_thing), Thing("a"), STORE, now=NOW, command_id=COMMAND)
    again = execute(case(make_thing), Thing("a"), STORE, now=datetime(2027, 1, 1, tzinfo=UTC), command_id=COMMAND)
    assert again == first
    assert isinstance(again, Made)
    assert isinstance(again.key, UUID)
    assert User.objects.count() == 1


@pytest.mark.parametrize(("other", "viewer"), [(Thing("b"), STORE), (Thing("a"), DESK)], ids=["other content", "other actor"])
def test_a_command_id_belongs_to_one_content_and_one_actor(other: Thing, viewer: Viewer) -> None:
    execute(case(make_thing), Thing("a"), STORE, now=NOW, command_id=COMMAND)
    with pytest.raises(Conflict, match="other_content"):
        execute(case(make_thing), other, viewer, now=NOW, command_id=COMMAND)
    assert User.objects.count() == 1


def test_a_refused_command_may_be_sent_again() -> None:
    def refuse_first(ctx: Context, data: Thing) -> str:
        ctx.require(Permission.HANDLE_STOCK)
        if data.name not in allowed:
            raise Refused("thing.no")
        ctx.audit("thing.made", "thing")
        return "done"

    allowed: set[str] = set()
    with pytest.raises(Refused):
        execute(case(refuse_first), Thing("a"), STORE, now=NOW, command_id=COMMAND)
    allowed.add("a")
    assert execute(case(refuse_first), Thing("a"), STORE, now=NOW, command_id=COMMAND) == "done"


@pytest.mark.parametrize("loser", [IntegrityError("receipt"), Refused("thing.taken")], ids=["receipt", "rule"])
def test_who_loses_the_race_for_a_command_gets_the_winners_answer(monkeypatch: pytest.MonkeyPatch, loser: Exception) -> None:
    """The other process commits between our look for a receipt and our own: seen here by hiding it from the first look."""
    first = execute(case(make_thing), Thing("a"), STORE, now=NOW, command_id=COMMAND)
    look, hidden = audit.receipt_for, [None]
    monkeypatch.setattr(base.audit, "receipt_for", lambda command: hidden.pop() if hidden else look(command))

    def make_late(ctx: Context, data: Thing) -> Made:
        ctx.require(Permission.HANDLE_STOCK)
        add("late")
        ctx.audit("thing.made", "thing")
        raise loser

    late = UseCase("make_thing", "test", Thing, Permission.HANDLE_STOCK, (), make_late)
    assert execute(late, Thing("a"), STORE, now=NOW, command_id=COMMAND) == first
    assert User.objects.count() == 1


@pytest.mark.law("ASVS 11.4")
def test_the_digest_of_a_command_is_keyed(settings: object) -> None:
    """A receipt never expires and may stand for an identity number: a plain digest could be guessed back."""
    before = base._digest(Thing("199001012385"))
    settings.BLIND_INDEX_KEY = "another key"  # type: ignore[attr-defined]
    assert base._digest(Thing("199001012385")) != before


@pytest.mark.law("ASVS 14.1")
def test_reading_counts_as_audited_and_is_logged_with_its_door() -> None:
    def read(ctx: Context, data: Thing) -> None:
        ctx.require(Permission.HANDLE_STOCK)
        ctx.log_access(COMMAND, action="person.opened", ground="care_relation")

    execute(case(read, reads=True), Thing("a"), STORE, now=NOW, door="api")
    entry = AccessEntry.objects.get()
    assert (entry.person_key, entry.ground, entry.door, entry.recorded_at) == (COMMAND, "care_relation", "api", NOW)
