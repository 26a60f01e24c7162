"""The stores of the demo county: what lies there when the history begins, what is bought meanwhile, and numbers for new devices."""

from dataclasses import dataclass
from datetime import date, timedelta

from handtag.cli.demo.days import working_day_from
from handtag.cli.demo.goods import Goods
from handtag.cli.demo.world import World
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods

FIRST_DEVICE_NUMBER = 7_000_001
LOTS = 3  # the first marked devices were bought on so many days …
LOT_DAYS = 300  # … so far apart
# Demand from which a store of the kind keeps an article to try out and for urgent need.
KEPT_FROM_DEMAND = {"branch_store": 16, "local_store": 40, "buffer_store": 40}


@dataclass(frozen=True)
class Delivery:
    """Pieces of an article that come to a store on a day."""

    day: date
    goods: Goods
    store: str
    pieces: int


class Stockroom:
    """Receives goods with device numbers in one unbroken series."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._next_number = FIRST_DEVICE_NUMBER
        self.central = next(store.code for store in world.county.stores if store.kind == "central_store")

    def fill(self, before: date) -> None:
        """The first stock, bought lot by lot in the years before a day."""
        for delivery in sorted(self._first_stock(before), key=lambda d: (d.day, d.goods.number, d.store)):
            self._world.move_to(delivery.day)
            self.receive(delivery.goods, delivery.store, delivery.pieces)

    def receive(self, goods: Goods, store: str, pieces: int) -> None:
        """Goods come in today."""
        marked = goods.kind == "device"
        data = ReceiveGoods(
            article_number=goods.number,
            location_code=store,
            on=self._world.day,
            devices=tuple(self.new_device(goods) for _ in range(pieces)) if marked else (),
            quantity=pieces,
            purchase_ore=goods.purchase_ore,
            bin=bin_of(goods, store) if marked else "",
        )
        self._world.run(receive_goods, data, self._world.one_of("store_worker"))

    def any_bin(self) -> str:
        """Where a reconditioned device is put: wherever there is room."""
        rng = self._world.rng
        return f"{rng.choice('ABCDEFGH')}{rng.randint(1, 23):02d}-{rng.randint(1, 5)}"

    def new_device(self, goods: Goods) -> NewDevice:
        """The next number for life, with the maker's serial number."""
        number = self._next_number
        self._next_number += 1
        return NewDevice(str(number), f"{goods.supplier[:2].upper()}{number * 7919 % 1_000_000:06d}-{number % 1000}")

    def _first_stock(self, before: date) -> list[Delivery]:
        percent = self._world.size.stock_percent
        days = [working_day_from(before - timedelta(days=LOT_DAYS * lot + 20)) for lot in range(LOTS)]
        found = []
        for goods in self._world.goods.values():
            if goods.assortment == "order_item":
                continue
            pieces = max(1, goods.stock * percent // 100)
            near = self._near_stores(goods)
            each = max(1, pieces // 25) if near else 0
            found += [Delivery(days[0], goods, store, each) for store in near]
            left = max(1, pieces - each * len(near))
            lots = min(LOTS, left) if goods.kind == "device" else 1
            for lot in range(lots):
                found.append(Delivery(days[lot], goods, self.central, left // lots + (lot < left % lots)))
        return found

    def _near_stores(self, goods: Goods) -> list[str]:
        """The branch and local stores where the article lies too."""
        if goods.assortment != "stocked":
            return []
        stores = self._world.county.stores
        return [store.code for store in stores if goods.demand >= KEPT_FROM_DEMAND.get(store.kind, goods.demand + 1)]


def bin_of(goods: Goods, store: str) -> str:
    """Where on the shelves an article lies; the same article lies in the same bin of a store."""
    spread = sum(ord(letter) for letter in store) + int(goods.number)
    return f"{'ABCDEFGH'[spread % 8]}{spread % 23 + 1:02d}-{spread % 5 + 1}"
