"""One valid command for every use case that moves counted pieces, or takes back what was sent: what it needs made ready."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support import lending
from tests.support.valid_moves import DAY, done
from tests.support.world import World

from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Lot
from handtag.usecases.ordering.note_undelivered import NoteUndelivered
from handtag.usecases.stock.detach_pieces import DetachPieces
from handtag.usecases.stock.return_pieces import ReturnPieces
from handtag.usecases.stock.scrap_pieces import ScrapPieces
from handtag.usecases.stock.send_back_pieces import SendBackPieces
from handtag.usecases.stock.use_pieces import UsePieces, use_pieces

TRAY, CATHETER = "10010", "40001"


def lot(world: World, code: str, expires_on: date, pieces: int, name: str = "catheter", store: str = "C") -> Lot:
    """A lot that has come into a store."""
    article = world.articles[name]
    made = stock.lot_of(article, code, expires_on)
    stock.change_balance(
        article, world.locations[store], pieces, kind="received", on=world.today, recorded_at=world.now, moved_by="user:0", lot=made
    )
    return made


def delivered(world: World, pieces: int = 30) -> str:
    """The number of an order that has delivered catheters to a person."""
    order = lending.allocated_order(world, pieces={"catheter": pieces})
    lending.deliver(world, order, world.today)
    return order.number


def sent(world: World) -> str:
    """The number of an order that is on its way, a device and catheters."""
    return lending.sent_order(world, "D1001", pieces={"catheter": 30}).number


PIECES: dict[str, Callable[[World], tuple[Any, str]]] = {
    "use_pieces": lambda w: (UsePieces(TRAY, "C", 2, DAY, "D1001"), "tage"),
    "detach_pieces": lambda w: (
        DetachPieces(TRAY, "D1001", 1, "C", done(w, use_pieces, UsePieces(TRAY, "C", 2, w.today, "D1001"))), "filip"
    ),
    "scrap_pieces": lambda w: (ScrapPieces(TRAY, "C", 3, "damaged", DAY), "filip"),
    "send_back_pieces": lambda w: (SendBackPieces(TRAY, "C", 3, "faulty", DAY), "filip"),
    "return_pieces": lambda w: (ReturnPieces(delivered(w), CATHETER, 10, "C", DAY), "filip"),
    "note_undelivered": lambda w: (NoteUndelivered(sent(w), "C", "nobody_home"), "filip"),
}  # fmt: skip
