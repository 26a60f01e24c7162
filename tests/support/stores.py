"""Stores for tests: an unstaffed local store and a unit's buffer, filled from the central store."""

from tests.support.world import World

from handtag.apps.stock.models import Balance, Device, Location
from handtag.apps.stores.models import Difference, Level, Store, Transfer
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.receive_goods import ReceiveGoods, receive_goods
from handtag.usecases.stores.approve_stocktake import Approved, ApproveStocktake, approve_stocktake
from handtag.usecases.stores.compare_stocktake import CompareStocktake, compare_stocktake
from handtag.usecases.stores.count_goods import CountGoods, Seen, count_goods
from handtag.usecases.stores.describe_store import DescribeStore, describe_store
from handtag.usecases.stores.place_transfer import PlaceTransfer, WantedGoods, place_transfer
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer
from handtag.usecases.stores.set_level import SetLevel, set_level
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake


def add_store(world: World, code: str = "N", kind: str = "local_store", unit: str = "", paid_by: str = "") -> Location:
    """A store that the central store fills up."""
    world.locations[code] = Location.objects.create(centre=world.centre, code=code, name=f"Förråd {code}", kind=kind)
    hsa_id = world.units[unit].hsa_id if unit else ""
    world.run(describe_store, DescribeStore(code, hsa_id, "C", paid_by), "eva")
    return world.locations[code]


def put(world: World, code: str, *numbers: str, bin: str = "H-01", **pieces: int) -> None:
    """These devices stand in the store, and so many pieces of these articles lie there."""
    for number in numbers:
        world.run(move_device, MoveDevice(number, code, bin, world.today), "filip")
    for name, quantity in pieces.items():
        data = ReceiveGoods(world.articles[name].number, code, world.today, quantity=quantity)
        world.run(receive_goods, data, "filip")


def level(world: World, code: str, article: str, minimum: int, target: int, bin: str = "") -> int:
    return world.run(set_level, SetLevel(code, world.articles[article].number, minimum, target, bin), "eva")


def refill_of(code: str) -> Transfer | None:
    """The open refill of a store."""
    found: Transfer | None = Transfer.objects.filter(to_location__code=code, kind="refill", state="placed").first()
    return found


def wanted_at(code: str) -> dict[str, int]:
    """What the open refill of a store asks for, by article number."""
    found = refill_of(code)
    return {} if found is None else dict(found.lines.order_by("article__number").values_list("article__number", "wanted"))


def pieces_at(world: World, code: str, article: str) -> int:
    row = Balance.objects.filter(article=world.articles[article], location=world.locations[code]).first()
    return row.quantity if row else 0


def device(number: str) -> Device:
    found: Device = Device.objects.get(number=number)
    return found


def store(code: str) -> Store:
    return Store.objects.get(location__code=code)


def levels(code: str) -> list[Level]:
    return list(Level.objects.filter(store__location__code=code))


def begin(world: World, code: str = "N", area: str = "", by: str = "filip") -> int:
    """A stocktake of the store."""
    return world.run(start_stocktake, StartStocktake(code, area), by)


def count(world: World, stocktake: int, number: str, quantity: int | None = None, bin: str = "", by: str = "filip") -> Seen:
    return world.run(count_goods, CountGoods(stocktake, number, quantity, bin), by)


def compare(world: World, stocktake: int, by: str = "filip") -> list[tuple[str, str, int, int]]:
    """Compared; what differs as (cause, device or article, expected, counted)."""
    world.run(compare_stocktake, CompareStocktake(stocktake), by)
    rows = Difference.objects.filter(stocktake_id=stocktake).order_by("cause", "pk")
    return [(d.cause, d.device.number if d.device else d.article.number, d.expected, d.counted) for d in rows]


def approve(world: World, stocktake: int, by: str = "eva") -> Approved:
    return world.run(approve_stocktake, ApproveStocktake(stocktake), by)


def compared(world: World, code: str = "F") -> int:
    """A stocktake of a store where nothing lies, ready to be approved."""
    stocktake = begin(world, code)
    compare(world, stocktake)
    return stocktake


def stocked(world: World, code: str = "N") -> str:
    """A local store with a rollator."""
    add_store(world, code)
    put(world, code, "D1001")
    return code


def transfer(world: World, source: str = "C", target: str = "F", **lines: int) -> int:
    """A transfer of these articles; of two gripping tongs unless said."""
    wanted = tuple(WantedGoods(world.articles[name].number, quantity) for name, quantity in (lines or {"gripper": 2}).items())
    return world.run(place_transfer, PlaceTransfer(source, target, wanted), "filip")


def send(world: World, transfer_id: int, *devices: str, **pieces: int) -> int:
    goods = tuple(SentPieces(world.articles[name].number, quantity) for name, quantity in pieces.items())
    return world.run(send_transfer, SendTransfer(transfer_id, devices, goods), "filip")


def sent_transfer(world: World, *devices: str, **pieces: int) -> int:
    """A transfer from the central store to the branch store that has left; with two gripping tongs unless said."""
    goods = pieces or ({} if devices else {"gripper": 2})
    of_devices = {"rollator": len(devices)} if devices else {}
    made = transfer(world, **of_devices, **goods)
    send(world, made, *devices, **goods)
    return made
