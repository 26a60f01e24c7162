"""Every ledger refuses to be changed: UPDATE and DELETE raise in the database itself, on the database the tests run on."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from handtag.db.append_only import AppendOnlyModel

STATEMENTS = [
    "UPDATE {table} SET {key} = {key}",
    "DELETE FROM {table}",
    # Only PostgreSQL can empty a table without touching its rows.
    *(["TRUNCATE {table} CASCADE"] if connection.vendor == "postgresql" else []),
]
LEDGERS = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
A_VALUE: dict[str, Any] = {
    "BinaryField": b"x",
    "BooleanField": True,
    "CharField": "x",
    "DateField": datetime.date(2026, 1, 1),
    "DateTimeField": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    "JSONField": {},
    "SlugField": "x",
    "TextField": "x",
    "UUIDField": uuid.UUID(int=1),
}
# The guards of a ledger ask more of a new row than its columns do.
A_LAWFUL_ROW: dict[str, dict[str, str]] = {"stock.Move": {"kind": "received", "from_state": "", "to_state": "in_stock"}}


class RolledBackError(Exception):
    """Nothing a test of a ledger does may remain: afterwards nobody could remove it."""


@contextmanager
def leaving_nothing() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise RolledBackError
    except RolledBackError:
        pass


def without_other_walls(table: str) -> None:
    """Only the triggers are tried here, so a row need not satisfy the table's check constraints."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table])
        for (constraint,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{constraint}"')


def some_row(model: type[models.Model]) -> None:
    values = {
        field.attname: A_VALUE.get(field.target_field.get_internal_type() if field.remote_field else field.get_internal_type(), 1)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField | models.GeneratedField)
    }
    model._base_manager.bulk_create([model(**values | A_LAWFUL_ROW.get(model._meta.label, {}))])


@pytest.fixture(autouse=True)
def _checks_again() -> Iterator[None]:
    yield
    if connection.vendor == "sqlite" and connection.connection is not None:
        connection.connection.execute("PRAGMA ignore_check_constraints = OFF")


def test_there_are_ledgers() -> None:
    assert {model.__name__ for model in LEDGERS} >= {"AuditEntry", "AccessEntry"}


@pytest.mark.law("Arkivlagen 3 §, ASVS 16.4, BFL 7 kap. 2 §, MDR art. 25, PDL 3 kap. 14 §, PDL 3 kap. 17 §")
@pytest.mark.django_db
@pytest.mark.parametrize("model", LEDGERS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.split()[0].lower())
def test_a_ledger_row_can_neither_be_changed_nor_removed(model: type[models.Model], statement: str) -> None:
    table, key = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
    with leaving_nothing():
        without_other_walls(table)
        if not statement.startswith("TRUNCATE"):
            some_row(model)
        with (
            pytest.raises(DatabaseError, match="is append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table=table, key=key))
