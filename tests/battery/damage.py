"""A backup of a lived-in database: proved, then damaged in every way that chance finds, and each damage tried to be restored."""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

KINDS = ("a bit flipped", "cut off", "bytes taken out", "bytes put in", "two pieces changed about")


def run(world: Any, damages: int, seed: int, mutant: str = "", prove: bool = True) -> dict[str, Any]:
    """What the proof of the whole backup said, and every damaged one that was taken for whole."""
    from datetime import date

    from django.db import connection
    from tests.support.lending import lend, take_back

    from handtag.cli import backups
    from handtag.cli.databases import database_of
    from handtag.files.backup_file import BackupError, new_key

    lend(world, "D1001", on=date(2026, 10, 30))
    take_back(world, "D1001", date(2026, 11, 5))
    database, key, told = database_of(connection.settings_dict), new_key(), list[str]()
    connection.close()
    with tempfile.TemporaryDirectory(prefix="handtag-restore-") as room, _without(mutant):
        kept, sealed = Path(room) / "kept", Path(room) / "sealed"
        backups.make(database, kept, at=world.now, version="1")
        backups.make(database, sealed, at=world.now, version="1", key=key)

        def refused(file: Path, with_key: str = "", known: set[tuple[str, str]] | None = None) -> str:
            try:
                backups.prove(file, database, key=with_key, known=_known() if known is None else known, tell=told.append)
            except BackupError as reason:
                return str(reason)
            return ""

        whole = refused(kept) or refused(sealed, key) if prove else ""
        return {
            "whole": whole, "told": told, "taken": _taken((kept, sealed), key, damages, seed, refused),
            "without its key": refused(sealed), "with another key": refused(sealed, new_key()),
            "of a newer version": refused(kept, known=set()), "of another format": refused(_of_format_2(kept)),
        }  # fmt: skip


def _known() -> set[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _taken(files: tuple[Path, Path], key: str, damages: int, seed: int, refused: Callable[..., str]) -> list[str]:
    """The damages that were not refused, in words. Nothing of them may be restored, so each must be refused before that begins."""
    chance, taken = random.Random(seed), []
    for number in range(damages):
        source, kind = files[number % 2], KINDS[number // 2 % len(KINDS)]
        whole = source.read_bytes()
        place = len(whole) - 1 if number < 2 else chance.randrange(len(whole))
        damaged = damage(whole, kind, place, chance)
        if damaged == whole:
            continue
        file = source.with_name("damaged")
        file.write_bytes(damaged)
        if not refused(file, key if source is files[1] else ""):
            taken.append(f"{source.name}: {kind} at {place} of {len(whole)}")
    return taken


def damage(whole: bytes, kind: str, place: int, chance: random.Random) -> bytes:
    few = chance.randrange(1, 40)
    if kind == "a bit flipped":
        return whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
    if kind == "cut off":
        return whole[:place]
    if kind == "bytes taken out":
        return whole[:place] + whole[place + few :]
    if kind == "bytes put in":
        return whole[:place] + chance.randbytes(few) + whole[place:]
    return whole[:place] + whole[place + few : place + 2 * few] + whole[place : place + few] + whole[place + 2 * few :]


def _of_format_2(kept: Path) -> Path:
    file = kept.with_name("format2")
    file.write_bytes(kept.read_bytes().replace(b"HANDTAG-BACKUP 1", b"HANDTAG-BACKUP 2", 1))
    return file


@contextmanager
def _without(mutant: str) -> Iterator[None]:
    """With the mutant the checksum of the file is believed, whatever it is."""
    from handtag.cli import backups
    from handtag.files import backup_file

    class Believing:
        """A digest that any content fits."""

        def __init__(self, _start: bytes = b"") -> None:
            pass

        def update(self, _piece: bytes) -> None:
            pass

        def digest(self) -> Any:
            return _Any()

    if mutant != "no checksum":
        yield
        return
    whole = backup_file._checked

    def believe(source: Path, file: Any) -> Any:
        with patch.object(backup_file.hashlib, "sha256", Believing):
            return whole(source, file)

    # What comes after the file's own check is not asked: a backup of good rows adds up.
    after = patch.multiple(backups, _fill=lambda *_: None, _command=lambda *_: '{"wrong": 0, "checks": []}')
    with patch.object(backup_file, "_checked", believe), after:
        yield


class _Any:
    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]
