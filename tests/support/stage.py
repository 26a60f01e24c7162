"""The stage of a test: the world made once in a process and laid out again from its rows, and which tables have been written since.

What may stand on it is `world`; what is asked of it afterwards is `proof`."""

import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from tests.support.world import World, make_world

WRITES = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)
READS = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?', re.IGNORECASE)
CHANGES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|TRUNCATE|ALTER|CREATE|DROP)\b", re.IGNORECASE)
HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "EXPLAIN", "PRAGMA", "LOCK", "SHOW")
ANYTHING = "*"  # a statement that nobody here can read may have written everywhere
Scripts = tuple[str, ...]


class Stage:
    """Lays out the world. The first time it is made by the models; its rows are kept as the database itself writes them out."""

    def __init__(self) -> None:
        self._scripts: Scripts = ()
        self._world = b""

    def world(self) -> World:
        if not self._world:
            filled = set(_filled())
            with written() as tables:
                world = make_world()
            assert not tables & (filled | {ANYTHING}), f"the world is made in empty tables; these were not: {tables & filled}"
            self._scripts, self._world = tuple(_scripts(tables)), pickle.dumps(world)
            return world
        with connection.cursor() as cursor:
            for script in self._scripts:
                cursor.execute(script)
        found: World = pickle.loads(self._world)  # what this process pickled itself
        return found


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that statements inside the block have written, in a set that grows meanwhile."""
    with _listening(_writes) as tables:
        yield tables


@contextmanager
def read() -> Iterator[set[str]]:
    """The tables that statements inside the block have read."""
    with _listening(lambda sql: set(READS.findall(sql))) as tables:
        yield tables


@contextmanager
def _listening(heard: Callable[[str], set[str]]) -> Iterator[set[str]]:
    tables: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # as Django calls it
        tables.update(heard(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def _writes(sql: str) -> set[str]:
    found = WRITES.match(sql)
    if found:
        return {found[1]}
    return set() if sql.lstrip().upper().startswith(HARMLESS) or not CHANGES.search(sql) else {ANYTHING}


def _filled() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # a name the database gave
            if cursor.fetchone():
                yield table


def _scripts(tables: set[str]) -> Iterator[str]:
    """One statement a table, in the order of the models, that puts its rows back; then the counters of new keys where they need it."""
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    names = [model._meta.db_table for model in models]
    assert tables == set(names), f"tables of no model: {tables - set(names)}"
    literal = 'quote("{}")' if connection.vendor == "sqlite" else 'quote_nullable("{}"::text)'
    for model in models:
        table, columns = model._meta.db_table, [field.column for field in model._meta.local_concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {", ".join(map(literal.format, columns))} FROM "{table}"')
            rows = ", ".join(f"({', '.join(row)})" for row in cursor.fetchall())
        listed = ", ".join(f'"{column}"' for column in columns)
        yield f'INSERT INTO "{table}" ({listed}) VALUES {rows}'
    yield from connection.ops.sequence_reset_sql(no_style(), models)


STAGE = Stage()
