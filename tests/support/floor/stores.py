"""Goods between stores and centres, and stocktakes: what is missing, what stands in the wrong store, what another centre owns."""

from typing import Any

from tests.support.floor.handling import pick
from tests.support.floor.model import HOME, ON_THE_SHELF, ON_THE_WAY, OURS, STORES, THEIRS, Counting, Moving
from tests.support.floor.ordering import DEVICE, Ordering
from tests.support.floor.steps import any_number, several, step, when

from handtag.apps.stores.models import Difference, Transfer
from handtag.usecases.stores.abandon_stocktake import AbandonStocktake, abandon_stocktake
from handtag.usecases.stores.approve_stocktake import ApproveStocktake, approve_stocktake
from handtag.usecases.stores.cancel_transfer import CancelTransfer, cancel_transfer
from handtag.usecases.stores.compare_stocktake import CompareStocktake, compare_stocktake
from handtag.usecases.stores.count_goods import CountGoods, count_goods
from handtag.usecases.stores.place_transfer import PlaceTransfer, WantedGoods, place_transfer
from handtag.usecases.stores.receive_transfer import MissingPieces, ReceiveTransfer, receive_transfer
from handtag.usecases.stores.recount_stocktake import RecountStocktake, recount_stocktake
from handtag.usecases.stores.send_home import SendHome, send_home
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray
from handtag.usecases.stores.take_out import TakeOut, take_out

OWN = ["C", "F", "N"]
WORKER = {OURS: "filip", THEIRS: "nora"}
CATHETER = "catheter"
BESIDE = {"C": {"tray": 20, "stick_holder": 3, "gripper": 10}}  # counted goods that only lie there
has_transfers = when(lambda self: bool(self.floor.transfers))
has_stocktakes = when(lambda self: any(one.state in ("counting", "compared") for one in self.floor.stocktakes.values()))


