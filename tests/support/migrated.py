"""The first database of every test: migrated once for these migrations and kept, then laid out from its file.

A file is known by what makes the tables, so a changed migration makes another; the test run still migrates what it lays out."""

import fcntl
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from django.db import connection

from handtag.cli.postgres_cluster import find_binaries

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".pytest_cache" / "migrated"
MANY = 6  # files that are kept
OURS = re.compile(r"^(?:from|import) (handtag\.[\w.]+)", re.MULTILINE)
READY = "import django; django.setup(); from handtag.db import wall; wall.ask_as(wall.EVERYTHING); "
MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)"


def environment(url: str) -> dict[str, str]:
    """What a process needs to work in the database."""
    return {
        **os.environ,
        "HANDTAG_DATABASE_URL": url,
        "HANDTAG_DEMO": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "handtag.config.settings",
    }


def python(url: str, program: str) -> None:
    """Statements run by a process of their own on a database; Django is ready for them, and asks past the wall."""
    subprocess.run([sys.executable, "-c", READY + program], check=True, cwd=ROOT, env=environment(url), timeout=300)


def sqlite_file() -> Path:
    """A migrated SQLite database. Copy it, and change only the copy."""

    def make(target: Path) -> None:
        python(f"sqlite:///{target}", MIGRATE)
        with closing(sqlite3.connect(target)) as made:
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return _kept("sqlite3", make)


def fill_postgresql(url: str) -> None:
    """Makes an empty PostgreSQL database a migrated one."""
    binaries = find_binaries()
    assert binaries is not None
    places: list[str] = []

    def make(target: Path) -> None:
        python(url, MIGRATE)
        places.append(url)
        subprocess.run([binaries / "pg_dump", "--no-owner", "--enable-row-security", f"--file={target}", url], check=True)

    dump = _kept("sql", make)
    if not places:  # else it is the one that the file was made from
        words = ("--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={dump}", url)
        subprocess.run([binaries / "psql", *words], check=True, stdout=subprocess.DEVNULL)


def laid_out() -> Iterator[None]:
    """Has Django find the tables made already when it makes the test database; what is missing it still migrates."""
    creation, held = connection.creation, ExitStack()
    create = creation._create_test_db

    def filled(*args: Any, **more: Any) -> str:
        name: str = create(*args, **more)
        if connection.vendor == "postgresql":
            fill_postgresql(_url(name))
        elif creation.is_in_memory_db(name):
            memory = held.enter_context(closing(sqlite3.connect(name, uri=True)))  # a database in memory lives while somebody has it open
            with closing(sqlite3.connect(sqlite_file())) as kept:
                kept.backup(memory)
        return name

    with held, patch.object(creation, "_create_test_db", filled):
        yield


def _url(database: str) -> str:
    own = connection.settings_dict
    password, port = f":{own['PASSWORD']}" if own["PASSWORD"] else "", f":{own['PORT']}" if own["PORT"] else ""
    return f"postgresql://{own['USER']}{password}@{port}/{database}?host={own['HOST']}"


def _kept(ending: str, make: Callable[[Path], None]) -> Path:
    """The file for these migrations, made first where there is none; one process makes it and the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = KEPT / f"{_made_by()}.{ending}"
    with (KEPT / f"{ending}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            with tempfile.TemporaryDirectory(dir=KEPT) as folder:
                make(Path(folder) / "made")
                (Path(folder) / "made").replace(found)
            for old in sorted(KEPT.glob(f"*.{ending}"), key=lambda file: file.stat().st_mtime)[:-MANY]:
                old.unlink(missing_ok=True)
    return found


def _made_by() -> str:
    """What the tables are made by, as a checksum: migrations, the modules of ours that they name, what migrates them, the libraries."""
    source = ROOT / "src"
    files = set(source.glob("handtag/apps/*/migrations/*.py"))
    named = {name for file in files for name in OURS.findall(file.read_text("utf-8"))}
    files |= {source / f"{name.replace('.', '/')}.py" for name in named} | set(source.glob("handtag/db/*.py"))
    files |= {ROOT / "requirements" / "dev.txt", source / "handtag/config/settings.py"}
    seen = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version} {find_binaries()}".encode())
    for file in sorted(files):
        seen.update(f"{file.relative_to(ROOT)}\0".encode() + (file.read_bytes() if file.is_file() else b""))
    return seen.hexdigest()[:32]
