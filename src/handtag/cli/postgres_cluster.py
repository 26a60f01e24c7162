"""A private, throw-away PostgreSQL server for tests and benchmarks: found, made, started and always stopped again.

Speaks only on a socket in a temporary directory. Nothing here is for running a real service: its data is not
safe against a crash.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

ADMIN = "handtag"  # may make databases and nothing more: whoever may do everything passes the second wall
SUPERUSER = "postgres"
START_SECONDS = 30
SPEED_BEFORE_SAFETY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=200",
)


class ClusterError(RuntimeError):
    """The throw-away PostgreSQL server could not be made or started; the message carries what PostgreSQL said."""


@dataclass(frozen=True)
class Cluster:
    """A running server: where its socket is and the account that serves, owns and is no superuser."""

    binaries: Path
    socket: Path

    def url(self, database: str = ADMIN) -> str:
        """The value of HANDTAG_DATABASE_URL that leads to one database of this server."""
        return f"postgresql://{ADMIN}@/{database}?host={self.socket}"

    def create_database(self, database: str) -> str:
        """Makes an empty database and returns its URL."""
        _run([self.binaries / "createdb", "--host", self.socket, "--username", ADMIN, database], {})
        return self.url(database)


def find_binaries() -> Path | None:
    """The newest folder with PostgreSQL's server programs (Debian keeps them off PATH), or None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_: int(bin_.parent.name.split(".")[0]))
    on_path = shutil.which("initdb")
    folders = [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if all((folder / name).exists() for name in ("initdb", "postgres"))), None)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Starts a server with one empty database and deletes it at the end, also after ^C or a termination signal.

    Raises ClusterError when PostgreSQL is not installed or does not start.
    """
    binaries = find_binaries()
    if binaries is None:
        raise ClusterError("PostgreSQL's server programs are missing. Install them: apt-get install postgresql")
    identity = _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="handtag-pg-"))
    server: subprocess.Popen[bytes] | None = None
    with _termination_as_exit():
        try:
            if identity:
                os.chown(home, identity["user"], identity["group"])
            server = _start(binaries, home, identity)
            cluster = Cluster(binaries, home)
            _await_ready(cluster, server)
            place = ["--host", home, "--username", SUPERUSER]
            _run([binaries / "createuser", *place, "--createdb", ADMIN], {})
            cluster.create_database(ADMIN)
            yield cluster
        finally:
            if server is not None:
                _stop(server)
            shutil.rmtree(home, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends the server another account."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise ClusterError("run as root, and there is neither a user 'postgres' nor 'nobody' to run PostgreSQL as")


def _start(binaries: Path, home: Path, identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    data = home / "data"
    settings = ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
    _run([binaries / "initdb", "--pgdata", data, "--username", SUPERUSER, *settings], identity)
    options = [part for setting in SPEED_BEFORE_SAFETY for part in ("-c", setting)]
    with (home / "log").open("wb") as log:
        # A session of its own: ^C in the terminal must reach the tests first and the server last.
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", home, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=home,
            start_new_session=True,
            **identity,
        )


def _await_ready(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    question = [str(cluster.binaries / "pg_isready"), "--quiet", "--host", str(cluster.socket)]
    while subprocess.run(question, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            log = (cluster.socket / "log").read_text(errors="replace")
            raise ClusterError(f"PostgreSQL did not start within {START_SECONDS} s:\n{log[-2000:]}")
        time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGQUIT)  # PostgreSQL's "immediate" shutdown: nothing is written out that is thrown away the next moment
    try:
        server.wait(timeout=START_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _run(command: Sequence[object], identity: dict[str, Any]) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd="/", **identity)
    if done.returncode != 0:
        raise ClusterError(f"{Path(words[0]).name} failed:\n{done.stdout[-500:]}{done.stderr[-1500:]}")


@contextmanager
def _termination_as_exit() -> Iterator[None]:
    """A termination signal leaves through `finally` like any other error; by default Python would die on the spot."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
