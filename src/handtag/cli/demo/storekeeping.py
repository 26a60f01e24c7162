"""The stores of the demo county as stores: whose they are, what they keep, a refill on its way, and a stocktake that waits for approval."""

from handtag.apps.stock.queries_devices import DeviceFilter, devices_for_list
from handtag.apps.stores.queries import KeptRow, open_transfers, store_page, transfer_for_page
from handtag.cli.demo.county import Store
from handtag.cli.demo.world import World
from handtag.usecases.stores.compare_stocktake import CompareStocktake, compare_stocktake
from handtag.usecases.stores.count_goods import CountGoods, count_goods
from handtag.usecases.stores.describe_store import DescribeStore, describe_store
from handtag.usecases.stores.send_transfer import SendTransfer, send_transfer
from handtag.usecases.stores.set_level import SetLevel, set_level
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake

KEPT = 6  # articles that a store near its users keeps


def describe_stores(world: World) -> None:
    """Every store but the central one is filled up from it; a buffer is its unit's own."""
    ids = {unit.key: unit.hsa_id for unit in world.county.units}
    for store in near(world):
        data = DescribeStore(store.code, ids.get(store.unit, ""), refilled_from=_central(world))
        world.run(describe_store, data, world.one_of("desk"))


def keep_stores(world: World) -> None:
    """What lies most of in a store is what it keeps; where less is left than it keeps, a refill waits or is on its way."""
    for store in near(world):
        for row in _most(world, store):
            target = row.kept.there + 2
            world.run(set_level, SetLevel(store.code, row.article.number, row.kept.there + 1, target, row.bin), world.one_of("desk"))
    _send_first_refill(world)
    _count_a_buffer(world)


def near(world: World) -> list[Store]:
    """The stores that others fill up."""
    return [store for store in world.county.stores if store.kind != "central_store"]


def _most(world: World, store: Store) -> list[KeptRow]:
    rows = store_page(world.one_of("desk"), store.code).rows
    return sorted(rows, key=lambda row: (-row.kept.there, row.article.number))[:KEPT]


def _send_first_refill(world: World) -> None:
    """One store's goods are on their way; the others' wait to be packed."""
    worker = world.one_of("store_worker")
    for waiting in open_transfers(worker):
        transfer = transfer_for_page(worker, waiting.pk)
        devices: list[str] = []
        for line in transfer.lines.all():
            wanted = DeviceFilter(state="in_stock", location=_central(world), article=line.article.number)
            devices += [device.number for device in devices_for_list(worker, wanted)[: line.wanted]]
        if devices:
            world.run(send_transfer, SendTransfer(transfer.pk, tuple(devices)), worker)
            return


def _count_a_buffer(world: World) -> None:
    """A store worker has counted a unit's buffer; one device was not there. The desk is to approve."""
    buffer = next((store for store in world.county.stores if store.kind == "buffer_store"), None)
    if buffer is None:
        return
    worker = world.one_of("store_worker")
    stocktake = world.run(start_stocktake, StartStocktake(buffer.code, kind="yearly"), worker)
    devices = [device.number for device in devices_for_list(worker, DeviceFilter(state="in_stock", location=buffer.code))]
    for number in devices[1:]:
        world.run(count_goods, CountGoods(stocktake, number), worker)
    for row in store_page(worker, buffer.code).rows:
        if row.article.kind != "device" and row.kept.there:
            world.run(count_goods, CountGoods(stocktake, row.article.number, row.kept.there), worker)
    world.run(compare_stocktake, CompareStocktake(stocktake), worker)


def _central(world: World) -> str:
    return next(store.code for store in world.county.stores if store.kind == "central_store")
