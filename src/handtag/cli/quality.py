"""What `handtag check` and `handtag test` do: a list of parts, run to the end, and an account of how each went.

A part is a command. What a part finds is the business of its tool; here are only the order, the databases, the account.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from handtag.cli.chromium import find_chromium
from handtag.cli.postgres_cluster import ClusterError, find_binaries, running_cluster

ROOT = Path(__file__).resolve().parents[3]
PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "-rs")
PROSE = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "changelog.d", "docs")
WIDTH = 36


@dataclass(frozen=True)
class Part:
    """One thing that is run: its name in the account, its command, the program of the system it needs."""

    name: str
    command: tuple[str, ...]
    needs: str = ""
    on: str = "sqlite"


@dataclass(frozen=True)
class Outcome:
    """How a part went; `why_not` is empty unless it could not be run."""

    name: str
    passed: bool
    seconds: float
    why_not: str = ""
    output: str = field(default="", repr=False)


CHECKS = (
    Part("types (mypy)", (PYTHON, "-m", "mypy")),
    Part("style (ruff)", (PYTHON, "-m", "ruff", "check", "--output-format=concise", ".")),
    Part("format (ruff)", (PYTHON, "-m", "ruff", "format", "--check", "--output-format=concise", ".")),
    Part("imports (import-linter)", (PYTHON, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo")),
    Part("templates (djlint)", (PYTHON, "-m", "djlint", "--lint", "--quiet", "src/handtag/web")),
    Part("spelling (codespell)", (PYTHON, "-m", "codespell_lib", "--skip", "docs/glossary.md,*.svg,*.png", *PROSE)),
    Part("models have migrations", (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run")),
    Part("translations", (PYTHON, "tools/translations.py", "check")),
    Part("reference pages", (PYTHON, "tools/reference_docs.py", "--check")),
    Part("change notes (towncrier)", (PYTHON, "-m", "towncrier", "build", "--draft", "--version", "next")),
)
ONCE = tuple(f"--ignore=tests/{room}" for room in ("domain", "tools", "cli", "agreements", "files", "config"))
TESTS = (
    Part("tests on SQLite", (*PYTEST, "-m", "not browser and not both")),
    # What knows no database, or takes both by itself, has said all it can say.
    Part("tests on PostgreSQL", (*PYTEST, "-m", "not browser and not both", *ONCE), "postgresql", "postgresql"),
    Part("tests in the browser", (*PYTEST, "-m", "browser"), "chromium"),
    Part("tests with processes of their own", (*PYTEST, "-m", "both and not browser")),
)
PRESENT: Mapping[str, Callable[[], Path | None]] = {"postgresql": find_binaries, "chromium": find_chromium}


def names(parts: Sequence[Part]) -> list[str]:
    return [part.name for part in parts]


def check(words: Sequence[str]) -> int:
    """Runs the static parts whose name contains one of the words (all without words); 0 when everything passed."""
    return _account(_run_checks(_chosen(CHECKS, words)))


def test(words: Sequence[str]) -> int:
    """Runs everything that can be run here, to the end, and lists what could not and what to install for it.

    Words choose the parts whose name contains one of them: `browser`, `sqlite`, `types`.
    HANDTAG_REQUIRE=chromium,postgresql makes a part that cannot be run a failure.
    """
    return _account(_run_checks(_chosen(CHECKS, words)) + _run_tests(_chosen(TESTS, words)))


def _chosen(parts: Sequence[Part], words: Sequence[str]) -> list[Part]:
    return [part for part in parts if not words or any(word.lower() in part.name.lower() for word in words)]


def _run_checks(parts: Sequence[Part]) -> list[Outcome]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(lambda part: _run(part, {}), parts))
    for outcome in outcomes:
        if not outcome.passed:
            print(f"\n== {outcome.name}\n{outcome.output.strip()}", flush=True)
    return outcomes


def _run_tests(parts: Sequence[Part]) -> list[Outcome]:
    """Two at a time, each with what it needs; what a part printed is shown when it ends."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="handtag-test-"))
        databases = {"sqlite": f"sqlite:///{folder}/handtag.sqlite3"}
        try:
            if any(part.on == "postgresql" for part in parts) and find_binaries() is not None:
                databases["postgresql"] = stack.enter_context(running_cluster()).url()
        except ClusterError as failure:
            print(failure, flush=True)
        pool = stack.enter_context(ThreadPoolExecutor(max_workers=2))
        return list(pool.map(lambda part: _run_test(part, databases), parts))


def _run_test(part: Part, databases: Mapping[str, str]) -> Outcome:
    if part.needs and PRESENT[part.needs]() is None:
        return _not_run(part, f"apt-get install --no-install-recommends {part.needs}")
    if part.on not in databases:
        return Outcome(part.name, passed=False, seconds=0, output=f"no {part.on} could be started")
    print(f"== {part.name}: running", flush=True)
    outcome = _run(part, {"HANDTAG_DATABASE_URL": databases[part.on]})
    print(f"\n== {part.name}\n{outcome.output.strip()}", flush=True)
    return outcome


def _run(part: Part, extra: Mapping[str, str]) -> Outcome:
    house = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "handtag.config.settings", "HANDTAG_DEMO": "1"}
    started = time.monotonic()
    done = subprocess.run(
        part.command,
        check=False,
        cwd=ROOT,
        env={**os.environ, **house, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Outcome(part.name, done.returncode == 0, time.monotonic() - started, output=done.stdout or "")


def _not_run(part: Part, remedy: str) -> Outcome:
    required = part.needs in os.environ.get("HANDTAG_REQUIRE", "").split(",")
    return Outcome(part.name, passed=not required, seconds=0, why_not=f"{part.needs} is missing: {remedy}")


def _account(outcomes: Sequence[Outcome]) -> int:
    if not outcomes:
        print(f"no part has that in its name; the parts are: {', '.join(names(CHECKS + TESTS))}", file=sys.stderr)
        return 2
    print()
    for outcome in outcomes:
        word = "FAILED" if not outcome.passed else "skipped" if outcome.why_not else "passed"
        print(f"{outcome.name:<{WIDTH}} {word:<8} {outcome.seconds:6.1f} s  {outcome.why_not}".rstrip())
    failed = sum(not outcome.passed for outcome in outcomes)
    skipped = sum(outcome.passed and bool(outcome.why_not) for outcome in outcomes)
    print(f"parts: {len(outcomes) - failed - skipped} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0
