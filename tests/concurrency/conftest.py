"""Databases of their own for tests with real processes: a migrated county is made once per engine and copied for every race."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TextIO

import pytest
from tests.support.engines import ROOT, Engine, engine_of, environment

PATIENCE = 60
PREPARE = "from tests.concurrency.scenarios import prepare; prepare()"


@dataclass
class Racer:
    """A process and what it says."""

    number: int
    hears: TextIO
    says: TextIO

    def tell(self, word: str) -> None:
        print(word, file=self.hears, flush=True)

    def line(self, patience: float = PATIENCE) -> str | None:
        """Its next line; None when it says nothing for so many seconds."""
        if not select.select([self.says], [], [], patience)[0]:
            return None
        return self.says.readline().strip()


@dataclass
class Stable:
    """Where an engine's racers come from."""

    engine: Engine
    calls: socket.socket

    @contextmanager
    def racer(self, url: str, *words: str) -> Iterator[Racer]:
        (its_input, hears), (says, its_output) = os.pipe(), os.pipe()
        socket.send_fds(self.calls, [json.dumps({"url": url, "words": words}).encode()], [its_input, its_output])
        os.close(its_input)
        os.close(its_output)
        number = int(self.calls.recv(100))
        with os.fdopen(hears, "w", buffering=1) as told, os.fdopen(says, "r", buffering=1) as said:
            try:
                yield Racer(number, told, said)
            finally:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)


@contextmanager
def stable_of(engine: Engine) -> Iterator[Stable]:
    ours, its = socket.socketpair()
    with ours, its:
        command = [sys.executable, "-m", "tests.concurrency.stable", str(its.fileno())]
        with subprocess.Popen(command, cwd=ROOT, env=environment(engine.fresh_copy()), pass_fds=[its.fileno()]) as process:
            its.close()
            try:
                yield Stable(engine, ours)
            finally:
                process.kill()


@pytest.fixture
def race(stable: Stable) -> Iterator[Callable[..., Any]]:
    """Run a scenario with two processes; both are ended afterwards, whatever happened."""
    with ExitStack() as stack:

        def run(scenario: str, guard: str = "guarded") -> "Result":
            url = stable.engine.fresh_copy()
            first = stack.enter_context(stable.racer(url, scenario, "first", guard))
            second = stack.enter_context(stable.racer(url, scenario, "second", guard))
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


@pytest.fixture(scope="session")
def stable(engine: Engine) -> Iterator[Stable]:
    with stable_of(engine) as made:
        yield made
