"""Which rows a block locks, in which order. Heard where queries are made, so that SQLite, which locks its whole file, is heard too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from unittest.mock import patch

from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler

from handtag.apps.audit import store as audit

# Whoever holds one of these waits only for those that stand after it: then nobody waits in a ring. Equals are locked in key order.
ORDER = (
    "retention_proposal",
    "people_person",
    "people_personidentity",
    "billing_month",
    "orders_order",
    "orders_orderline",
    "purchasing_purchaseorder",
    "purchasing_purchaseline",
    "rights_signoff",
    "prescriptions_prescription",
    "prescriptions_responsible",
    "prescriptions_trial",
    "prescriptions_prescriptionfile",
    "orders_standing",
    "people_registerextract",
    "stores_stocktake",
    "stores_centrerequest",
    "stores_centrerequestline",
    "stores_store",
    "stores_transfer",
    "stores_transferline",
    "stores_level",
    "own_ownrequest",
    "stock_device",
    "stock_balance",
    "stock_piecesheld",
    "stores_centreloan",
    "rentals_rental",
    "approvals_approval",
    "prescriptions_followup",
    "billing_charge",
    "catalogue_articlerequest",
    "catalogue_article",
    "catalogue_equivalencegroup",
    "catalogue_attribute",
    "catalogue_instruction",
    "catalogue_fit",
    "catalogue_articlefile",
    "procurement_frameworkagreement",
    "procurement_option",
    "procurement_agreementline",
    "procurement_supplierdetails",
    "agreements_draft",
    "rights_requirement",
    "rights_rightrequest",
    "rights_rightgrant",
    "rights_rightwithdrawal",
    "rights_supervision",
    "rights_certificate",
    "rights_course",
    "rights_coursedate",
    "rights_seat",
    "access_user",
    "organisations_assignment",
    "organisations_apitoken",
    "organisations_numberseries",
    "orders_ordersheet",
    "orders_sheetline",
    "orders_draft",
    "orders_message",
    "orders_attachment",
    "orders_mailwish",
    "purchasing_reorderrule",
    "catalogue_catalogueversion",
    "audit_logreview",
    "approvals_appeal",
    "approvals_appeallevel",
    "approvals_meeting",
    "approvals_groupmember",
    "approvals_approvalrule",
    "approvals_delegation",
    "outbox_effect",
    "chains of the log",
)

# Only whoever holds the lock of the other's row ever writes these: nobody waits for them.
UNDER = {
    "stock_holding": "stock_device", "stores_transferline": "stores_transfer",
    "purchasing_purchaseline": "purchasing_purchaseorder", "prescriptions_followup": "prescriptions_prescription",
}  # fmt: skip


@contextmanager
def locked() -> Iterator[list[str]]:
    """The tables whose rows the block locks or changes, in a list that grows meanwhile; rows it has made itself wait for nobody."""
    taken: list[str] = []
    made: set[str] = set()
    chains = audit.lock_chains

    def chained() -> None:
        taken.append("chains of the log")
        chains()

    with (
        _heard(SQLCompiler, lambda query: taken.append(_table(query)) if query.select_for_update else None),
        _heard(SQLInsertCompiler, lambda query: made.add(_table(query))),
        _heard(SQLUpdateCompiler, lambda query: None if _table(query) in made else taken.append(_table(query))),
        patch.object(audit, "lock_chains", chained),
    ):
        yield taken


def _heard(compiler: type[SQLCompiler], note: Callable[[Any], None]) -> Any:
    execute = compiler.execute_sql

    def noted(self: Any, *args: Any, **more: Any) -> Any:
        note(self.query)
        return execute(self, *args, **more)

    return patch.object(compiler, "execute_sql", noted)


def _table(query: Any) -> str:
    return str(query.get_meta().db_table)


def out_of_order(taken: list[str]) -> list[str]:
    """Each table that is first locked after one that stands behind it, as `later, then earlier`."""
    first = list(dict.fromkeys(taken))
    first = [table for number, table in enumerate(first) if UNDER.get(table) not in first[:number]]
    strange = [table for table in first if table not in ORDER]
    assert not strange, f"give them their places in ORDER: {strange}"
    return [f"{held}, then {wanted}" for held, wanted in pairwise(first) if ORDER.index(held) > ORDER.index(wanted)]
