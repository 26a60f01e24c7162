"""Put a stocktake away without changing anything."""

from dataclasses import dataclass

from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stocktaking
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AbandonStocktake:
    stocktake_id: int


@use_case(Permission.HANDLE_STOCK, audits="stores.stocktake_abandoned")
def abandon_stocktake(ctx: Context, data: AbandonStocktake) -> None:
    """The counts are kept and the stock is as before. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    stocktake = store_counts.lock_stocktake(ctx.viewer, data.stocktake_id)
    stocktaking.require_step(stocktake.state, "abandoned")
    store_counts.set_state(stocktake, "abandoned", ended_at=ctx.now, ended_by=ctx.viewer.code)
    ctx.audit("stores.stocktake_abandoned", f"stocktake:{stocktake.number}")
