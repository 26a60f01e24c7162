"""docs/reliability.md, written from what the battery did: a row per part, each with its own seed, commit, day and machine, so that a part
that is run alone changes its own row only.
"""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handtag.cli.postgres_cluster import find_binaries

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "reliability.md"
HEAD = """# Reliability

Written by `make battery`. What a part does, and the test that fails when its guard is taken away, is in `tests/battery`; after each
scenario the invariants of `handtag verify` are asked. `handtag test` runs the same with the smaller figures of its column. A part that
cannot reach its long figure in the time it has says how far it came. `2 ×` is SQLite and PostgreSQL.
"""
WHOLE = "The whole battery was run last on "
COLUMNS = (
    "part",
    "in `handtag test`",
    "long",
    "reached",
    "guards taken away and found",
    "result",
    "time",
    "seed",
    "commit",
    "day",
    "machine",
)


@dataclass(frozen=True)
class Row:
    """How a part went: figures in words, the guards whose loss was found and those whose loss was not, and the time of all its pieces."""

    name: str
    title: str
    quick: str
    long: str
    reached: tuple[str, ...]
    caught: tuple[str, ...]
    missed: tuple[str, ...]
    seed: int
    seconds: float
    passed: bool


def write(rows: Sequence[Row], order: Sequence[str], *, whole: float | None) -> None:
    """Puts the rows in place of those of the same parts. `whole` is how many minutes the whole battery took, None for less than all."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(page(text, rows, order, whole=whole), encoding="utf-8")


def page(before: str, rows: Sequence[Row], order: Sequence[str], *, whole: float | None) -> str:
    """The page with these rows, and those it had of other parts."""
    lines = before.splitlines()
    kept = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    kept |= {row.name: _line(row) for row in rows}
    last = f"{WHOLE}{_day()}: {whole:.0f} minutes." if whole is not None else next((line for line in lines if line.startswith(WHOLE)), "")
    table = [_cells(COLUMNS), _cells(["---"] * len(COLUMNS)), *(kept[name] for name in order if name in kept)]
    return "\n".join([HEAD, *([last, ""] if last else []), *table, ""])


def _line(row: Row) -> str:
    guards = [*row.caught, *(f"**not found: {guard}**" for guard in row.missed)]
    share = f"{len(row.caught)} of {len(guards)}: " if guards else "none"
    return _cells(
        [
            f"`{row.name}` {row.title}", row.quick, row.long, "; ".join(row.reached) or "nothing", share + "; ".join(guards),
            "held" if row.passed else "**broken**", f"{row.seconds / 60:.1f} min", str(row.seed), _commit(), _day(), _machine(),
        ]
    )  # fmt: skip


def _cells(words: Sequence[str]) -> str:
    return "| " + " | ".join(word.replace("|", "/").replace("\n", " ") for word in words) + " |"


def _day() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251


def _commit() -> str:
    told = subprocess.run(["git", "describe", "--always", "--dirty"], check=False, cwd=ROOT, capture_output=True, text=True)
    return told.stdout.strip() or "unknown"


def _machine() -> str:
    """Cores, memory and versions: what the figures can be compared by."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    binaries = find_binaries()
    told = subprocess.run([binaries / "postgres", "--version"], check=False, capture_output=True, text=True).stdout if binaries else ""
    postgres = f"PostgreSQL {told.split()[2]}" if told else "no PostgreSQL"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {postgres}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, {versions}"
