"""What operators see: alive, ready, measures and log lines; and that none of it tells of anyone."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.domain.values.errors import Unavailable
from handtag.files import marks
from handtag.telemetry import logs, metrics
from handtag.telemetry.logs import JsonLines
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.base import READ_ONLY, clock
from handtag.usecases.effects.claim_effect import ClaimEffect, claim_effect
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.web.shell import operations


@pytest.fixture(autouse=True)
def state(settings: Any, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


def test_alive_asks_no_database() -> None:
    """Without a database fixture any question to it would fail the test."""
    assert Client().get("/halsa/").content == b"ok\n"


def test_ready_tells_what_it_looked_at(db: None, state: Path) -> None:
    marks.put(state, "backed_up", at=clock())
    answer = Client().get("/redo/")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["ready"], told["database"], told["disk"], told["read_only"]) == (True, "ok", "ok", False)
    assert (told["backed_up_hours_ago"], told["verified_hours_ago"]) == (0, None)


@pytest.mark.parametrize(("what", "word"), [("migrations", "migrations wait"), ("database", "does not answer"), ("disk", "nearly full")])
def test_it_is_not_ready_when_a_part_is_missing(db: None, monkeypatch: pytest.MonkeyPatch, what: str, word: str) -> None:
    def away(_: object) -> None:
        raise DatabaseError("gone")

    if what == "migrations":
        monkeypatch.setattr(operations, "_known", lambda: frozenset({("stock", "0999_later")}))
    elif what == "database":
        monkeypatch.setattr(operations.MigrationRecorder, "applied_migrations", away)
    else:
        monkeypatch.setattr(operations, "LEAST_FREE", 1 << 62)
    answer = Client().get("/redo/")
    assert answer.status_code == 503
    assert word in answer.json().values()


def test_measures_count_requests_use_cases_and_what_waits(world: World) -> None:
    metrics._counted.clear()
    client = signed_in(world, "filip")
    client.get("/lager/D1001/")
    world.run(move_device, MoveDevice("D1001", "F", "B-02", world.today), "filip")
    told = Client().get("/matt/").content.decode()
    assert "# TYPE handtag_requests_total counter" in told
    assert 'use_case="move_device"' in told
    assert 'outcome="done"' in told
    assert "handtag_outbox_waiting 0" in told
    assert 'handtag_request_seconds_bucket{le="+Inf"' in told
    assert "D1001" not in told


@pytest.mark.law("ASVS 13.4")
@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("", {"REMOTE": "10.0.0.8"}, 404),
        ("hemligt", {}, 404),
        ("hemligt", {"Authorization": "Bearer fel"}, 404),
        ("hemligt", {"Authorization": "Bearer hemligt", "REMOTE": "10.0.0.8"}, 200),
    ],
)
def test_measures_are_for_this_machine_or_who_has_the_token(
    db: None, settings: Any, token: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN = token
    remote = headers.pop("REMOTE", "127.0.0.1")
    assert Client(REMOTE_ADDR=remote).get("/matt/", headers=headers).status_code == status


def test_figures_of_other_living_processes_are_told_and_those_of_dead_ones_forgotten(tmp_path: Path) -> None:
    rows = json.dumps([["handtag_requests_total", [["route", "x"]], 7]])
    (tmp_path / "1.json").write_text(rows)  # the first process always lives
    (tmp_path / "999999999.json").write_text(rows)
    told = metrics.exposition(tmp_path, [])
    assert 'handtag_requests_total{route="x",process="1"} 7' in told
    assert "999999999" not in told
    assert not (tmp_path / "999999999.json").exists()


@pytest.mark.law("PDL 4 kap. 1 §, ASVS 14.2, ASVS 16.2")
def test_log_lines_name_addresses_and_never_what_stood_in_them(world: World, caplog: pytest.LogCaptureFixture) -> None:
    number = world.number("asta")
    client = signed_in(world, "anna")
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.INFO, "handtag.request"):
        client.get(f"/personer/{world.key('asta')}/")
        client.get(f"/lager/{number}/")
        client.get(f"/finns-inte/{number}/?q={number}")
        client.post("/personer/", {"personnummer": number})
        logging.getLogger("handtag.web").error("someone wrote %s here", f"{number[:8]}-{number[8:]}")
        try:
            raise ValueError(f"Key (index)=({number})")
        except ValueError:
            logging.getLogger("handtag.web").exception("it broke")
    lines = [JsonLines().format(record) for record in caplog.records if not record.name.startswith(("django.db", "asyncio"))]
    said = "\n".join(lines)
    assert lines
    for written in (number, f"{number[:8]}-{number[8:]}", number[2:], str(world.key("asta")), "Ask"):
        assert written not in said
    assert "ValueError" in said
    routes = {json.loads(line).get("route", "") for line in lines}
    assert any(route.startswith("people:") for route in routes), routes
    assert '"user": "user:' in said


@pytest.mark.law("ASVS 14.2")
@pytest.mark.parametrize("number", ["194003151234", "19400315-1234", "400315-1234", "400315+1234", "4003151234", "20210325K069"])
def test_whatever_looks_like_a_persons_number_is_withheld(number: str) -> None:
    assert logs.without_numbers(f"about {number}.") == f"about {logs.WITHHELD}."


def test_moments_and_order_numbers_are_not_taken_for_persons() -> None:
    line = '{"time": "2026-11-22T02:56:27.123+00:00", "milliseconds": 12345, "order": "100001"}'
    assert logs.without_numbers(line) == line


@pytest.mark.law("NIS 2 art. 21.2 b")
def test_while_it_only_reads_every_change_is_refused_and_every_look_is_logged(world: World, state: Path) -> None:
    marks.put(state, READ_ONLY, at=clock(), minutes=20)
    with pytest.raises(Unavailable):
        world.run(move_device, MoveDevice("D1001", "F", "B-02", world.today), "filip")
    before = AccessEntry.objects.count()
    assert signed_in(world, "anna").get(f"/personer/{world.key('asta')}/").status_code == 200
    assert AccessEntry.objects.count() > before


def test_while_it_only_reads_both_doors_answer_503_and_say_when_to_come_back(world: World, state: Path) -> None:
    token = world.run(issue_api_token, IssueApiToken(world.assignments["filip"].pk, "prov", 300), "timer")
    marks.put(state, READ_ONLY, at=clock(), minutes=20)
    page = signed_in(world, "anna").post(f"/personer/{world.key('asta')}/relation/", {})
    data = {"device_number": "D1001", "to_location": "F", "bin": "B-02", "on": "2026-11-20"}
    api = Client().post("/api/v1/commands/move_device", data, "application/json", headers={"Authorization": f"Bearer {token}"})
    assert (api.status_code, api["Retry-After"], api.json()["code"]) == (503, "1200", "system.read_only")
    assert page.status_code != 500


def test_the_page_says_that_nothing_was_saved(world: World, rf: Any) -> None:
    from handtag.web.shell.errors import coded_outcome

    request = rf.get("/")
    request.user, request.session = world.assignments["anna"].user, {}
    page = coded_outcome(request, Unavailable("system.read_only", minutes=20))
    assert (page.status_code, page["Retry-After"]) == (503, "1200")


def test_held_effects_are_not_claimed(world: World, state: Path) -> None:
    from handtag.apps.organisations.queries import system_viewer
    from handtag.apps.outbox.models import Effect
    from handtag.usecases.base import execute

    Effect.objects.create(kind="letter", payload={}, recorded_at=world.now)
    marks.put(state, "effects_held", at=clock())
    assert execute(claim_effect, ClaimEffect(), system_viewer(world.today), now=world.now) is None
    marks.remove(state, "effects_held")
    claimed = execute(claim_effect, ClaimEffect(), system_viewer(world.today), now=world.now)
    assert claimed is not None
    assert claimed.kind == "letter"
