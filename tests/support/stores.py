"""Stores for tests: an unstaffed local store and a unit's buffer, filled from the central store."""

from tests.support.world import World

from handtag.apps.stock.models import Balance, Device, Location
from handtag.apps.stores.models import Level, Store, Transfer
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.receive_goods import ReceiveGoods, receive_goods
from handtag.usecases.stores.describe_store import DescribeStore, describe_store
from handtag.usecases.stores.set_level import SetLevel, set_level


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
