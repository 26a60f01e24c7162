"""How large the battery is, what it writes down, and the databases its crews work in. `--long 1` is the whole battery."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.support.engines import ROOT, engine_of, environment

HOURS = 3600
SEED = 20261123


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("battery")
    group.addoption(
        "--long", type=float, default=0.0, metavar="SHARE", help="the battery's long figures, or a share of them; 0: the quick ones"
    )
    group.addoption("--minutes", type=float, default=600.0, help="how long a part works towards its figure before it stops where it is")
    group.addoption("--figures", type=Path, metavar="FILE", help="add a JSON line of each part's figures to the file")
    group.addoption("--seed", type=int, default=SEED, help="what the battery's chances are drawn from")


@dataclass
class Figures:
    """What a part did, or which guard it did without, as it is written down."""

    figure: str
    is_mutant: bool
    test: str
    seconds: float = 0.0
    passed: bool = False


@dataclass(frozen=True)
class Size:
    """How much is to be done, from which seed, and in how many seconds at most."""

    share: float
    seed: int
    seconds: float = float("inf")

    def of(self, quick: int, long: int) -> int:
        """The quick figure, or the share of the long one, never less than the quick."""
        return max(quick, round(long * self.share))

    @property
    def is_long(self) -> bool:
        return self.share > 0


@pytest.fixture(scope="session")
def size(pytestconfig: pytest.Config) -> Size:
    minutes = pytestconfig.getoption("--minutes", 600.0)
    return Size(pytestconfig.getoption("--long", 0.0), pytestconfig.getoption("--seed", SEED), 60 * minutes)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


PASSED = pytest.StashKey[bool]()


@pytest.fixture
def done(request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """`done(figure)` says what a test did; it is written down with how long it took and whether it passed."""
    yield from _told(request, is_mutant=False)


@pytest.fixture
def without(request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """`without(guard)` says which guard a test takes away; it is written down whether the loss was found."""
    yield from _told(request, is_mutant=True)


def _told(request: pytest.FixtureRequest, *, is_mutant: bool) -> Iterator[Callable[[str], None]]:
    started, told = time.monotonic(), list[Figures]()
    yield lambda figure: told.append(Figures(figure, is_mutant, request.node.name))
    path = request.config.getoption("--figures", None)
    if path is None:
        return
    with path.open("a", encoding="utf-8") as out:
        for figures in told:
            figures.seconds = round(time.monotonic() - started, 1)
            figures.passed = request.node.stash.get(PASSED, False)
            print(json.dumps(asdict(figures), ensure_ascii=False), file=out)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A guard is taken away on SQLite for every change, and on PostgreSQL too by the battery."""
    if config.getoption("--long", 0.0):
        return
    left = [item for item in items if "without" in getattr(item, "fixturenames", ()) and item.name.endswith("postgresql]")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@dataclass(frozen=True)
class Stage:
    """An engine whose first database holds the small world, and the file in which the world's names for its rows are kept."""

    name: str
    fresh_copy: Callable[[], str]
    world: Path


@contextmanager
def stage_of(name: str, folder: Path) -> Iterator[Stage]:
    world = folder / "world.pickle"
    keep = f"from tests.battery.crew import keep_world; keep_world({str(world)!r})"
    with engine_of(name, folder, keep) as made:
        yield Stage(made.name, made.fresh_copy, world)


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stage]]:
    """The engine of a name, made when it is first asked for."""
    made = dict[str, Stage]()
    with ExitStack() as stack:

        def stage(name: str) -> Stage:
            if name not in made:
                made[name] = stack.enter_context(stage_of(name, tmp_path_factory.mktemp(name)))
            return made[name]

        yield stage


@pytest.fixture
def engine(request: pytest.FixtureRequest, stages: Callable[[str], Stage]) -> Stage:
    return stages(request.param)


def crew(stage: Stage, task: str, **options: Any) -> Any:
    """What a crew of processes answers when it has done its task in a database of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.battery.crew", str(stage.world), task, json.dumps(options)],
        check=False, capture_output=True, text=True, cwd=ROOT, env=environment(stage.fresh_copy()), timeout=2 * HOURS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def work(engine: Stage) -> Callable[..., Any]:
    """Have a task done by a crew in a fresh database of the engine."""
    return lambda task, **options: crew(engine, task, **options)
