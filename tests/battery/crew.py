"""A crew of processes at work in one database: `python -m tests.battery.crew WORLD TASK OPTIONS`. Answers a line of JSON, asserts nothing.

The world was made in the first database, of which this is a copy; each worker is a fork of this process with a connection of its own.
"""

import gc
import importlib
import json
import multiprocessing as processes
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

TASKS = {
    "storm": "tests.battery.storm",
    "last_item": "tests.battery.last_item",
    "kills": "tests.battery.kills",
    "retries": "tests.battery.retries",
    "outbox": "tests.battery.delivery",
    "history": "tests.battery.history",
    "gone": "tests.battery.gone",
    "damage": "tests.battery.damage",
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


def at_hand(world: Any) -> Any:
    """The same world, whose users are looked up once a day: signing in is not what a storm is about."""
    world.viewer = cache(world.viewer)
    return world


def _run(worker: Callable[[], Any], into: Any) -> None:
    alone()
    gc.freeze()  # what was made before the fork is not looked through again by each worker
    into.send(worker())
    part()
    into.close()
    os._exit(0)


def wrongs() -> list[str]:
    """Every row that `handtag verify` finds wrong."""
    from handtag.cli.management.commands.verify import CHECKS

    return [f"{check.__name__}: {row}" for check in CHECKS for row in check()]


def keep_world(path: str) -> None:
    """Makes the small world in this process's database, and keeps the names of its rows for the crews that work in copies of it."""
    from tests.support.world import make_world

    Path(path).write_bytes(pickle.dumps(make_world()))


def the_world() -> Any:
    """The world that this process's database is a copy of."""
    return at_hand(pickle.loads(Path(sys.argv[1]).read_bytes()))


def main(_world: str, task: str, options: str) -> None:
    import django

    django.setup()
    from handtag.db import wall

    wall.ask_as(wall.EVERYTHING)
    print(json.dumps(importlib.import_module(TASKS[task]).run(the_world(), **json.loads(options)), default=str))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
    main(*sys.argv[1:])
