"""A condition that the database itself refuses, told once for both databases: a migration operation."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_SQLITE = "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
_POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql
"""
_POSTGRES_TRIGGER = "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


class Guard(Operation):
    """Refuse an INSERT or UPDATE of `model_name` while `when` holds: SQL over NEW and OLD, the same for both databases or one for each."""

    reversible = True

    def __init__(self, model_name: str, *, name: str, event: str, when: str | dict[str, str], message: str) -> None:
        self.model_name, self.name, self.event, self.when, self.message = model_name, name, event, when, message

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of Django's state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        when = self.when if isinstance(self.when, str) else self.when[schema_editor.connection.vendor]
        parts = {"name": self.name, "event": self.event, "when": when, "message": self.message, "table": table}
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(_SQLITE.format(**parts))
            return
        schema_editor.execute(_POSTGRES.format(**parts), params=None)
        schema_editor.execute(_POSTGRES_TRIGGER.format(**parts))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {self.name}")
            return
        schema_editor.execute(f"DROP TRIGGER {self.name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION {self.name}()")

    def describe(self) -> str:
        return f"Guard {self.model_name}: {self.message}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        rest: dict[str, Any] = {"name": self.name, "event": self.event, "when": self.when, "message": self.message}
        return (self.__class__.__qualname__, [self.model_name], rest)


class ChangedGuard(Guard):
    """As Guard for one that stands already: from here on it refuses on another condition. Not undone; what it was stands in history."""

    reversible = False

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self.database_backwards(app_label, schema_editor, to_state, to_state)
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Change what is refused of {self.model_name}: {self.message}"
