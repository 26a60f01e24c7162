"""Databases of their own for tests with real processes: a migrated county is made once per engine and copied for every race."""

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg.sql import SQL, Identifier

from handtag.cli.postgres_cluster import find_binaries, running_cluster

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
SETUP = "import django; django.setup(); from django.core.management import call_command as c; c('migrate', verbosity=0); \
from tests.concurrency.scenarios import prepare; prepare()"
_numbers = count(1)


@dataclass
class Racer:
    """A process and what it says."""

    process: subprocess.Popen[str]

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        print(word, file=self.process.stdin, flush=True)

    def line(self, patience: float = PATIENCE) -> str | None:
        """Its next line; None when it says nothing for so many seconds."""
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], patience)[0]:
            return None
        return self.process.stdout.readline().strip()


@dataclass(frozen=True)
class Engine:
    """Where races are run: gives the address of a fresh copy of the county."""

    name: str
    fresh_copy: Callable[[], str]


@contextmanager
def _racer(url: str, *words: str) -> Iterator[Racer]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.racer", *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, cwd=ROOT, env=_environment(url),
    ) as process:  # fmt: skip
        try:
            yield Racer(process)
        finally:
            process.kill()


@pytest.fixture
def race(engine: Engine) -> Iterator[Callable[..., Any]]:
    """Run a scenario with two processes; both are ended afterwards, whatever happened."""
    with contextmanager(_race)(engine) as run:
        yield run


def _race(engine: Engine) -> Iterator[Callable[..., Any]]:
    from contextlib import ExitStack

    with ExitStack() as stack:

        def run(scenario: str, guard: str = "guarded") -> "Result":
            url = engine.fresh_copy()
            first = stack.enter_context(_racer(url, scenario, "first", guard))
            second = stack.enter_context(_racer(url, scenario, "second", guard))
            return _result(first, second)

        yield run


@dataclass(frozen=True)
class Result:
    """How both ended, whether the second had to wait for the first, and what is wrong afterwards."""

    first: str
    second: str
    waited: bool
    rows: list[str]
    lines: int
    invoices: list[str]
    moves: list[str]


def _result(first: Racer, second: Racer) -> Result:
    import json

    for racer in (first, second):
        assert racer.line() == "ready"
    first.tell("go")
    assert first.line() == "paused"
    second.tell("go")
    early = second.line(1.0)
    first.tell("on")
    one = first.line()
    two = early or second.line()
    first.tell("check")
    wrong = json.loads(first.line() or "{}")
    assert one is not None
    assert two is not None
    return Result(one.removeprefix("done "), two.removeprefix("done "), early is None, **wrong)


def _environment(url: str) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {
        **os.environ,
        "HANDTAG_DATABASE_URL": url,
        "HANDTAG_DEMO": "1",
        "PYTHONPATH": paths,
        "DJANGO_SETTINGS_MODULE": "handtag.config.settings",
    }


def _make(url: str) -> None:
    subprocess.run([sys.executable, "-c", SETUP], check=True, cwd=ROOT, env=_environment(url), timeout=300)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("races")
        _make(f"sqlite:///{folder}/county.sqlite3")

        def copy() -> str:
            target = folder / f"{next(_numbers)}.sqlite3"
            shutil.copy(folder / "county.sqlite3", target)
            return f"sqlite:///{target}"

        yield Engine("sqlite", copy)
    elif settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        own = settings.DATABASES["default"]
        yield from _postgresql(f"host={own['HOST']} user={own['USER']} port={own['PORT'] or 5432} password={own['PASSWORD']}", own)
    elif find_binaries() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    else:
        with running_cluster() as cluster:
            place = {"USER": "handtag", "HOST": str(cluster.socket), "PASSWORD": "", "PORT": ""}
            yield from _postgresql(f"host={cluster.socket} user=handtag", place)


def _postgresql(server: str, place: dict[str, Any]) -> Iterator[Engine]:
    made: list[str] = []

    def create(name: str, template: str = "template1") -> str:
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as admin:
            admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
        made.append(name)
        password = f":{place['PASSWORD']}" if place["PASSWORD"] else ""
        port = f":{place['PORT']}" if place["PORT"] else ""
        return f"postgresql://{place['USER']}{password}@{port}/{name}?host={place['HOST']}"

    county = f"races_{os.getpid()}"
    _make(create(county))
    try:
        yield Engine("postgresql", lambda: create(f"{county}_{next(_numbers)}", county))
    finally:
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as admin:
            for name in made:
                admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
