"""Have what differs counted once more."""

from dataclasses import dataclass

from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stocktaking
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecountStocktake:
    stocktake_id: int


@use_case(Permission.HANDLE_STOCK, audits="stores.stocktake_recounted")
def recount_stocktake(ctx: Context, data: RecountStocktake) -> int:
    """Earlier counts stand until something is counted anew. Answers which round it is now. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    stocktake = store_counts.lock_stocktake(ctx.viewer, data.stocktake_id)
    stocktaking.require_step(stocktake.state, "counting")
    store_counts.set_state(stocktake, "counting", round=stocktake.round + 1)
    ctx.audit("stores.stocktake_recounted", f"stocktake:{stocktake.number}", round=stocktake.round)
    return int(stocktake.round)
