"""One of two processes that do the same thing at once: forked from the stable (stable.py).

Speaks in lines: says `ready`, waits for `go`, says `paused` just before its commit and waits for `on` (only the first of the
two), says `done OUTCOME`; answers `check` with what is wrong in the database. No assertions: those are the tests'.
"""

import json
import sys
from collections.abc import Callable
from typing import Any
from uuid import UUID

COMMAND = UUID("0b5f7c6e-90f5-4f5e-9a53-3f2b8f6d1a11")


def say(line: str) -> None:
    print(line, flush=True)


def hear() -> str:
    return sys.stdin.readline().strip()


def without_locks() -> None:
    """Take the guard away: no row locks, no lock on the log's chains, no waiting for who writes to the log, and on SQLite
    transactions that begin without the write lock.
    """
    from django.db import connection
    from django.db.models import QuerySet

    from handtag.apps.audit import sealing, store

    store.lock_chains = lambda: None
    sealing._writers = lambda table: set()
    QuerySet.select_for_update = lambda self, *_, **__: self  # type: ignore[method-assign]
    connection.settings_dict.get("OPTIONS", {}).pop("transaction_mode", None)


def pause_before_commit() -> None:
    """Everything is written and nothing committed: where the other one must wait, or see what it should not."""
    from handtag.usecases import base

    audited = base.Context.audit
    paused = []

    def audit_and_pause(self: Any, *args: Any, **details: Any) -> None:
        audited(self, *args, **details)
        if not paused:  # once, though the use case says more than one thing of what it did
            paused.append(True)
            say("paused")
            hear()

    base.Context.audit = audit_and_pause  # type: ignore[method-assign]


def outcome(act: Callable[[], Any]) -> str:
    from django.db import DatabaseError

    from handtag.domain.values.errors import HandtagError

    try:
        return f"answer {json.dumps(act(), default=str)}"
    except HandtagError as refusal:
        return f"refused {refusal.code}"
    except DatabaseError as wall:
        return f"wall {type(wall).__name__}"


def main(scenario: str, who: str, guard: str = "guarded") -> None:
    from handtag.db import wall

    wall.ask_as(wall.EVERYTHING)
    from tests.concurrency import scenarios

    if guard == "unguarded":
        without_locks()
    if who == "first":
        pause_before_commit()
    say("ready")
    hear()
    say(f"done {outcome(lambda: scenarios.SCENARIOS[scenario](who))}")
    while hear() == "check":
        say(json.dumps(scenarios.wrongs()))
