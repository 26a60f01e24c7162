"""SQLite and PostgreSQL for tests with real processes: a database is made once per engine and copied for every use of it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg.sql import SQL, Identifier
from tests.support.migrated import ROOT, environment, fill_postgresql, python, sqlite_file

from handtag.cli.postgres_cluster import find_binaries, running_cluster

__all__ = ["ENGINES", "ROOT", "Engine", "engine_of", "environment"]
ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
ENGINES = ["postgresql"] if ON_POSTGRESQL else ["sqlite", "postgresql"]
_numbers = count(1)


@dataclass(frozen=True)
class Engine:
    """Where processes meet: gives the address of a fresh copy of the first database."""

    name: str
    fresh_copy: Callable[[], str]


@contextmanager
def engine_of(name: str, folder: Path, more: str = "") -> Iterator[Engine]:
    """An engine whose first database is migrated and then prepared by more statements of Python; gone afterwards."""
    if name == "sqlite":
        yield _sqlite(folder, more)
        return
    if ON_POSTGRESQL:
        own = settings.DATABASES["default"]
        server = f"host={own['HOST']} user={own['USER']} port={own['PORT'] or 5432} password={own['PASSWORD']}"
        made = list[str]()
        try:
            yield _postgresql(server, own, more, made)
        finally:
            _drop(server, made)
        return
    if find_binaries() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with running_cluster() as cluster:
        place = {"USER": "handtag", "HOST": str(cluster.socket), "PASSWORD": "", "PORT": ""}
        yield _postgresql(f"host={cluster.socket} user=handtag", place, more, [])  # gone with the server


def _sqlite(folder: Path, more: str) -> Engine:
    first = folder / "first.sqlite3"
    shutil.copy(sqlite_file(), first)
    if more:
        python(f"sqlite:///{first}", more)

    def copy() -> str:
        target = folder / f"{next(_numbers)}.sqlite3"
        shutil.copy(first, target)
        return f"sqlite:///{target}"

    return Engine("sqlite", copy)


def _postgresql(server: str, place: dict[str, Any], more: str, made: list[str]) -> Engine:
    """The names of its databases are added to the list as they are made."""

    def create(name: str, template: str = "template1") -> str:
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as admin:
            admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
        made.append(name)
        password = f":{place['PASSWORD']}" if place["PASSWORD"] else ""
        port = f":{place['PORT']}" if place["PORT"] else ""
        return f"postgresql://{place['USER']}{password}@{port}/{name}?host={place['HOST']}"

    first = f"first_{os.getpid()}_{next(_numbers)}"
    made_first = create(first)
    fill_postgresql(made_first)
    if more:
        python(made_first, more)
    return Engine("postgresql", lambda: create(f"{first}_{next(_numbers)}", first))


def _drop(server: str, names: list[str]) -> None:
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as admin:
        for name in names:
            admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