class Stores(Ordering):
    """Transfers between own stores, devices that are brought home to the centre that owns them, goods taken out, stocktakes."""

    @when(lambda self: sum(moving.state == "placed" for moving in self.floor.transfers.values()) < 3)
    @step(source=OWN, into=OWN, article=["rollator", "frame", CATHETER])
    def ask_for_goods(self, source: str, into: str, article: str) -> None:
        data = PlaceTransfer(source, into, (WantedGoods(self.world.articles[article].number, 50),))
        if self.does(source != into, lambda: self.run(place_transfer, data, "filip")):
            self.floor.transfers[self.answer] = Moving(source, into, article)

    @has_transfers
    @step(4, which=any_number, steps=several, quantity=[5, 60, 400], some_missing=(False, True))
    def go_on_moving(self, which: int, steps: list[int], quantity: int, some_missing: bool) -> None:
        """Mostly the next step of a transfer that is not done, now and then another."""
        living = {key: 1 for key, moving in self.floor.transfers.items() if moving.state in ("placed", "sent")}
        key = pick(living or self.floor.transfers, which)
        for one in steps[:3]:
            next_step = self.floor.transfers[key].state if one % 9 else ("placed", "sent", "cancelled")[one // 7 % 3]
            if next_step == "placed":
                self.send_goods(key, one // 7, quantity)
            elif next_step == "sent":
                self.goods_come(key, some_missing=some_missing)
            else:
                self.take_back_a_transfer(key)
            self.look()

    def send_goods(self, key: int, device: int, quantity: int) -> None:
        floor = self.floor
        moving = floor.transfers[key]
        if moving.article == CATHETER:
            parts = floor.lots(moving.source, quantity)
            allowed = moving.state == "placed" and parts is not None
            data = SendTransfer(key, (), (SentPieces(self.world.articles[CATHETER].number, quantity),))
            if self.does(allowed, lambda: self.run(send_transfer, data, "filip")):
                floor.take(parts or [], moving.source, ON_THE_WAY)
                moving.pieces, moving.state = parts or [], "sent"
            return
        there = [n for n, thing in floor.things.items() if thing.store == moving.source and thing.article.endswith(moving.article)]
        fit = sorted(number for number in there if floor.may(number, "transferred_out")) or sorted(there)
        number = fit[device % len(fit)] if fit and device % 5 else self.device(device)
        thing = floor.things[number]
        same = thing.article.removeprefix("their_") == moving.article
        allowed = moving.state == "placed" and same and thing.store == moving.source and floor.may(number, "transferred_out")
        if self.does(allowed, lambda: self.run(send_transfer, SendTransfer(key, (number,)), "filip")):
            self.leave(number, "transferred_out", key)
            moving.devices, moving.state = [number], "sent"

    def leave(self, number: str, kind: str, transfer: int) -> None:
        self.floor.go(number, kind)
        self.floor.things[number].transfer = transfer

    def goods_come(self, key: int, *, some_missing: bool) -> None:
        floor = self.floor
        moving = floor.transfers[key]
        sent = sum(n for _, n in moving.pieces)
        short = min(3, sent) if some_missing else 0
        gone = tuple(moving.devices[:1]) if some_missing else ()
        missing = (MissingPieces(self.world.articles[CATHETER].number, short),) if short else ()
        by = WORKER[STORES[moving.target]]
        if not self.does(moving.state == "sent", lambda: self.run(receive_transfer, ReceiveTransfer(key, gone, missing), by)):
            return
        moving.state = "received"
        for number in moving.devices:
            kind = "lost" if number in gone else "came_home" if floor.things[number].state == "going_home" else "transferred_in"
            floor.go(number, kind, moving.target)
            floor.things[number].transfer = 0
        floor.take(moving.pieces, ON_THE_WAY, moving.target)
        floor.take(floor.lots(moving.target, short) or [], moving.target)

    def take_back_a_transfer(self, key: int) -> None:
        moving = self.floor.transfers[key]
        by = WORKER[STORES[moving.source]]
        if self.does(moving.state == "placed", lambda: self.run(cancel_transfer, CancelTransfer(key), by)):
            moving.state = "cancelled"

    @step(2, which=any_number, here=["C", "F", "N", "X"])
    def comes_back_to_the_wrong_centre(self, which: int, here: str) -> None:
        floor, number = self.floor, self.device(which)
        thing = floor.things[number]
        kind = "returned" if thing.state in ("with_person", "with_unit") else "moved"
        allowed = thing.owner != STORES[here] and floor.may(number, kind)
        data = TakeInStray(number, here, floor.today)
        if self.does(allowed, lambda: self.run(take_in_stray, data, WORKER[STORES[here]])):
            floor.go(number, kind, here)
            thing.collection = ""

    @step(3, which=any_number, centre=[OURS, THEIRS])
    def send_it_home(self, which: int, centre: str) -> None:
        floor = self.floor
        strays = {n: 1 for n, thing in floor.things.items() if thing.store and STORES[thing.store] != thing.owner}
        number = pick(strays, which) if strays and which % 4 else self.device(which)
        thing = floor.things[number]
        centre = STORES.get(thing.store, centre) if which % 8 else centre
        kind = "transferred_out" if thing.state == "in_stock" else "sent_home"
        allowed = thing.owner != centre and STORES.get(thing.store) == centre and floor.may(number, kind)
        source = thing.store
        if self.does(allowed, lambda: self.run(send_home, SendHome((number,)), WORKER[centre])):
            (key,) = self.answer
            floor.transfers[key] = Moving(source, HOME[thing.owner], thing.article, "sent", [number])
            self.leave(number, kind, key)

    @step(2, which=any_number, store=OWN, pieces=[0, 0, 2, 30])
    def take_out(self, which: int, store: str, pieces: int) -> None:
        """Who prescribes takes it out herself, of a store where nobody works."""
        floor, number = self.floor, self.device(which)
        there = {n: 1 for n, thing in floor.things.items() if thing.store == "N"}
        number = pick(there, which) if there and which % 4 else number
        thing, parts = floor.things[number], floor.lots(store, pieces, to_someone=True)
        scanned = self.world.articles[CATHETER].number if pieces else number
        data = TakeOut(store, scanned, self.world.key("bror"), pieces or 1, need="Faller", goal="Gå ut")
        ready = thing.store == "N" and thing.owner == OURS and floor.may(number, "reserved")
        if self.does(store == "N" and (parts is not None if pieces else ready), lambda: self.run(take_out, data, "anna")):
            if pieces:
                floor.take(parts or [], store)
                return
            for kind in ("reserved", "picked", "sent", "delivered"):
                floor.go(number, kind)

    @step(store=OWN)
    def begin_to_count(self, store: str) -> None:
        free = all(one.store != store or one.state not in ("counting", "compared") for one in self.floor.stocktakes.values())
        if self.does(free, lambda: self.run(start_stocktake, StartStocktake(store), "filip")):
            self.floor.stocktakes[self.answer] = Counting(store, self.floor.today)

    def open_stocktake(self, which: int) -> tuple[int, Counting]:
        key = pick({key: 1 for key, one in self.floor.stocktakes.items() if one.state in ("counting", "compared")}, which)
        return key, self.floor.stocktakes[key]

    @has_stocktakes
    @step(which=any_number, device=any_number)
    def scan(self, which: int, device: int) -> None:
        """Whatever is found on the shelf, wherever the books have it."""
        key, counting = self.open_stocktake(which)
        self.scanned(key, counting, self.device(device))

    def scanned(self, key: int, counting: Counting, number: str) -> None:
        thing = self.floor.things[number]
        allowed = counting.state == "counting" and (thing.owner == OURS or thing.store == counting.store)
        if self.does(allowed, lambda: self.run(count_goods, CountGoods(key, number), "filip")):
            counting.scanned.add(number)

    @has_stocktakes
    @step(3, which=any_number, apart=[-2, 0, 0, 4], forget=any_number)
    def count_it_all(self, which: int, apart: int, forget: int) -> None:
        """Every shelf of the store, but for one device perhaps; then it is compared."""
        key, counting = self.open_stocktake(which)
        there = sorted(n for n, thing in self.floor.things.items() if thing.store == counting.store)
        for place, number in enumerate(there):
            if place != forget % 7 and counting.state == "counting":
                self.scanned(key, counting, number)
        for name, quantity in {**BESIDE.get(counting.store, {}), CATHETER: None}.items():
            books = self.floor.lying(counting.store)
            found = max(0, books + apart) if quantity is None else quantity
            data = CountGoods(key, self.world.articles[name].number, found)
            if self.does(counting.state == "counting", lambda data=data: self.run(count_goods, data, "filip")) and name == CATHETER:  # type: ignore[misc]
                counting.pieces = (found, books)
        self.compare(key, counting)

    def compare(self, key: int, counting: Counting) -> None:
        if self.does(counting.state == "counting", lambda: self.run(compare_stocktake, CompareStocktake(key), "filip")):
            counting.state = "compared"
            counting.differs = self.expected_differences(counting)
            found, books = counting.pieces or (0, 0)
            counting.apart = found - books
            rows = Difference.objects.filter(stocktake_id=key, device__isnull=False).values_list("device__number", "cause")
            assert dict(rows) == {number: cause for number, (cause, _) in counting.differs.items()}
            assert self.answer == len(counting.differs) + bool(counting.apart)

    def expected_differences(self, counting: Counting) -> dict[str, tuple[str, int]]:
        found = {}
        for number, thing in self.floor.things.items():
            stands_here = thing.store == counting.store
            if number in counting.scanned and not stands_here:
                cause = "found" if thing.state == "lost" else "misplaced" if thing.state in ON_THE_SHELF else "elsewhere"
                found[number] = (cause, thing.moves)
            elif number not in counting.scanned and stands_here and thing.state in ON_THE_SHELF and thing.moved_on <= counting.began:
                found[number] = ("missing", thing.moves)
        return found

    @has_stocktakes
    @step(which=any_number)
    def count_again(self, which: int) -> None:
        key, counting = self.open_stocktake(which)
        if self.does(counting.state == "compared", lambda: self.run(recount_stocktake, RecountStocktake(key), "filip")):
            counting.state = "counting"

    @has_stocktakes
    @step(3, which=any_number, by=["eva", "eva", "filip"])
    def approve(self, which: int, by: str) -> None:
        floor = self.floor
        key, counting = self.open_stocktake(which)
        enough = counting.apart >= 0 or floor.lying(counting.store) >= -counting.apart
        allowed = counting.state == "compared" and by == "eva" and enough
        if not self.does(allowed, lambda: self.run(approve_stocktake, ApproveStocktake(key), by)):
            return
        counting.state = "approved"
        for number, (cause, moves) in counting.differs.items():
            if floor.things[number].moves == moves:
                self.put_right(number, cause, counting.store)
        if counting.apart < 0:
            floor.take(floor.lots(counting.store, -counting.apart) or [], counting.store)
        floor.pieces["", counting.store] += max(0, counting.apart)

    def put_right(self, number: str, cause: str, store: str) -> None:
        floor, thing = self.floor, self.floor.things[number]
        if cause == "missing" and thing.state == "reserved":
            order = floor.orders[thing.line]
            self.let_go(thing.line)
            order.device, order.states[DEVICE] = "", "placed"
        kind = {"missing": "lost", "misplaced": "moved", "found": "found"}.get(cause)
        if kind and floor.may(number, kind):
            floor.go(number, kind, store)

    @has_stocktakes
    @step(which=any_number)
    def give_up_counting(self, which: int) -> None:
        key, counting = self.open_stocktake(which)
        if which % 3 == 0 and self.does(True, lambda: self.run(abandon_stocktake, AbandonStocktake(key), "filip")):
            counting.state = "abandoned"

    def transfers_are_as_far_as_the_model_says(self) -> None:
        found: dict[Any, str] = dict(Transfer.objects.filter(pk__in=self.floor.transfers).values_list("pk", "state"))
        assert found == {key: moving.state for key, moving in self.floor.transfers.items()}
