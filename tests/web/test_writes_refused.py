"""The database answers and takes no changes: what shows no person is read as usual, nothing about persons is shown, nothing is saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.domain.values.errors import Unavailable
from handtag.usecases.stock.move_device import MoveDevice, move_device

WAYS = ["standby", "full"]


@contextmanager
def refusing(way: str) -> Iterator[None]:
    """As a hot standby does, and as a full disk does."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and way == "standby":
            cursor.execute("PRAGMA query_only = ON")
        elif way == "standby":
            cursor.execute("SAVEPOINT standby; SET LOCAL transaction_read_only = on")
        try:
            with connection.execute_wrapper(_full if way == "full" else _as_is):
                yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = OFF")
            elif way == "standby":
                cursor.execute("ROLLBACK TO SAVEPOINT standby")


def _as_is(execute: Any, *words: Any) -> Any:
    return execute(*words)


def _full(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """A write meets what the driver raises when there is no room."""
    if not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        return execute(sql, params, many, context)
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            from psycopg.errors import DiskFull

            raise DiskFull("could not extend file: No space left on device")
        import sqlite3

        fault = sqlite3.OperationalError("database or disk is full")
        fault.sqlite_errorname = "SQLITE_FULL"
        raise fault


@pytest.fixture
def filip(world: World) -> Client:
    client = signed_in(world, "filip")
    client.get("/lager/hjalpmedel/D1001/")
    return client


@pytest.mark.parametrize("way", WAYS)
def test_pages_without_persons_are_read_as_usual(world: World, filip: Client, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handtag.web.shell.sessions.TOUCH_SECONDS", 0)  # the session would be written by every page
    with refusing(way):
        answer = filip.get("/lager/hjalpmedel/D1001/")
        assert Client().get("/halsa/").status_code == 200
    assert answer.status_code == 200
    assert "D1001" in answer.content.decode()


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
@pytest.mark.parametrize("way", WAYS)
def test_nothing_about_persons_is_shown_that_cannot_be_logged(world: World, way: str) -> None:
    client = signed_in(world, "anna")
    client.get("/")
    logged = AccessEntry.objects.count()
    with refusing(way):
        answer = client.get(f"/personer/{world.key('asta')}/", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert persons_in(answer.content.decode()) == []
    assert "only be read" in answer.content.decode() or "bara läsas" in answer.content.decode()
    assert AccessEntry.objects.count() == logged


@pytest.mark.parametrize("way", WAYS)
def test_a_change_is_refused_as_a_whole_and_says_so(world: World, way: str) -> None:
    with refusing(way), pytest.raises(Unavailable) as refusal:
        world.run(move_device, MoveDevice("D1001", "F", "B-02", world.today), "filip")
    assert refusal.value.code == "system.writes_refused"
    assert world.fresh(world.devices["D1001"]).bin != "B-02"


@pytest.mark.parametrize("way", WAYS)
def test_signing_in_meanwhile_is_answered_with_what_is_wrong(world: World, way: str) -> None:
    client = Client()
    with refusing(way):
        answer = client.post("/konto/logga-in/", {"login": "anna", "password": "wrong"})
    assert answer.status_code in {200, 503}


def test_readiness_tells_that_the_database_can_only_be_read(db: None) -> None:
    assert Client().get("/redo/").json()["read_only"] is False
    with refusing("standby"):
        told = Client().get("/redo/").json()
    assert (told["ready"], told["read_only"]) == (True, True)
