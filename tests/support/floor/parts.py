"""Counted goods in use: spare parts on devices and off them, what is used up, scrapped, sent back, and what comes back from orders."""

from typing import Any

from tests.support.floor.buying import Buying
from tests.support.floor.handling import pick
from tests.support.floor.model import OURS
from tests.support.floor.ordering import PIECES, has_orders
from tests.support.floor.steps import any_number, step

from handtag.domain.stock import FINAL
from handtag.usecases.stock.detach_pieces import DetachPieces, detach_pieces
from handtag.usecases.stock.return_pieces import ReturnPieces, return_pieces
from handtag.usecases.stock.scrap_pieces import ScrapPieces, scrap_pieces
from handtag.usecases.stock.send_back_pieces import SendBackPieces, send_back_pieces
from handtag.usecases.stock.use_pieces import UsePieces, use_pieces

STORES = ["C", "F"]


def on(device: str) -> str:
    """The place of pieces on a device."""
    return f"on {device}"


class Parts(Buying):
    """Catheters stand for every kind of counted goods: they have lots, and a last day."""

    @property
    def catheter(self) -> str:
        return self.world.articles["catheter"].number

    @step(which=any_number, store=STORES, quantity=[1, 4, 600])
    def use(self, which: int, store: str, quantity: int) -> None:
        floor, number = self.floor, self.device(which)
        lots = floor.lots(store, quantity, to_someone=True)
        allowed = lots is not None and floor.is_seen_by(OURS, number) and floor.things[number].state not in FINAL
        data = UsePieces(self.catheter, store, quantity, floor.today, number)
        if self.does(allowed, lambda: self.run(use_pieces, data, "tage")):
            floor.take(lots or [], store, on(number))

    @step(which=any_number, quantity=[1, 3])
    def take_off(self, which: int, quantity: int) -> None:
        floor = self.floor
        carriers = {
            number: 1
            for number in floor.things
            if any(floor.pieces[lot, place] for lot, place in list(floor.pieces) if place == on(number))
        }
        number = pick(carriers, which) if carriers else self.device(which)
        lots = floor.lots(on(number), quantity)
        allowed = lots is not None and floor.is_seen_by(OURS, number) and floor.things[number].state not in ("lost", "sold")
        data = DetachPieces(self.catheter, number, quantity, "F", floor.today)
        if self.does(allowed, lambda: self.run(detach_pieces, data, "tage")):
            floor.take(lots or [], on(number), "F")

    @step(kind=["used up", "scrapped", "sent back"], store=STORES, quantity=[1, 4, 600])
    def pieces_leave(self, kind: str, store: str, quantity: int) -> None:
        lots = self.floor.lots(store, quantity, to_someone=kind == "used up")
        given: tuple[Any, Any] = {
            "used up": (use_pieces, UsePieces(self.catheter, store, quantity, self.floor.today, reason="Prov")),
            "scrapped": (scrap_pieces, ScrapPieces(self.catheter, store, quantity, "damaged", self.floor.today)),
            "sent back": (send_back_pieces, SendBackPieces(self.catheter, store, quantity, "faulty", self.floor.today)),
        }[kind]
        if self.does(lots is not None, lambda: self.run(*given, "filip")):
            self.floor.take(lots or [], store)

    @has_orders
    @step(which=any_number, quantity=[1, 30, 50])
    def pieces_come_back(self, which: int, quantity: int) -> None:
        """The lot that expires first before the others, and no more than the order brought."""
        floor = self.floor
        some = {number: 1 for number, order in floor.orders.items() if order.lots}
        number = pick(some or floor.orders, which)
        order = floor.orders[number]
        allowed = order.states.get(PIECES) == "delivered" and sum(left for _lot, left in order.lots) >= quantity
        data = ReturnPieces(number, self.catheter, quantity, "F", floor.today)
        if self.does(allowed, lambda: self.run(return_pieces, data, "filip")):
            kept = []
            for lot, left in order.lots:
                back = min(left, quantity)
                floor.bring([(lot, back)], "F")
                kept.append((lot, left - back))
                quantity -= back
            order.lots = [one for one in kept if one[1]]
