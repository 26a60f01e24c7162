"""Fill up every store that holds less than its minimum, whatever made it so."""

from dataclasses import dataclass

from handtag.apps.stores import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.refilling import Refilling


@dataclass(frozen=True)
class RefillStores:
    """Every store of the centre that another fills up."""


@use_case(Permission.HANDLE_STOCK, audits="stores.refilled")
def refill_stores(ctx: Context, data: RefillStores) -> int:
    """What is already on its way counts: the same shortage is not ordered twice. Answers how many lines were added."""
    ctx.require(Permission.HANDLE_STOCK)
    lines = 0
    for described in store.stores_of(ctx.viewer.centre_id):
        lines += len(Refilling.opened(described.location).fill(ctx))
    ctx.audit("stores.refilled", f"centre:{ctx.viewer.centre_id}", lines=lines)
    return lines
