"""A crew of processes at work in one database: `python -m tests.battery.crew TASK OPTIONS`. Answers one line of JSON; asserts nothing.

The world is made once; each worker is a fork of this process with a connection of its own.
"""

import importlib
import json
import multiprocessing as processes
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

TASKS = {
    "storm": "tests.battery.storm",
    "last_item": "tests.battery.last_item",
    "kills": "tests.battery.kills",
    "retries": "tests.battery.retries",
    "outbox": "tests.battery.delivery",
    "history": "tests.battery.history",
    "gone": "tests.battery.gone",
}
FORK = processes.get_context("fork")


def alone() -> None:
    """No connection is shared with the process this one was made from."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.connection = None


def part() -> None:
    """Close what would be shared with a fork."""
    from django.db import connections

    connections.close_all()


def together(workers: Sequence[Callable[[], Any]], patience: float | None = None) -> list[Any]:
    """What each worker answers; None for one that was killed."""
    part()
    made = [FORK.Pipe(duplex=False) for _ in workers]
    crew = [FORK.Process(target=_run, args=(worker, into)) for worker, (_, into) in zip(workers, made, strict=True)]
    for process, (_, into) in zip(crew, made, strict=True):
        process.start()
        into.close()
    answers = [_heard(out) for out, _ in made]
    for process in crew:
        process.join(patience)
    return answers


def _heard(pipe: Any) -> Any:
    try:
        return pipe.recv()
    except EOFError:
        return None


def _run(worker: Callable[[], Any], into: Any) -> None:
    alone()
    into.send(worker())
    part()
    into.close()
    os._exit(0)


def wrongs() -> list[str]:
    """Every row that `handtag verify` finds wrong."""
    from handtag.cli.management.commands.verify import CHECKS

    return [f"{check.__name__}: {row}" for check in CHECKS for row in check()]


def main(task: str, options: str) -> None:
    import django

    django.setup()
    from handtag.db import wall

    wall.ask_as(wall.EVERYTHING)
    from tests.support.world import make_world

    print(json.dumps(importlib.import_module(TASKS[task]).run(make_world(), **json.loads(options)), default=str))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
    main(*sys.argv[1:])
