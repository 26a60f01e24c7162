"""What somebody with the database's own tools can do to the log: triggers dropped first, then SQL."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection

from handtag.apps.audit import sealing
from handtag.apps.audit.models import AccessEntry, Seal
from handtag.domain.values.seals import pack

ROWS = AccessEntry._meta.db_table
SEALS = Seal._meta.db_table


def open_the_walls(*labels: str) -> None:
    """As superuser: every trigger against changes in these apps is gone; in the log's unless said."""
    with connection.cursor() as cursor:
        for model in (model for label in labels or ("audit",) for model in apps.get_app_config(label).get_models()):
            table = model._meta.db_table
            for verb in ("update", "delete", "truncate"):
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def change(entry_id: int) -> int:
    run(f"UPDATE {ROWS} SET actor = 'user:999' WHERE id = %s", entry_id)
    return entry_id


def delete(entry_id: int) -> int:
    run(f"DELETE FROM {ROWS} WHERE id = %s", entry_id)
    return entry_id


def insert(entry_id: int) -> int:
    """A row among the sealed ones: the place is made by moving one that nobody will miss out of the way."""
    row = AccessEntry.objects.filter(pk=entry_id).values().get()
    delete(entry_id)
    AccessEntry.objects.create(**{**row, "actor": "user:998"})
    return entry_id


def insert_for_another(entry_id: int) -> int:
    """A row moved onto another care provider's chain, where no seal knows it."""
    run(f"UPDATE {ROWS} SET principal_id = 424242 WHERE id = %s", entry_id)
    return entry_id


def swap(entry_id: int) -> int:
    """Two rows change places: each stays in the table, under the other's number."""
    other = entry_id + 1
    for old, new in ((entry_id, -1), (other, entry_id), (-1, other)):
        run(f"UPDATE {ROWS} SET id = %s WHERE id = %s", new, old)
    return entry_id


def truncate(entry_id: int) -> int:
    """Every row from this one on."""
    run(f"DELETE FROM {ROWS} WHERE id >= %s", entry_id)
    return entry_id


def seal_of(entry_id: int) -> Seal:
    """The seal on a row: the one of its own care provider, whose rows lie among others'."""
    principal_id = AccessEntry.objects.values_list("principal_id", flat=True).get(pk=entry_id)
    return Seal.objects.get(log="access", principal_id=principal_id, first_id__lte=entry_id, last_id__gte=entry_id)


def change_and_mend_the_seal(entry_id: int) -> int:
    """The row and what its own seal remembers of it; the next seal rests on what that seal was."""
    change(entry_id)
    seal = seal_of(entry_id)
    _mend(seal)
    return seal.first_id


def rewrite_everything(entry_id: int) -> int:
    """The row, its seal and every seal after it: inside, nothing is wrong any more."""
    change(entry_id)
    first = seal_of(entry_id)
    before = None
    for seal in Seal.objects.filter(principal_id=first.principal_id, number__gte=first.number).order_by("number"):
        if before is not None:
            seal.previous = before.hash
        _mend(seal)
        before = seal
    return first.first_id


def cut_the_tail(entry_id: int) -> int:
    """The rows from this one on, and every seal that knew of them."""
    number = seal_of(entry_id).until_id
    truncate(entry_id)
    run(f"DELETE FROM {SEALS} WHERE until_id >= %s AND log = 'access'", number)
    return entry_id


def _mend(seal: Seal) -> None:
    rows = [row for row in sealing.rows_between(seal.log, seal.first_id - 1, seal.last_id) if row["principal_id"] == seal.principal_id]
    seal.rows = pack((row["id"], sealing.digest_of(seal.log, seal.layout, row)) for row in rows)
    seal.hash = sealing.hash_of(seal)
    seal.save()


INSIDE: dict[str, Callable[[int], int]] = {
    "changed": change,
    "deleted": delete,
    "replaced": insert,
    "moved to another chain": insert_for_another,
    "swapped": swap,
    "truncated": truncate,
    "seal mended": change_and_mend_the_seal,
}
