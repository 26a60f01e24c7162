"""How large the battery is, what it writes down, and the databases its crews work in. `--long 1` is the whole battery."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.support.engines import ROOT, Engine, engine_of, environment

HOURS = 3600
# Parts that take too long for every change: `handtag battery` runs them, `handtag test` does not.
ONLY_IN_THE_BATTERY = ("test_matrix.py", "test_history.py", "test_storm.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("battery")
    group.addoption(
        "--long", type=float, default=0.0, metavar="SHARE", help="the battery's long figures, or a share of them; 0: the quick ones"
    )
    group.addoption("--figures", type=Path, metavar="FILE", help="add a JSON line of each part's figures to the file")
    group.addoption("--seed", type=int, default=20261123, help="what the battery's chances are drawn from")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Left to the battery, which asks for figures."""
    return True if collection_path.name in ONLY_IN_THE_BATTERY and config.getoption("--figures", None) is None else None


@dataclass
class Figures:
    """What a part did, as it is written down."""

    part: str
    figure: str
    seed: int
    test: str
    seconds: float = 0.0
    passed: bool = False
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Size:
    """How much is to be done, and from which seed."""

    share: float
    seed: int

    def of(self, quick: int, long: int) -> int:
        """The quick figure, or the share of the long one, never less than the quick."""
        return max(quick, round(long * self.share))

    @property
    def is_long(self) -> bool:
        return self.share > 0


@pytest.fixture(scope="session")
def size(pytestconfig: pytest.Config) -> Size:
    return Size(pytestconfig.getoption("--long", 0.0), pytestconfig.getoption("--seed", 20261123))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


PASSED = pytest.StashKey[bool]()


@pytest.fixture
def done(request: pytest.FixtureRequest, size: Size) -> Iterator[Callable[..., None]]:
    """`done(part, figure)` says what a test did; it is written down with how long it took and whether it passed."""
    started, told = time.monotonic(), list[Figures]()

    def tell(part: str, figure: str) -> None:
        told.append(Figures(part, figure, size.seed, request.node.name))

    yield tell
    path = request.config.getoption("--figures", None)
    if path is None:
        return
    with path.open("a", encoding="utf-8") as out:
        for figures in told:
            figures.seconds = round(time.monotonic() - started, 1)
            figures.passed = request.node.stash.get(PASSED, False)
            print(json.dumps(asdict(figures), ensure_ascii=False), file=out)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(request.param, tmp_path_factory.mktemp("battery")) as made:
        yield made


@pytest.fixture(scope="session")
def both_engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    with engine_of("sqlite", tmp_path_factory.mktemp("lite")) as lite, engine_of("postgresql", tmp_path_factory.mktemp("big")) as big:
        yield lite, big


def crew(url: str, task: str, **options: Any) -> Any:
    """What a crew of processes answers when it has done its task in a database of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.battery.crew", task, json.dumps(options)],
        check=False, capture_output=True, text=True, cwd=ROOT, env=environment(url), timeout=2 * HOURS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def work(engine: Engine) -> Callable[..., Any]:
    """Have a task done by a crew in a fresh database of the engine."""
    return lambda task, **options: crew(engine.fresh_copy(), task, **options)
