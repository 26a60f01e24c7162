"""The small demo county for tests: built once a session by the command that people use, and served on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
UNTIL = date(2026, 11, 20)  # a Friday
PASSWORD = "handtag-demo-2026"


def build_small(state: Path, *words: str, until: date = UNTIL) -> subprocess.CompletedProcess[str]:
    """Run `handtag demo --size small --no-serve` with a state folder of its own; the database is state/handtag.sqlite3."""
    done = run_handtag(state, "demo", "--size", "small", "--no-serve", "--until", str(until), *words)
    assert done.returncode == 0, done.stderr
    return done


def run_handtag(state: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the handtag command with a state folder."""
    command = (sys.executable, "-m", "handtag", *words)
    return subprocess.run(command, check=False, env=_environment(state), capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database file of the small county. Read it only; `serving` serves a copy."""
    state = tmp_path_factory.mktemp("demo")
    build_small(state)
    return state / "handtag.sqlite3"


@contextmanager
def serving(database: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a demo database while the block runs; gives the address. The clock of the pages is the real one."""
    shutil.copy(database, folder / "handtag.sqlite3")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4", "--no-ws")
    command = (sys.executable, "-m", "granian", *where, "--log-level", "error", "handtag.config.wsgi:application")
    env = {**_environment(folder), "HANDTAG_DATABASE_URL": f"sqlite:///{folder / 'handtag.sqlite3'}"}
    server = subprocess.Popen(command, env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")


def _environment(state: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDTAG_")}
    return {
        **clean,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "handtag.config.settings",
        "HANDTAG_DEMO": "1",
        "HANDTAG_STATE_DIR": str(state),
    }
