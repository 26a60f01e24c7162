"""The connection that tells PostgreSQL who asks. The one place where the second wall's settings are written."""

from collections.abc import Callable
from dataclasses import astuple, fields
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from handtag.db.wall import Asker, asker

_TELL = "SELECT " + ", ".join(f"set_config('handtag.{field.name}', %s, false)" for field in fields(Asker))


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells who asks before the first question on a connection and whenever that has changed since.

    What was told within a transaction is forgotten by the database when that is rolled back, and a connection from the pool may have been
    told by someone else: then it is told anew.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: Asker | None = None
        self.execute_wrappers.append(self._tell_first)

    def _tell_first(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        who = asker()
        if who != self._told and self.connection.info.transaction_status != TransactionStatus.INERROR:
            self._told = None
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute(_TELL, astuple(who))
            self._told = who
        return execute(sql, params, many, context)

    def connect(self) -> None:
        self._told = None
        super().connect()

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]  # django-stubs leave out what is below the line

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._told = None
