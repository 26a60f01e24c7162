"""Is the database the one the code thinks it has? Constraints, triggers and types, read from its own catalogue. Knows no field noun."""

import re
from collections.abc import Iterator
from typing import TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.guard import Guard
from handtag.db.second_wall import NAME, SecondWall

OURS = "handtag."
_NAMED = re.compile(r'CONSTRAINT "(\w+)"')
_SQLITE_SCHEMA = "SELECT tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_POSTGRES_SCHEMA = (
    "SELECT relname, conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid "
    "UNION SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema()"
)
_SQLITE_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_POSTGRES_TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
_POSTGRES_DISABLED = (
    "SELECT conrelid::regclass || ': ' || conname || ' was never checked' FROM pg_constraint WHERE NOT convalidated",
    "SELECT indrelid::regclass || ': index ' || indexrelid::regclass || ' is not whole' FROM pg_index WHERE NOT indisvalid",
    "SELECT tgrelid::regclass || ': trigger ' || tgname || ' is switched off' FROM pg_trigger WHERE tgenabled = 'D'",
)
_POSTGRES_WALLS = (
    "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "  # noqa: S608
    f"WHERE relrowsecurity AND relforcerowsecurity AND polname = '{NAME}'"
)
_POSTGRES_PASSES = (
    "SELECT 'account ' || rolname || ' passes every second wall: ALTER ROLE ' || rolname || ' NOSUPERUSER NOBYPASSRLS' "
    "FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
)
_POSTGRES_LOSES = (
    "SELECT name || ' is ' || setting || ': a power cut can take what was answered as saved' FROM pg_settings "
    "WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name"
)
SQLITE_FULL = 2
Kind = TypeVar("Kind", bound=Operation)


def constraints_missing_in_the_database() -> Iterator[str]:
    """Every constraint that a model declares exists in the database, so that no door passes it by."""
    found = _catalogue()
    for model in _models():
        table = model._meta.db_table
        for constraint in model._meta.constraints:
            if (table, constraint.name) not in found:
                yield f"{table}: {constraint.name} is missing"


def triggers_missing_in_the_database() -> Iterator[str]:
    """Every ledger refuses change and every guard stands: their triggers exist and are switched on."""
    found = set(_column(_SQLITE_TRIGGERS if connection.vendor == "sqlite" else _POSTGRES_TRIGGERS))
    verbs = ("update", "delete") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    wanted = {f"{m._meta.db_table}_no_{verb}" for m in _models() if issubclass(m, AppendOnlyModel) for verb in verbs}
    for name in sorted((wanted | {guard.name for guard in _operations(Guard)}) - found):
        yield f"trigger {name} is missing or switched off"


def walls_missing_in_the_database() -> Iterator[str]:
    """Persons' rows stand behind the second wall: each policy binds the tables' owner too, and our account passes none."""
    if connection.vendor != "postgresql":
        return  # SQLite has no second wall
    standing = set(_column(_POSTGRES_WALLS))
    for model in sorted({wall.model for wall in _operations(SecondWall)}):
        table = apps.get_model(model)._meta.db_table
        if table not in standing:
            yield f"{table}: the second wall is missing or switched off"
    yield from _column(_POSTGRES_PASSES)


def answers_that_a_power_cut_could_take() -> Iterator[str]:
    """What is answered as saved is on the disk first: the database waits for it. The demo's county may be lost."""
    if settings.DEMO:
        return
    if connection.vendor == "postgresql":
        yield from _column(_POSTGRES_LOSES)
    elif int(_column("PRAGMA synchronous")[0]) < SQLITE_FULL:
        yield "synchronous is below FULL: a power cut can take what was answered as saved"


def rows_that_break_the_schema() -> Iterator[str]:
    """The database's own examination: whole pages and indexes, foreign keys that lead somewhere, no constraint left unchecked."""
    if connection.vendor == "sqlite":
        yield from (line for line in _column("PRAGMA integrity_check(100)") if line != "ok")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            for table, row, parent, _ in cursor.fetchall():
                yield f"{table}: row {row} points to a row of {parent} that does not exist"
        return
    for question in _POSTGRES_DISABLED:
        yield from _column(question)


def amounts_that_are_not_whole_ore() -> Iterator[str]:
    """No float touches money: on SQLite, whose columns take any type, each amount is stored as an integer."""
    if connection.vendor != "sqlite":
        return  # a bigint column takes nothing else
    for model in _models():
        table = model._meta.db_table
        for field in model._meta.local_fields:
            if isinstance(field, OreField):
                question = f"SELECT id FROM \"{table}\" WHERE typeof(\"{field.column}\") NOT IN ('integer', 'null')"  # noqa: S608
                yield from (f"{table} {pk}: {field.column} is no whole number" for pk in _column(question))


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(OURS) and model._meta.managed]


def _catalogue() -> set[tuple[str, str]]:
    """(table, name) of every constraint and index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_SCHEMA)
            return {(str(table), str(name)) for table, name in cursor.fetchall()}
        cursor.execute(_SQLITE_SCHEMA)
        return {(str(table), found) for table, name, sql in cursor.fetchall() for found in (name, *_NAMED.findall(sql))}


def _operations(kind: type[Kind]) -> Iterator[Kind]:
    for migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values():
        yield from (operation for operation in migration.operations if isinstance(operation, kind))


def _column(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [str(row[0]) for row in cursor.fetchall()]
