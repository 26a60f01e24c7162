"""Databases of their own for tests with real processes: a migrated county is made once per engine and copied for every race."""

import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from tests.support.engines import ROOT, Engine, engine_of, environment

PATIENCE = 60
PREPARE = "from tests.concurrency.scenarios import prepare; prepare()"


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


@contextmanager
def _racer(url: str, *words: str) -> Iterator[Racer]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.racer", *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, cwd=ROOT, env=environment(url),
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


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(request.param, tmp_path_factory.mktemp("races"), PREPARE) as made:
        yield made
