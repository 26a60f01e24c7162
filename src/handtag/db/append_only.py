"""Rows that are never changed or removed: a model base and the migration operation that makes both databases refuse."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_SQLITE = "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION handtag_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql
"""
_POSTGRES = "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION handtag_append_only()"


class AppendOnlyModel(models.Model):
    """A ledger row. Its migration must hold `AppendOnly(...)`; a test shows that each such table refuses."""

    class Meta:
        abstract = True


class AppendOnly(Operation):
    """Migration operation: UPDATE, DELETE (and TRUNCATE on PostgreSQL) of the model's rows raise in the database itself.

    SQLite loses a table's triggers when a later migration alters the table, so such a migration repeats this operation.
    """

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The triggers are no part of Django's state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        _drop(schema_editor, table)
        if schema_editor.connection.vendor == "sqlite":
            for event in ("UPDATE", "DELETE"):
                schema_editor.execute(_SQLITE.format(table=table, verb=event.lower(), event=event))
            return
        schema_editor.execute(_POSTGRES_FUNCTION, params=None)
        for event, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            schema_editor.execute(_POSTGRES.format(table=table, verb=event.lower(), event=event, each=each))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        _drop(schema_editor, from_state.apps.get_model(app_label, self.model_name)._meta.db_table)

    def describe(self) -> str:
        return f"Make {self.model_name} append-only"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.model_name], {})


def _drop(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
    for verb in ("update", "delete", "truncate"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")
