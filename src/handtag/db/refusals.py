"""A database that answers questions and takes no changes: a hot standby, a full disk, one set to be read only. How it is recognised."""

import os
from pathlib import Path

from django.db import DatabaseError, connection

_POSTGRES = frozenset({"25006", "53100"})  # read_only_sql_transaction, disk_full
_SQLITE = ("SQLITE_READONLY", "SQLITE_FULL")


def refuses_writes(fault: BaseException) -> bool:
    """Whether the database refused because it takes no change at all now, and not because of what the change was."""
    cause = fault.__cause__ if isinstance(fault, DatabaseError) else None
    return getattr(cause, "sqlstate", None) in _POSTGRES or str(getattr(cause, "sqlite_errorname", "")).startswith(_SQLITE)


def takes_writes() -> bool:
    """As the database itself says before it is tried; a full disk shows only when something is written. Raises DatabaseError."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW transaction_read_only")
            return bool(cursor.fetchone()[0] == "off")
        cursor.execute("PRAGMA query_only")
        file = Path(str(connection.settings_dict["NAME"]))
        return not cursor.fetchone()[0] and (not file.is_file() or os.access(file, os.W_OK))
