"""Counters and durations of all serving processes, told in Prometheus' text format.

Each process counts in memory and leaves its figures in a file; whoever is asked tells them all, each under its process.
"""

import json
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from handtag.domain.values.errors import HandtagError

F = TypeVar("F", bound=Callable[..., Any])
Sample = tuple[str, tuple[tuple[str, str], ...]]
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
BETWEEN_FILES = 1.0  # seconds
REQUESTS, REQUEST_SECONDS = "handtag_requests_total", "handtag_request_seconds"
USE_CASES, DATABASE_ERRORS = "handtag_use_cases_total", "handtag_database_errors_total"
WHAT: dict[str, tuple[str, str]] = {
    REQUESTS: ("counter", "Requests answered, by name of the address, method and status."),
    REQUEST_SECONDS: ("histogram", "How long requests took, by name of the address."),
    USE_CASES: ("counter", "Use cases run, by how they ended."),
    DATABASE_ERRORS: ("counter", "Requests that the database failed, by kind of error."),
    "handtag_outbox_waiting": ("gauge", "Effects that wait to be performed."),
    "handtag_outbox_oldest_seconds": ("gauge", "How long the oldest of them has waited."),
    "handtag_read_only": ("gauge", "1 while nothing can be changed."),
    "handtag_backup_age_seconds": ("gauge", "Time since the last backup made here."),
    "handtag_verify_age_seconds": ("gauge", "Time since the last whole verification run here."),
    "handtag_verify_wrong_rows": ("gauge", "Rows that did not add up at that verification."),
}
_lock = threading.Lock()
_counted: dict[Sample, float] = defaultdict(float)
_written = 0.0


def count(name: str, **labels: str) -> None:
    _add(name, 1, labels)


def observe(name: str, seconds: float, **labels: str) -> None:
    """One duration in a histogram."""
    for limit in BUCKETS:
        if seconds <= limit:
            _add(f"{name}_bucket", 1, {**labels, "le": str(limit)})
    _add(f"{name}_bucket", 1, {**labels, "le": "+Inf"})
    _add(f"{name}_count", 1, labels)
    _add(f"{name}_sum", seconds, labels)


def by_outcome(execute: F) -> F:
    """Counts how use cases end: done, refused, notallowed, notfound, conflict, unavailable or failed."""

    @wraps(execute)
    def counted(case: Any, *words: Any, **options: Any) -> Any:
        outcome = "failed"
        try:
            answer = execute(case, *words, **options)
            outcome = "done"
            return answer
        except HandtagError as refusal:
            outcome = type(refusal).__name__.lower()
            raise
        finally:
            count(USE_CASES, use_case=case.name, outcome=outcome)

    return cast("F", counted)


def leave_figures(folder: Path, *, at_once: bool = False) -> None:
    """Write this process's figures where the others find them, at most once a second. A full disk stops no request."""
    global _written  # noqa: PLW0603
    now = time.monotonic()
    if not at_once and now - _written < BETWEEN_FILES:
        return
    _written = now
    with _lock:
        rows = [[name, labels, value] for (name, labels), value in _counted.items()]
    new = folder / f".{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(rows), encoding="utf-8")
        new.replace(folder / f"{os.getpid()}.json")
    except OSError:
        return


def exposition(folder: Path, gauges: Iterable[tuple[str, float]]) -> str:
    """Everything counted by every living process, and what is measured now."""
    leave_figures(folder, at_once=True)
    samples = sorted([*_of_all(folder), *((name, {}, value) for name, value in gauges)], key=lambda one: (one[0], sorted(one[1].items())))
    lines: list[str] = []
    for name, (kind, text) in WHAT.items():
        of_name = [one for one in samples if one[0] == name or (kind == "histogram" and one[0].startswith(f"{name}_"))]
        if of_name:
            lines += [f"# HELP {name} {text}", f"# TYPE {name} {kind}"]
            lines += [f"{sample}{_labels(labels)} {value:g}" for sample, labels, value in of_name]
    return "\n".join(lines) + "\n"


def _add(name: str, by: float, labels: dict[str, str]) -> None:
    with _lock:
        _counted[name, tuple(sorted(labels.items()))] += by


def _of_all(folder: Path) -> Iterator[tuple[str, dict[str, str], float]]:
    for path in sorted(folder.glob("*.json")):
        if not _lives(path.stem):
            path.unlink(missing_ok=True)
            continue
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        yield from ((name, {**dict(labels), "process": path.stem}, value) for name, labels, value in rows)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (ProcessLookupError, ValueError):
        return False
    return True


def _labels(labels: dict[str, str]) -> str:
    escaped = (f'{name}="{value.translate(_ESCAPES)}"' for name, value in labels.items())
    told = ",".join(escaped)
    return f"{{{told}}}" if told else ""


_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
