"""`handtag battery`: the long tests that nothing is lost, several processes at a time, and docs/reliability.md written from what they did.

What the parts do lies in tests/battery; here are only their order, their figures in words, and how long each may take. The page is
written in battery_page.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from handtag.cli.battery_page import PAGE, Row, write

ROOT = Path(__file__).resolve().parents[3]
SEED = 20261123
AT_ONCE = 3  # one more than the cores of the machine it is made for: storms wait for locks, and someone else works meanwhile
GRACE = 25  # minutes a part may take to be ready and to be checked, over its time of work
ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Part:
    """One part of the battery, tests/battery/test_<name>.py: what it is called, its figures in words, and the minutes its work may
    take: who does not reach the figure in that time stops and tells how far it came. `pieces` are run as processes of their own.
    """

    name: str
    title: str
    quick: str
    long: str
    minutes: int = 20
    pieces: tuple[str, ...] = ("",)


# The longest first, so that those that run at once end together.
PARTS = (
    Part("stateful", "stateful model", "200 steps", "250 000 steps", 16, ("quarter1 or found", "quarter2", "quarter3", "quarter4")),
    Part("storm", "concurrency storm", "2 × 120 commands, 20 devices", "2 × 100 000 commands, 20 devices", 22, ENGINES),
    Part("last_item", "last-item races", "2 × 5 races of 12", "300 and 1 700 races of 50", 14, ENGINES),
    Part("retries", "retried commands", "2 × 40 commands", "2 × 25 000 commands", 12, ENGINES),
    Part("kills", "kill −9 at every fault point", "2 use cases", "every use case", 20, ENGINES),
    Part("floor", "days on the floor", "50 steps", "10 000 steps", 10),
    Part("history", "SQLite = PostgreSQL", "60 commands, 1 reader", "20 000 commands, 5 readers"),
    Part("matrix", "role × address × method", "1 role, 3 methods", "24 roles, 7 methods"),
    Part("schema", "schemathesis on the API", "1 call of each kind to each operation", "60 of each kind"),
    Part("oracles", "days and öre against oracles", "2 400 rentals, 10 000 lines", "292 400 rentals, 2 000 000 lines"),
    Part("imports", "import corpus", "some odd files", "all odd files, cut everywhere"),
    Part("access", "access log = deeds", "1 reader", "every role"),
    Part("restore", "restore proof", "20 damages", "2 × 2 000 damages", 10, ENGINES),
    Part("delivery", "outbox exactly once", "2 × 20 effects", "2 × 2 000 effects", 10, ENGINES),
    Part("gone", "database gone, disk full", "once", "once"),
    Part("tampering", "tampering with the log", "7 kinds × 5 rows", "7 kinds × 200 rows"),
)
NAMES = tuple(part.name for part in PARTS)


@dataclass(frozen=True)
class Ran:
    """How a piece went, and the lines its tests wrote."""

    part: Part
    passed: bool
    seconds: float
    output: str
    lines: tuple[Mapping[str, object], ...]


def run(argv: Sequence[str]) -> int:
    """Runs the chosen parts and writes their rows of the page; exit status 0 when all passed."""
    given = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever is told to end ends what he has started
    pieces = [(part, piece) for part in PARTS if not given.part or part.name in given.part for piece in part.pieces]
    started = time.monotonic()
    print(f"{len(pieces)} pieces, {AT_ONCE} at a time, seed {given.seed}, {given.scale:g} of the long figures", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handtag-battery-")))
        pool = stack.enter_context(ThreadPoolExecutor(max_workers=AT_ONCE))
        crew = stack.enter_context(_Crew())  # left first: what still runs is ended before its end is waited for
        waiting = [pool.submit(crew.run, part, piece, given.scale, given.seed, folder) for part, piece in pieces]
        try:
            done = [future.result() for future in waiting]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for one in done:
        if not one.passed:
            print(f"\n== {one.part.name}\n{one.output.strip()[-20_000:]}", flush=True)
    minutes = (time.monotonic() - started) / 60
    rows = [_row(part, [one for one in done if one.part is part], given.seed) for part in PARTS if any(one.part is part for one in done)]
    write(rows, NAMES, whole=None if given.part or given.scale < 1 else minutes)
    print(f"written: {PAGE.relative_to(ROOT)}; {minutes:.0f} minutes", flush=True)
    return 0 if all(one.passed for one in done) else 1


def _row(part: Part, ran: Sequence[Ran], seed: int) -> Row:
    lines = [line for one in ran for line in one.lines]
    guards = [line for line in lines if line["is_mutant"]]
    return Row(
        part.name, part.title, part.quick, part.long,
        reached=tuple(str(line["figure"]) for line in lines if not line["is_mutant"]),
        caught=tuple(str(line["figure"]) for line in guards if line["passed"]),
        missed=tuple(str(line["figure"]) for line in guards if not line["passed"]),
        seed=seed, seconds=sum(one.seconds for one in ran), passed=all(one.passed for one in ran),
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="handtag battery",
        description="The long tests that nothing is lost, on SQLite and on PostgreSQL. Each part that is run writes its row of "
        "docs/reliability.md.",
    )
    parser.add_argument("--scale", type=float, default=1.0, metavar="SHARE", help="share of the long figures; 0: those of `handtag test`")
    parser.add_argument("--part", action="append", choices=NAMES, metavar="PART", help=f"only this part, or several: {', '.join(NAMES)}")
    parser.add_argument("--seed", type=int, default=SEED, help="what the chances are drawn from")
    return parser


class _Crew:
    """The processes at work, each with its children in a group of its own; whoever is left is ended."""

    def __init__(self) -> None:
        self.groups: set[int] = set()
        self.began = time.monotonic()

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for group in tuple(self.groups):
            _signal(group, signal.SIGTERM)

    def run(self, part: Part, piece: str, scale: float, seed: int, folder: Path) -> Ran:
        """One piece to its end, or to the end of its time, which is a failure."""
        name = f"{part.name} {piece}".strip()
        figures, account = folder / f"{name}.jsonl", folder / f"{name}.txt"
        self._tell(name, "begins")
        started = time.monotonic()
        with account.open("wb") as out:
            process = subprocess.Popen(
                _command(part, piece, scale, seed, figures), cwd=ROOT, env=_environment(folder / f"{name.replace(' ', '-')}.sqlite3"),
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            self.groups.add(process.pid)
            status = _ended(process, 60 * (part.minutes + GRACE))
            self.groups.discard(process.pid)
        seconds = time.monotonic() - started
        self._tell(name, f"{'passed' if status == 0 else 'FAILED' if status is not None else 'FAILED: out of time'} after {seconds:.0f} s")
        lines = figures.read_text(encoding="utf-8").splitlines() if figures.exists() else []
        output = account.read_text(encoding="utf-8", errors="replace") + ("" if status is not None else "\nout of time")
        return Ran(part, status == 0, seconds, output, tuple(json.loads(line) for line in lines))

    def _tell(self, name: str, what: str) -> None:
        print(f"{(time.monotonic() - self.began) / 60:5.1f} min  {name:<28} {what}", flush=True)


def _command(part: Part, piece: str, scale: float, seed: int, figures: Path) -> list[str]:
    return [
        sys.executable, "-m", "pytest", f"tests/battery/test_{part.name}.py", "-p", "no:randomly", "-p", "no:cacheprovider", "-rs", "-vv",
        "--show-capture=no", "--hypothesis-profile=anew",
        *(["-k", piece] if piece else []), "--long", str(scale), "--minutes", str(part.minutes), "--figures", str(figures),
        "--seed", str(seed),
    ]  # fmt: skip


def _environment(database: Path) -> dict[str, str]:
    house = {
        "PYTHONPATH": str(ROOT / "src"),
        "HANDTAG_DEMO": "1",
        "HANDTAG_DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "handtag.config.settings",
    }
    return {**os.environ, **house}


def _ended(process: "subprocess.Popen[bytes]", seconds: float) -> int | None:
    """The exit status; None when its time was out and it had to be ended, first kindly, so that it ends what it has started."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        _signal(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            _signal(process.pid, signal.SIGKILL)
            process.wait()
        return None


def _signal(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return
