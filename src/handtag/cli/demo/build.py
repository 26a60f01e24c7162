"""A demo county in a database file: built beside it and put in place when it is complete, so that there is never half a county."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SEED = 2026
FINGERPRINT_BITS = 31  # SQLite's user_version is a signed 32-bit number
CODE = Path(__file__).resolve().parents[2]
ROOT = CODE.parents[1]
DATA = ROOT / "demo"


@dataclass(frozen=True)
class Stamp:
    """What a database file was built from: code, data and size as one number, and the last day of its history."""

    fingerprint: int
    until: date


def fingerprint(size: str, folder: Path) -> int:
    """Changes when schema, use cases, demo code, demo data, agreements or size change: then the county is built again."""
    digest = hashlib.sha256(f"{size}/{SEED}".encode())
    for root, pattern in (
        (CODE / "apps", "*/migrations/*.py"),
        (CODE / "cli/demo", "*.py"),
        (folder, "*"),
        (ROOT / "agreements", "**/*"),
    ):
        for path in sorted(path for path in root.glob(pattern) if path.is_file() and "__pycache__" not in path.parts):
            digest.update(path.name.encode() + path.read_bytes())
    return int.from_bytes(digest.digest()[:4], "big") >> (32 - FINGERPRINT_BITS)


def stamp_of(database: Path) -> Stamp | None:
    """What a finished database file says it was built from; None when there is none or somebody else made it."""
    import sqlite3

    if not database.exists():
        return None
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        (day,) = connection.execute("PRAGMA application_id").fetchone()
    connection.close()
    return Stamp(found, date(day // 10_000, day // 100 % 100, day % 100)) if found and day else None


def build(folder: Path, size: str, until: date) -> None:
    """Migrate the configured database, which is empty, play the county into it and stamp it. Django is set up."""
    from django.core.management import call_command
    from django.db import connection

    from handtag.cli.demo.county import read_county
    from handtag.cli.demo.history import play
    from handtag.cli.demo.world import SIZES

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # only while building: an aborted file is thrown away
    call_command("migrate", verbosity=0, skip_checks=True)
    county = read_county(folder)
    play(county.smaller() if size == "small" else county, SIZES[size], seed=SEED, until=until)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(f"PRAGMA user_version={fingerprint(size, folder)}")
        cursor.execute(f"PRAGMA application_id={until:%Y%m%d}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def in_place_of(database: Path) -> Iterator[Path]:
    """A path to build at; when the block ends well the file takes the database's place, otherwise nothing is left of it."""
    building = database.with_name(f"{database.name}.building")
    _remove(building)
    try:
        yield building
        _remove(database, keep_main=True)
        building.replace(database)
    finally:
        _remove(building)


def _remove(database: Path, *, keep_main: bool = False) -> None:
    for ending in ("-wal", "-shm", *(() if keep_main else ("",))):
        database.with_name(database.name + ending).unlink(missing_ok=True)
