"""Which rows a block locks, in which order. Heard where queries are made, so that SQLite, which locks its whole file, is heard too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.models.sql.compiler import SQLCompiler, SQLUpdateCompiler

from handtag.apps.audit import store as audit

# Whoever holds one of these waits only for those that stand after it: then nobody waits in a ring. Equals are locked in key order.
ORDER = (
    "retention_proposal",
    "billing_month",
    "orders_order",
    "orders_orderline",
    "prescriptions_prescription",
    "people_person",
    "people_personidentity",
    "people_registerextract",
    "stock_device",
    "rentals_rental",
    "prescriptions_followup",
    "billing_charge",
    "catalogue_article",
    "agreements_draft",
    "access_user",
    "organisations_assignment",
    "organisations_apitoken",
    "organisations_numberseries",
    "audit_logreview",
    "outbox_effect",
    "chains of the log",
)


@contextmanager
def locked() -> Iterator[list[str]]:
    """The tables whose rows statements inside the block lock or change, in a list that grows meanwhile."""
    taken: list[str] = []
    ask, change, chains = SQLCompiler.execute_sql, SQLUpdateCompiler.execute_sql, audit.lock_chains

    def asked(compiler: Any, *args: Any, **more: Any) -> Any:
        if compiler.query.select_for_update:
            taken.append(compiler.query.get_meta().db_table)
        return ask(compiler, *args, **more)

    def changed(compiler: Any, *args: Any, **more: Any) -> Any:
        taken.append(compiler.query.get_meta().db_table)
        return change(compiler, *args, **more)

    def chained() -> None:
        taken.append("chains of the log")
        chains()

    with patch.object(SQLCompiler, "execute_sql", asked), patch.object(SQLUpdateCompiler, "execute_sql", changed):
        with patch.object(audit, "lock_chains", chained):
            yield taken


def out_of_order(taken: list[str]) -> list[str]:
    """Each table that is first locked after one that stands behind it, as `later, then earlier`."""
    first = list(dict.fromkeys(taken))
    strange = [table for table in first if table not in ORDER]
    assert not strange, f"give them their places in ORDER: {strange}"
    return [f"{held}, then {wanted}" for held, wanted in zip(first, first[1:], strict=False) if ORDER.index(held) > ORDER.index(wanted)]
