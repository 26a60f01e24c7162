"""`handtag battery`: the long tests that nothing is lost, two parts at a time, and docs/reliability.md written from what they did.

What the parts do lies in tests/battery; here are only their order, their share of the long figures, and the account.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handtag.cli.postgres_cluster import find_binaries

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "reliability.md"
SEED = 20261123
# The parts, the longest first, so that the two that run at once end together; each is tests/battery/test_<part>.py.
PARTS = (
    "stateful", "storm", "last_item", "retries", "history", "imports", "matrix", "kills", "oracles", "delivery", "gone",
    "tampering",
)  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """How a part went, and the lines its tests wrote."""

    part: str
    passed: bool
    seconds: float
    output: str
    figures: tuple[Mapping[str, object], ...]


def run(argv: Sequence[str]) -> int:
    """Runs the chosen parts and writes the page when all were run; exit status 0 when all passed."""
    given = _parser().parse_args(argv)
    chosen = [part for part in PARTS if not given.part or part in given.part]
    started = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handtag-battery-")))
        pool = stack.enter_context(ThreadPoolExecutor(max_workers=2))
        ran = list(pool.map(lambda part: _run(part, given.scale, given.seed, folder), chosen))
    for one in ran:
        if not one.passed:
            print(f"\n== {one.part}\n{one.output.strip()}", flush=True)
    if not given.part:
        PAGE.write_text(page(ran, given.scale, given.seed, time.monotonic() - started), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 0 if all(one.passed for one in ran) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="handtag battery",
        description="The long tests that nothing is lost, on SQLite and on PostgreSQL. The whole battery writes docs/reliability.md.",
    )
    parser.add_argument("--scale", type=float, default=1.0, metavar="SHARE", help="share of the long figures; 0: those of `handtag test`")
    parser.add_argument("--part", action="append", choices=PARTS, metavar="PART", help=f"only this part, or several: {', '.join(PARTS)}")
    parser.add_argument("--seed", type=int, default=SEED, help="what the chances are drawn from")
    return parser


def _run(part: str, scale: float, seed: int, folder: Path) -> Ran:
    figures = folder / f"{part}.jsonl"
    house = {
        "PYTHONPATH": str(ROOT / "src"),
        "HANDTAG_DEMO": "1",
        "HANDTAG_DATABASE_URL": f"sqlite:///{folder}/{part}.sqlite3",
        "DJANGO_SETTINGS_MODULE": "handtag.config.settings",
    }
    started = time.monotonic()
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", f"tests/battery/test_{part}.py", "-p", "no:randomly", "-p", "no:cacheprovider", "-rs",
            "--long", str(scale), "--figures", str(figures), "--seed", str(seed),
        ],
        check=False, cwd=ROOT, env={**os.environ, **house}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    seconds = time.monotonic() - started
    lines = figures.read_text(encoding="utf-8").splitlines() if figures.exists() else []
    print(f"{part:<12} {'passed' if done.returncode == 0 else 'FAILED'} {seconds:7.0f} s", flush=True)
    return Ran(part, done.returncode == 0, seconds, done.stdout, tuple(json.loads(line) for line in lines))


def page(ran: Sequence[Ran], scale: float, seed: int, seconds: float) -> str:
    """The page as Markdown: what was done, from which seed, on which commit and machine, how long it took and how it ended."""
    share = "the whole battery" if scale == 1 else f"{scale:g} of the long figures; `make battery` runs the whole"
    rows = [
        f"| {row['part']} | {row['figure']} | {row['seconds']:,.0f} s | {'held' if row['passed'] else '**broken**'} |".replace(",", " ")
        for one in ran
        for row in one.figures
    ]
    broken = [one.part for one in ran if not one.passed]
    return "\n".join(
        [
            "# Reliability", "",
            "Written by `make battery`. What a part does, and the test that fails when its guard is taken away, is in `tests/battery`;",
            "after each scenario the invariants of `handtag verify` are asked. `handtag test` runs the same with smaller figures.", "",
            f"- Run: {share}", f"- Result: {'everything held' if not broken else 'broken: ' + ', '.join(broken)}",
            f"- Seed: {seed}", f"- Commit: {_commit()}", f"- Day: {datetime.now(UTC):%Y-%m-%d}",  # noqa: TID251
            f"- Machine: {_machine()}", f"- Duration: {seconds / 60:.0f} minutes", "",
            "| part | what was done | time | result |", "| --- | --- | ---: | --- |", *rows, "",
        ]
    )  # fmt: skip


def _commit() -> str:
    told = subprocess.run(["git", "describe", "--always", "--dirty"], check=False, cwd=ROOT, capture_output=True, text=True)
    return told.stdout.strip() or "unknown"


def _machine() -> str:
    """Cores, memory and versions: what the figures can be compared by."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    binaries = find_binaries()
    postgres = f"PostgreSQL {binaries.parent.name}" if binaries else "no PostgreSQL"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, {postgres}"
