"""The two logs as rows to be sealed: which columns a seal covers, and which rows are settled so that none can come in before them."""

import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from handtag.apps.audit.models import AccessEntry, AuditEntry, Seal
from handtag.domain.values.seals import row_digest, seal_hash

LOGS: dict[str, type[AccessEntry] | type[AuditEntry]] = {"access": AccessEntry, "audit": AuditEntry}
LAYOUT = 1  # of new seals; old seals are verified by the columns of their own
_COMMON = ("id", "recorded_at", "actor", "assignment_id", "role", "unit_id", "principal_id", "action", "door", "reference")
COLUMNS: dict[tuple[str, int], tuple[str, ...]] = {
    ("access", 1): (*_COMMON, "person_key", "ground", "data_kind"),
    ("audit", 1): (*_COMMON, "use_case", "target", "details", "command_id"),
}
CHUNK = 2000
PATIENCE = 10.0  # seconds to wait for writers that may still commit a row with a lower number
_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = %s::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND mode = 'RowExclusiveLock' AND granted AND pid IS DISTINCT FROM pg_backend_pid()
"""


def rows_between(log: str, after: int, until: int) -> Iterator[dict[str, Any]]:
    """The rows with numbers over `after` through `until`, in order, as columns."""
    names = {name for (of, _), columns in COLUMNS.items() if of == log for name in columns}
    rows: QuerySet[Any, dict[str, Any]] = LOGS[log].objects.filter(pk__gt=after, pk__lte=until).values(*sorted(names))
    return rows.order_by("pk").iterator(CHUNK)


def digest_of(log: str, layout: int, row: dict[str, Any]) -> bytes:
    return row_digest([row[name] for name in COLUMNS[log, layout]])


def hash_of(seal: Seal) -> str:
    """What the seal's hash should be."""
    said = (
        seal.principal_id, seal.number, seal.log, seal.layout, seal.until_id, seal.first_id, seal.last_id, seal.count, seal.sealed_at,
    )  # fmt: skip
    return seal_hash(seal.previous, said, bytes(seal.rows))


def sealed_until(log: str) -> int:
    """The number of the last row that a sealing covered, whose ever it is."""
    found: int | None = Seal.objects.filter(log=log).aggregate(last=Max("until_id"))["last"]
    return found or 0


def last_settled(log: str) -> int | None:
    """The last row before which no other can come any more; None when writers did not finish in time.

    On SQLite one transaction writes at a time. On PostgreSQL a number is drawn before its row is committed, so who is writing now
    is waited for; nobody has to wait for us.
    """
    model = LOGS[log]
    last: int = model.objects.aggregate(last=Max("pk"))["last"] or 0
    if connection.vendor != "postgresql":
        return last
    given_up = time.monotonic() + PATIENCE
    writing = _writers(model._meta.db_table)
    while writing:
        if time.monotonic() > given_up:
            return None
        time.sleep(0.02)
        writing &= _writers(model._meta.db_table)
    return last


def _writers(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS, [table])
        return {row[0] for row in cursor.fetchall()}
