"""Backups made, proved and put back: the steps, in order, and the account of each. A backup that was never restored is a hope."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from handtag.cli.databases import Counted, Database
from handtag.files import backup_file
from handtag.files.backup_file import BackupError, Manifest

Tell = Callable[[str], object]


def make(database: Database, target: Path, *, at: datetime, version: str, key: str = "") -> Manifest:
    """One file with everything in the database at one moment. Raises BackupError; then nothing is left behind."""
    if target.exists():
        raise BackupError(f"{target} exists already; a backup is never written over another")
    with _workroom(target.parent) as room:
        counted = database.copy_to(room / "dump")
        manifest: Manifest = {
            "made_at": at.isoformat(),
            "handtag": version,
            "engine": database.engine,
            "migrations": database.migrations(),
            "tables": counted,
        }
        backup_file.write(target, manifest, room / "dump", key)
    return manifest


def prove(source: Path, database: Database, *, key: str, known: set[tuple[str, str]], tell: Tell) -> None:
    """Restores into a scratch place, compares every table, takes it up to this version and verifies. Raises BackupError."""
    with _workroom(None) as room:
        manifest, dump = _opened(source, room, database, key=key, known=known, tell=tell)
        with database.scratch(room) as scratch:
            _fill(scratch, manifest, dump, tell)
            _command(scratch, "migrate", "--verbosity=0", "--skip-checks")
            tell("taken up to this version of Handtag")
            account = json.loads(_command(scratch, "verify", "--json"))
            if account["wrong"]:
                wrong = ", ".join(check["name"] for check in account["checks"] if check["count"])
                raise BackupError(f"the restored database does not add up: {account['wrong']} rows in {wrong}")
            tell(f"verified: 0 rows differ in {len(account['checks'])} checks")


def put_back(source: Path, target: Database, *, key: str, known: set[tuple[str, str]], tell: Tell) -> None:
    """Restores into an empty database, compares every table, and holds its effects. Raises BackupError; then it is empty again."""
    if not target.is_empty():
        raise BackupError("the target is not empty: a restore never writes over a database")
    with _workroom(None) as room:
        manifest, dump = _opened(source, room, target, key=key, known=known, tell=tell)
        try:
            _fill(target, manifest, dump, tell)
        except BackupError:
            target.discard()
            raise


def _opened(source: Path, room: Path, database: Database, *, key: str, known: set[tuple[str, str]], tell: Tell) -> tuple[Manifest, Path]:
    manifest, dump = backup_file.read(source, room, key)
    if manifest["engine"] != database.engine:
        raise BackupError(f"the backup is of {manifest['engine']}, and the database is {database.engine}")
    newer = sorted({(app, name) for app, name in manifest["migrations"]} - known)
    if newer:
        app, name = newer[0]
        raise BackupError(f"the backup was made by a newer Handtag ({manifest['handtag']}): this one does not know {app}.{name}")
    rows = sum(table["rows"] for table in manifest["tables"].values())
    tell(f"whole: made {manifest['made_at']} by Handtag {manifest['handtag']}, {len(manifest['tables'])} tables, {rows} rows")
    return manifest, dump


def _fill(place: Database, manifest: Manifest, dump: Path, tell: Tell) -> None:
    place.fill_from(dump)
    found = place.count()
    if found != manifest["tables"]:
        raise BackupError(f"after the restore these tables differ: {', '.join(_differing(found, manifest['tables']))}")
    tell(f"restored: all {len(found)} tables have the same rows and checksums")


def _differing(found: Counted, expected: Counted) -> list[str]:
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def _command(database: Database, *words: str) -> str:
    """A word of Handtag's own, run on another database by a process of its own: settings are read once a process."""
    with tempfile.TemporaryDirectory(prefix="handtag-proof-") as state:
        env = {**os.environ, "HANDTAG_DATABASE_URL": database.url, "HANDTAG_STATE_DIR": state}
        if password := getattr(database, "password", ""):
            env["PGPASSWORD"] = password
        done = subprocess.run(
            [sys.executable, "-P", "-m", "handtag", *words], check=False, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL
        )
    if done.returncode and not done.stdout.strip():
        raise BackupError(f"handtag {words[0]} failed on the restored database: {done.stderr.strip()[-800:]}")
    return done.stdout


@contextmanager
def _workroom(beside: Path | None) -> Iterator[Path]:
    """Room for whole databases, unreadable to others, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".handtag-", dir=beside) as folder:
        yield Path(folder)
