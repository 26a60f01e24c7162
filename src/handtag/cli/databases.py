"""A database as a whole, for backups: what is in it, copied at one moment, put back into an empty place. SQLite and PostgreSQL.

Reads and writes whole databases with their own tools; no row of the field is known here.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composable, Identifier

from handtag.files.backup_file import BackupError

Counted = dict[str, dict[str, Any]]  # table → rows and the SHA-256 of them all in key order
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_KEY = (
    "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) "
    "WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)"
)
_PAST_THE_WALL = "-c handtag.wall=open"  # a copy is whole, or it is none


@dataclass(frozen=True)
class Sqlite:
    """A file."""

    path: Path
    engine = "sqlite"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def is_empty(self) -> bool:
        return not self.path.exists() or not self.path.stat().st_size

    def copy_to(self, dump: Path) -> Counted:
        """One moment of the database, also while others write. Answers what the copy holds."""
        if self.is_empty():
            raise BackupError(f"{self.path} is empty or missing")
        with closing(sqlite3.connect(self.path)) as source:
            source.execute("VACUUM INTO ?", [str(dump)])
        return Sqlite(dump).count()

    def fill_from(self, dump: Path) -> None:
        """The dump becomes this database, whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(f".{self.path.name}.part")
        shutil.copy(dump, part)
        part.replace(self.path)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)

    def count(self) -> Counted:
        with closing(sqlite3.connect(self.path)) as rows:
            names = rows.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
            return {name: self._table(rows, name) for (name,) in names.fetchall()}

    def migrations(self) -> list[list[str]]:
        with closing(sqlite3.connect(self.path)) as rows:
            return [list(row) for row in rows.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]

    @contextmanager
    def scratch(self, folder: Path) -> Iterator["Sqlite"]:
        yield Sqlite(folder / "scratch.sqlite3")

    @staticmethod
    def _table(rows: sqlite3.Connection, name: str) -> dict[str, Any]:
        digest, number = hashlib.sha256(), 0
        for row in rows.execute(f'SELECT * FROM "{name}" ORDER BY 1'):  # noqa: S608
            digest.update(repr(row).encode())
            number += 1
        return {"rows": number, "sha256": digest.hexdigest()}


@dataclass(frozen=True)
class Postgres:
    """A database of a server, reached with psycopg and with PostgreSQL's own pg_dump and pg_restore."""

    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""
    engine = "postgresql"

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}@:{self.port}/{self.name}?host={self.host}".replace("@:/", "@/")

    def is_empty(self) -> bool:
        with self._connect() as server:
            return not server.execute(SQL(_TABLES)).fetchall()

    def copy_to(self, dump: Path) -> Counted:
        """One moment of the database, also while others write: the count and pg_dump see the same snapshot."""
        with self._connect(autocommit=False) as server:
            server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            row = server.execute("SELECT pg_export_snapshot()").fetchone()
            assert row is not None
            words = ("--enable-row-security", "--format=custom", "--compress=0", "--no-owner", f"--file={dump}")
            self._tool("pg_dump", f"--snapshot={row[0]}", *words)
            return self._count(server)

    def fill_from(self, dump: Path) -> None:
        """The dump becomes this database, in one transaction."""
        words = ("--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={self.name}", str(dump))
        self._tool("pg_restore", *words, named=False)

    def discard(self) -> None:
        with self._connect("postgres") as server:
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(self.name)))

    def count(self) -> Counted:
        with self._connect(autocommit=False) as server:
            return self._count(server)

    def migrations(self) -> list[list[str]]:
        with self._connect() as server:
            return [list(row) for row in server.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]

    @contextmanager
    def scratch(self, folder: Path) -> Iterator["Postgres"]:
        """A database beside this one, dropped afterwards; the user must be allowed to make one (CREATEDB)."""
        made = Postgres(f"handtag_proof_{uuid4().hex[:12]}", self.host, self.port, self.user, self.password)
        try:
            with self._connect() as server:
                server.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(made.name)))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupError(f"{self.user} may not make the scratch database: ALTER ROLE {self.user} CREATEDB") from None
        try:
            yield made
        finally:
            made.discard()

    def _count(self, server: "psycopg.Connection[Any]") -> Counted:
        server.execute("SET LOCAL timezone = 'UTC'")
        server.execute("SET LOCAL datestyle = 'ISO, YMD'")
        return {name: self._table(server, name) for (name,) in server.execute(SQL(_TABLES)).fetchall()}

    @staticmethod
    def _table(server: "psycopg.Connection[Any]", name: str) -> dict[str, Any]:
        key: list[Composable] = [Identifier(row[0]) for row in server.execute(_KEY, [f'"{name}"']).fetchall()]
        rows = SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT").format(Identifier(name), SQL(", ").join(key or [SQL("1")]))
        digest, number = hashlib.sha256(), 0
        with server.cursor().copy(rows) as copied:
            for chunk in copied:
                digest.update(chunk)
                number += bytes(chunk).count(b"\n")
        return {"rows": number, "sha256": digest.hexdigest()}

    def _connect(self, name: str = "", *, autocommit: bool = True) -> "psycopg.Connection[Any]":
        return psycopg.connect(
            dbname=name or self.name, host=self.host or None, port=self.port or None, user=self.user or None,
            password=self.password or None, autocommit=autocommit, options=_PAST_THE_WALL,
        )  # fmt: skip

    def _tool(self, tool: str, *words: str, named: bool = True) -> None:
        found = _newest(tool)
        if found is None:
            raise BackupError(f"{tool} is missing: apt-get install postgresql-client")
        place = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user, "PGPASSWORD": self.password, "PGOPTIONS": _PAST_THE_WALL}
        env = {**os.environ, **{name: value for name, value in place.items() if value}}
        done = subprocess.run(
            [found, *words, *([self.name] if named else [])], check=False, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise BackupError(f"{tool} failed: {done.stderr.strip()[-800:]}")


Database = Sqlite | Postgres


def database_of(settings: dict[str, Any]) -> Database:
    """The database of Django's settings for it."""
    if settings["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(str(settings["NAME"])))
    return Postgres(*(str(settings.get(part) or "") for part in ("NAME", "HOST", "PORT", "USER", "PASSWORD")))


def _newest(tool: str) -> str | None:
    """Debian keeps each version's tools apart; the newest reads and writes every older server."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name.split(".")[0]))
    return next((str(folder / tool) for folder in reversed(folders) if (folder / tool).exists()), shutil.which(tool))
