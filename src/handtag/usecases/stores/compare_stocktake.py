"""The counting is done: compare it with the books."""

from dataclasses import dataclass

from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stocktaking
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.valuing import values_of


@dataclass(frozen=True)
class CompareStocktake:
    stocktake_id: int


@use_case(Permission.HANDLE_STOCK, audits="stores.stocktake_compared")
def compare_stocktake(ctx: Context, data: CompareStocktake) -> int:
    """Every article that should have pieces there must be counted, with 0 when there are none. Answers how many differences there are.

    Pieces are compared with the books of the moment they were counted, devices with those of now; what came or went meanwhile is no
    difference. Nothing is changed in the stock. Raises NotFound, Refused naming what is not counted.
    """
    ctx.require(Permission.HANDLE_STOCK)
    stocktake = store_counts.lock_stocktake(ctx.viewer, data.stocktake_id)
    stocktaking.require_step(stocktake.state, "compared")
    counts = store_counts.piece_counts(stocktake)
    left = stocktaking.not_counted(store_counts.articles_in_books(stocktake.location, stocktake.area), counts)
    if left:
        raise Refused("stocktaking.not_counted", articles=store_counts.article_numbers(left))
    found = stocktaking.pieces_apart(counts) + stocktaking.devices_apart(
        stocktake.location_id,
        store_counts.devices_in_books(stocktake.location, stocktake.area, stocktake.started_at),
        store_counts.devices_scanned(stocktake),
        stocktake.area,
    )
    differences = store_counts.set_differences(stocktake, found, values_of(found, ctx.today))
    store_counts.set_state(stocktake, "compared", compared_at=ctx.now, compared_by=ctx.viewer.code)
    ctx.audit("stores.stocktake_compared", f"stocktake:{stocktake.number}", round=stocktake.round, differences=differences)
    return differences
