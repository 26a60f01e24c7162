"""Row-level security as a migration operation: PostgreSQL itself shows a table's rows only to whoever its rule lets see them."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

NAME = "second_wall"
_OPEN = "(SELECT current_setting('handtag.wall', true)) = 'open'"
_BUILD = (
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",  # for the tables' owner too: one account may both own and serve
    # Asked by the rules of other tables: a question of its own, planned once, where a question within theirs would be planned each time.
    (
        "CREATE FUNCTION {table}_is_shown(row_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS "
        "$$ BEGIN RETURN EXISTS (SELECT FROM public.{table} WHERE id = row_id); END $$"
    ),
    "CREATE POLICY {name} ON {table} USING ({open} OR ({rule})) WITH CHECK ({open})",
)
_CHANGE = ("ALTER POLICY {name} ON {table} USING ({open} OR ({rule}))",)
_TEAR_DOWN = (
    "DROP POLICY {name} ON {table}",
    "DROP FUNCTION {table}_is_shown(bigint)",
    "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
)


def told(name: str, kind: str = "text") -> str:
    """What the asker has told, as SQL worked out once per question: NULL when nothing was told."""
    return f"(SELECT NULLIF(current_setting('handtag.{name}', true), '')::{kind})"


ANY_ROLE = f"{told('wall')} = 'role'"
"""For rows that name nobody but must be joined or asked by every role: whoever comes without a role sees none."""


class SecondWall(Operation):
    """Show rows of `model` ("app.Model") only where `rule` (SQL over its columns) holds, and take new ones only from a use case.

    SQLite keeps no such wall. Superusers pass every wall: Handtag's account must be none (`handtag verify` tells).
    """

    reversible = True

    def __init__(self, model: str, rule: str) -> None:
        self.model, self.rule = model, rule

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Policies are no part of Django's state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, _BUILD, to_state.apps)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, _TEAR_DOWN, from_state.apps)

    def _run(self, schema_editor: BaseDatabaseSchemaEditor, statements: tuple[str, ...], models: Any) -> None:
        table = models.get_model(self.model)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement.format(name=NAME, table=table, open=_OPEN, rule=self.rule), params=None)

    def describe(self) -> str:
        return f"Build the second wall around {self.model}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.model], {"rule": self.rule})


class ChangedWall(SecondWall):
    """As SecondWall for a table that has the wall already: from here on the rule is another. Not undone; what it was stands in history."""

    reversible = False

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, _CHANGE, to_state.apps)

    def describe(self) -> str:
        return f"Change the second wall around {self.model}"
