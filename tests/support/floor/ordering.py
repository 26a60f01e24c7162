"""Orders from the first word to the door, and what goes wrong on the way: another device scanned, too little left, stopped meanwhile."""

from typing import Any

from tests.support.floor.handling import Handling, pick
from tests.support.floor.model import Ordered
from tests.support.floor.steps import any_number, several, step, when

from handtag.apps.orders.models import Order, OrderLine
from handtag.usecases.ordering.allocate_device import AllocateDevice, allocate_device
from handtag.usecases.ordering.allocate_order import AllocateOrder, allocate_order
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.note_undelivered import NoteUndelivered, note_undelivered
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.ordering.place_equipment_order import PlaceEquipmentOrder, place_equipment_order
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription
from handtag.usecases.promising import Accessory

has_orders = when(lambda self: bool(self.floor.orders))
DEVICE, PIECES = "device", "pieces"
few_orders = when(lambda self: len(self.living_orders()) < 4)


class Ordering(Handling):
    """Orders of one device, some with pieces: to persons by prescription, to units as equipment."""

    def living_orders(self) -> dict[str, Ordered]:
        return {number: one for number, one in self.floor.orders.items() if not set(one.states.values()) <= {"delivered", "cancelled"}}

    @few_orders
    @step(2)
    def order_for_a_person(self) -> None:
        start = StartPrescription(self.world.key("bror"), "Svårt att gå", "Gå till affären", 2)
        key = self.run(start_prescription, start, "anna")
        self.run(choose_article, ChooseArticle(key, self.world.articles["rollator"].number, {}), "anna")
        number = self.run(place_order, PlaceOrder(key, self.world.points["health_centre"].pk), "anna")
        self.placed(number, "rollator", for_person=True)

    @few_orders
    @step(2, article=["frame", "rollator"], quantity=[0, 1, 40])
    def order_for_a_unit(self, article: str, quantity: int) -> None:
        wanted = [Accessory(self.world.articles[article].number)]
        wanted += [Accessory(self.world.articles["catheter"].number, quantity)] if quantity else []
        order = PlaceEquipmentOrder(tuple(wanted), self.world.points["health_centre"].pk)
        self.placed(self.run(place_equipment_order, order, "maj"), article, for_person=False, quantity=quantity)

    def placed(self, number: str, article: str, *, for_person: bool, quantity: int = 0) -> None:
        made = Ordered(article, for_person, "", quantity, {DEVICE: "placed"} | ({PIECES: "placed"} if quantity else {}))
        self.floor.orders[number] = made
        self.reserved(number)

    def line(self, number: str, part: str = DEVICE) -> OrderLine:
        return OrderLine.objects.select_related("device").get(order__number=number, article__kind=("consumable", "device")[part == DEVICE])

    def reserved(self, number: str) -> bool:
        """The order was given the best of what was free by itself, or waits when there was nothing."""
        free = self.floor.free(self.floor.orders[number].article)
        device = self.line(number).device
        assert (device.number if device else None) in (free or {None})
        if device:
            self.hold(number, device.number)
        return bool(device)

    def hold(self, number: str, device: str) -> None:
        order = self.floor.orders[number]
        self.floor.go(device, "reserved")
        self.floor.things[device].line = number
        order.device, order.states[DEVICE] = device, "allocated"

    def let_go(self, number: str) -> None:
        order = self.floor.orders[number]
        self.floor.go(order.device, "released")
        self.floor.things[order.device].line = ""

    @has_orders
    @step(which=any_number)
    def give_what_has_come(self, which: int) -> None:
        number = pick(self.floor.orders, which)
        allowed = self.floor.orders[number].states[DEVICE] == "placed"
        if self.does(allowed, lambda: self.run(allocate_order, AllocateOrder(number), "filip")):
            assert self.reserved(number) == self.answer

    @has_orders
    @step(which=any_number, device=any_number)
    def give_by_hand(self, which: int, device: int) -> None:
        floor, number, other = self.floor, pick(self.floor.orders, which), self.device(device)
        order = floor.orders[number]
        allowed = order.states[DEVICE] in ("placed", "allocated", "picked") and floor.is_free(other, order.article)
        data = AllocateDevice(number, self.line(number).pk, other)
        if self.does(allowed, lambda: self.run(allocate_device, data, "filip")):
            if order.device:
                self.let_go(number)
            self.hold(number, other)

    @has_orders
    @step(8, which=any_number, steps=several)
    def go_on(self, which: int, steps: list[int]) -> None:
        """Mostly the next step of an order that is not done; now and then another step, or another device than the reserved is scanned."""
        number = pick(self.living_orders() or self.floor.orders, which)
        for one in steps:
            self.next_step(number, one % 7, one // 7)
            self.look()
            if number not in self.living_orders():
                break

    def next_step(self, number: str, wrong: int, device: int) -> None:
        order = self.floor.orders[number]
        steps = [self.pick_pieces, self.send, self.deliver] if PIECES in order.states else [self.send, self.deliver]
        if not wrong:
            return self.pick_device(number, self.device(device)) if device % 2 else steps[device % len(steps)](number)
        if order.states[DEVICE] == "allocated":
            return self.pick_device(number, order.device)
        states = order.states
        if states.get(PIECES) == "placed":
            return self.pick_pieces(number)
        return self.send(number) if "picked" in states.values() else self.deliver(number)

    def pick_device(self, number: str, scanned: str) -> None:
        order = self.floor.orders[number]
        allowed = scanned == order.device and order.states[DEVICE] == "allocated" and self.floor.may(scanned, "picked")
        if self.does(allowed, lambda: self.run(pick_line, PickLine(number, device_number=scanned), "filip")):
            self.floor.go(scanned, "picked")
            order.states[DEVICE] = "picked"

    def pick_pieces(self, number: str) -> None:
        floor, order = self.floor, self.floor.orders[number]
        shelf = floor.shelf(order.quantity)
        parts = floor.lots(shelf, order.quantity, to_someone=True)
        allowed = order.states[PIECES] == "placed" and parts is not None
        data = PickLine(number, line_id=self.line(number, PIECES).pk)
        if self.does(allowed, lambda: self.run(pick_line, data, "filip")):
            floor.take(parts or [], shelf)
            order.lots = parts or []
            order.states[PIECES] = "picked"

    def send(self, number: str) -> None:
        self.leaves(number, "picked", "sent", "sent", lambda: self.run(send_order, SendOrder(number), "filip"))

    def deliver(self, number: str) -> None:
        order = self.floor.orders[number]
        kind = "delivered" if order.for_person else "delivered_to_unit"
        data = ConfirmDelivery(number, self.floor.today)
        if self.leaves(number, "sent", "delivered", kind, lambda: self.run(confirm_delivery, data, "filip")) and order.device:
            thing = self.floor.things[order.device]
            thing.line = "" if thing.line == number and order.states[DEVICE] == "delivered" else thing.line

    def leaves(self, number: str, before: str, after: str, kind: str, act: Any) -> bool:
        """All that has come so far goes on together, or nothing."""
        order = self.floor.orders[number]
        going = [part for part, state in order.states.items() if state == before]
        allowed = bool(going) and (DEVICE not in going or self.floor.may(order.device, kind))
        if not self.does(allowed, act):
            return False
        if DEVICE in going:
            self.floor.go(order.device, kind)
        order.states |= dict.fromkeys(going, after)
        return True

    @has_orders
    @step(which=any_number)
    def comes_back_undelivered(self, which: int) -> None:
        """Pieces lie in the store again; the device is looked over, and the order is given the best of what is free."""
        number = pick(self.living_orders() or self.floor.orders, which)
        order = self.floor.orders[number]
        back = [part for part, state in order.states.items() if state == "sent"]
        if self.does(bool(back), lambda: self.run(note_undelivered, NoteUndelivered(number, "F", "nobody_home"), "filip")):
            order.states |= dict.fromkeys(back, "placed")
            if PIECES in back:
                self.floor.bring(order.lots, "F")
                order.lots = []
            if DEVICE in back:
                self.floor.go(order.device, "undelivered", "F")
                self.floor.things[order.device].line = order.device = ""
                self.reserved(number)

    @has_orders
    @step(which=any_number)
    def cancel(self, which: int) -> None:
        number = pick(self.floor.orders, which)
        order = self.floor.orders[number]
        allowed = set(order.states.values()) <= {"placed", "allocated"}
        data = CancelOrder(number, "need_changed")
        if self.does(allowed, lambda: self.run(cancel_order, data, "anna" if order.for_person else "maj")):
            if order.states[DEVICE] == "allocated":
                self.let_go(number)
            order.states = dict.fromkeys(order.states, "cancelled")

    @step(which=any_number)
    def have_fetched(self, which: int) -> None:
        number = self.device(which)
        thing = self.floor.things[number]
        allowed = thing.state in ("with_person", "with_unit") and not thing.collection
        data = PlaceCollectionOrder(number, self.world.points["health_centre"].pk)
        if self.does(allowed, lambda: self.run(place_collection_order, data, "anna")):
            thing.collection = self.answer

    def orders_are_as_far_as_the_model_says(self) -> None:
        lines = OrderLine.objects.filter(order__number__in=self.floor.orders).values_list("order__number", "article__kind", "state")
        found = {(number, DEVICE if kind == DEVICE else PIECES): state for number, kind, state in lines}
        assert found == {(number, part): state for number, order in self.floor.orders.items() for part, state in order.states.items()}
        assert Order.objects.filter(state="collected").count() <= len(self.floor.orders)
