"""Begin to count a store, or the bins of an area of it."""

from dataclasses import dataclass

from handtag.apps.stock import store as stock
from handtag.apps.stores import store
from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stocktaking
from handtag.domain.access import Permission
from handtag.domain.places import check_kind
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class StartStocktake:
    """`area` is how the bins' names begin, e.g. `A01`; empty: the whole store. Kinds: continuous, yearly."""

    location_code: str
    area: str = ""
    kind: str = "continuous"


@use_case(Permission.HANDLE_STOCK, audits="stores.stocktake_started")
def start_stocktake(ctx: Context, data: StartStocktake) -> int:
    """The stock is counted every year, and articles on the shelves continuously (Norrbotten final report 2021, roles of the store).

    Nothing is locked: goods go in and out while it is counted. Answers its id. Raises NotFound, Refused: the area is being counted.
    """
    ctx.require(Permission.HANDLE_STOCK)
    location = stock.location_of(ctx.viewer.centre_id, data.location_code)
    check_kind(data.kind, stocktaking.KINDS)
    area = data.area.strip()
    store.lock_store(location)  # two who start at once take turns
    for taken in store_counts.open_areas(location):
        if stocktaking.overlaps(area, taken):
            raise Refused("stocktaking.counted_already", field="area", area=taken, store=location.name)
    stocktake = store_counts.start(location, area=area, kind=data.kind, at=ctx.now, by=ctx.viewer.code)
    ctx.audit("stores.stocktake_started", f"stocktake:{stocktake.number}", location=location.code, area=area, kind=data.kind)
    return stocktake.pk
