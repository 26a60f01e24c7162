"""The one exception to append-only: rows that a door of an approved culling names may be deleted, or lose their texts."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from handtag.db.append_only import AppendOnly

_DOOR = (
    "EXISTS (SELECT 1 FROM {doors} d JOIN {proposals} p ON p.id = d.proposal_id WHERE d.ledger = '{table}'"
    " AND OLD.id BETWEEN d.first_id AND d.last_id AND p.approved_by <> '' AND p.approved_by <> p.proposed_by AND p.finished_at IS NULL)"
)
_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} WHEN NOT ({when}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_culling_{verb}() RETURNS trigger AS $$
BEGIN
  IF NOT ({when}) THEN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN {row};
END $$ LANGUAGE plpgsql
"""
_POSTGRES = "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_culling_{verb}()"


class CullingDoor(Operation):
    """Migration operation on an append-only model `app.Model`: an open door lets its rows be deleted (`deletes`), or its `empties`
    be set to the empty text while every other column stays as it is. Everything else is refused as before.

    As with AppendOnly, a later migration that alters the table on SQLite repeats this operation.
    """

    reversible = True
    DOORS, PROPOSALS = "retention_door", "retention_proposal"

    def __init__(self, model_name: str, *, deletes: bool = False, empties: tuple[str, ...] = ()) -> None:
        self.model_name, self.deletes, self.empties = model_name, deletes, tuple(empties)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The triggers are no part of Django's state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        meta = to_state.apps.get_model(self.model_name)._meta
        door = _DOOR.format(doors=self.DOORS, proposals=self.PROPOSALS, table=meta.db_table)
        if self.deletes:
            self._replace(schema_editor, meta.db_table, "delete", "OLD", door)
        if self.empties:
            columns = [field.column for field in meta.concrete_fields]
            same = "IS" if schema_editor.connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"
            kept = [f'NEW."{column}" {same} OLD."{column}"' for column in columns if column not in self.empties]
            emptied = [f'(NEW."{column}" = \'\' OR NEW."{column}" {same} OLD."{column}")' for column in self.empties]
            self._replace(schema_editor, meta.db_table, "update", "NEW", " AND ".join([door, *kept, *emptied]))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        app, _, model = self.model_name.partition(".")
        AppendOnly(model).database_forwards(app, schema_editor, from_state, from_state)

    def _replace(self, schema_editor: BaseDatabaseSchemaEditor, table: str, verb: str, row: str, when: str) -> None:
        parts = {"table": table, "verb": verb, "event": verb.upper(), "row": row, "when": when}
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            schema_editor.execute(_SQLITE.format(**parts))
            return
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}")
        schema_editor.execute(_POSTGRES_FUNCTION.format(**parts), params=None)
        schema_editor.execute(_POSTGRES.format(**parts))

    def describe(self) -> str:
        return f"Let culling pass {self.model_name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.model_name], {"deletes": self.deletes, "empties": self.empties})
