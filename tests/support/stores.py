"""Stores for tests: an unstaffed local store, a unit's buffer, a neighbouring centre; and a valid command for each deed there."""

from collections.abc import Callable
from typing import Any

from tests.support.lending import lend
from tests.support.world import GIVEN, LONG_AGO, World

from handtag.apps.access.models import User
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment, CostCentre, DeviceCentre, NumberSeries, Unit
from handtag.apps.stock.models import Balance, Device, Location
from handtag.apps.stores.models import Difference, Level, Store, Transfer
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods
from handtag.usecases.stores.abandon_stocktake import AbandonStocktake
from handtag.usecases.stores.approve_stocktake import Approved, ApproveStocktake, approve_stocktake
from handtag.usecases.stores.cancel_transfer import CancelTransfer
from handtag.usecases.stores.compare_stocktake import CompareStocktake, compare_stocktake
from handtag.usecases.stores.count_goods import CountGoods, Seen, count_goods
from handtag.usecases.stores.describe_store import DescribeStore, describe_store
from handtag.usecases.stores.hand_in import HandIn
from handtag.usecases.stores.keep_levels import KeepLevels
from handtag.usecases.stores.place_transfer import PlaceTransfer, WantedGoods, place_transfer
from handtag.usecases.stores.receive_transfer import ReceiveTransfer
from handtag.usecases.stores.recount_stocktake import RecountStocktake
from handtag.usecases.stores.refill_stores import RefillStores
from handtag.usecases.stores.send_home import SendHome
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer
from handtag.usecases.stores.set_level import SetLevel, set_level
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray
from handtag.usecases.stores.take_out import TakeOut


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


def neighbour(world: World) -> DeviceCentre:
    """Another centre of the county, run by a municipality, with a central store X, a store worker (nora) and the device D8001 in stock."""
    found = DeviceCentre.objects.create(county=world.county, run_by=world.principals["lulea"], name="Kommunernas central")
    for kind, first in (("order", 1), ("invoice", 1)):
        NumberSeries.objects.create(centre=found, kind=kind, next_number=first)
    world.locations["X"] = Location.objects.create(centre=found, code="X", name="Kommunernas lager", kind="central_store")
    owner = world.principals["lulea"]
    cost_centre = CostCentre.objects.get(principal=owner, code="K100")
    unit = Unit.objects.create(
        principal=owner, centre=found, cost_centre=cost_centre, kind="device_centre", name="Kommunernas lager", hsa_id="SE2120002742-U800"
    )
    user = User(username="nora", name="Nora", invited_at=world.now)
    user.set_unusable_password()
    user.save()
    world.assignments["nora"] = Assignment.objects.create(user=user, unit=unit, role="store_worker", valid_from=LONG_AGO, **GIVEN)
    article = Article.objects.get(pk=world.articles["rollator"].pk)
    article.pk, article.centre = None, found
    article.save()
    world.articles["their_rollator"] = article
    data = ReceiveGoods("10001", "X", world.today, (NewDevice("D8001"),), purchase_ore=280_000)
    world.run(receive_goods, data, "nora")
    return found


def strayed(world: World) -> str:
    """The neighbour's device D8001 stands at the centre."""
    neighbour(world)
    world.run(take_in_stray, TakeInStray("D8001", "C", world.today), "filip")
    return "D8001"


def lent(world: World, number: str = "D1002") -> str:
    """Asta has the device."""
    lend(world, number, on=world.today, unit="health_centre")
    return number


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "describe_store": lambda w: (DescribeStore("F", refilled_from="C"), "eva"),
    "set_level": lambda w: (SetLevel("F", "60001", 1, 2), "eva"),
    "refill_stores": lambda w: (RefillStores(), "filip"),
    "keep_levels": lambda w: (KeepLevels(), "eva"),
    "take_out": lambda w: (TakeOut(stocked(w), "D1001", w.key("bror"), need="Faller", goal="Gå ut"), "anna"),
    "hand_in": lambda w: (HandIn(stocked(w), lent(w), w.key("asta")), "anna"),
    "place_transfer": lambda w: (PlaceTransfer("C", "F", (WantedGoods("60001", 2),)), "filip"),
    "send_transfer": lambda w: (SendTransfer(transfer(w), pieces=(SentPieces("60001", 2),)), "filip"),
    "receive_transfer": lambda w: (ReceiveTransfer(sent_transfer(w)), "filip"),
    "cancel_transfer": lambda w: (CancelTransfer(transfer(w)), "filip"),
    "start_stocktake": lambda w: (StartStocktake("C", "A"), "filip"),
    "count_goods": lambda w: (CountGoods(begin(w, "C", "A"), "D1001"), "filip"),
    "compare_stocktake": lambda w: (CompareStocktake(begin(w, "F")), "filip"),
    "recount_stocktake": lambda w: (RecountStocktake(compared(w)), "filip"),
    "approve_stocktake": lambda w: (ApproveStocktake(compared(w)), "eva"),
    "abandon_stocktake": lambda w: (AbandonStocktake(begin(w, "F")), "filip"),
    "take_in_stray": lambda w: (TakeInStray("D8001", "C", neighbour(w) and w.today), "filip"),
    "send_home": lambda w: (SendHome((strayed(w),)), "filip"),
}
