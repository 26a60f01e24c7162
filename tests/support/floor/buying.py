"""Goods bought and received in two steps: partial deliveries, more than was ordered, some sent back, the rest cancelled."""

from itertools import count

from tests.support.floor.handling import pick
from tests.support.floor.model import LAST_DAYS, Bought, Thing
from tests.support.floor.steps import any_number, step, when
from tests.support.floor.stores import CATHETER, Stores

from handtag.apps.purchasing.models import PurchaseLine
from handtag.usecases.purchasing.cancel_purchase import CancelPurchase, cancel_purchase
from handtag.usecases.purchasing.control_delivery import ControlDelivery, NewDevice, control_delivery
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery
from handtag.usecases.purchasing.draft_purchases import DraftPurchases, Wanted, draft_purchases
from handtag.usecases.purchasing.place_purchase_order import PlacePurchaseOrder, place_purchase_order

has_bought = when(lambda self: bool(self.floor.bought))
has_to_control = when(lambda self: any(left for one in self.floor.bought.values() for left, _ in one.deliveries.values()))


class Buying(Stores):
    """Purchase orders of one line, to the central store."""

    def set_out(self) -> None:
        super().set_out()
        self.numbers = count(1)
        self.notes: dict[tuple[str, str], str] = {}

    @when(lambda self: sum(bought.is_open for bought in self.floor.bought.values()) < 3)
    @step(article=["rollator", CATHETER])
    def buy(self, article: str) -> None:
        quantity = 3 if article == "rollator" else 40
        (number,) = self.run(draft_purchases, DraftPurchases((Wanted(self.world.articles[article].number, quantity),), "C"), "inga")
        self.run(place_purchase_order, PlacePurchaseOrder(number), "inga")
        self.floor.bought[number] = Bought(article, PurchaseLine.objects.get(order__number=number).pk, quantity)

    @has_bought
    @step(3, which=any_number, share=[1, 2, 2, 5], lot=["L1", "L2", ""], again=(False, True))
    def count_what_came(self, which: int, share: int, lot: str, again: bool) -> None:
        """Half of it, all of it, or more than was ordered; the same delivery note is not counted twice."""
        number = pick(self.floor.bought, which)
        bought = self.floor.bought[number]
        lot = lot if bought.article == CATHETER else ""
        quantity = max(1, bought.quantity * share // 4)
        repeated = again and any(key_lot == lot for _, key_lot in bought.deliveries.values())
        note = self.notes[number, lot] if repeated else f"FS-{next(self.numbers)}"
        last_day = LAST_DAYS[lot] if lot else None
        line = CountedLine(bought.line, quantity, lot=lot, expires_on=last_day)
        data = CountDelivery(number, note, self.floor.today, (line,))
        if self.does(bought.is_open and not repeated, lambda: self.run(count_delivery, data, "filip")):
            bought.counted += quantity
            bought.deliveries[self.answer[0]] = (quantity, lot)
            self.notes[number, lot] = note

    @has_to_control
    @step(4, which=any_number, accepted=range(4), rejected=range(2), taken=(False, True), bin=["", "B-2"])
    def control(self, which: int, accepted: int, rejected: int, taken: bool, bin: str) -> None:
        """What is in order is taken in, the rest is sent back; now and then a number is given that another device has."""
        floor = self.floor
        waiting = {key: one for one in floor.bought.values() for key, (left, _) in one.deliveries.items() if left}
        key = pick(waiting, which)
        bought = waiting[key]
        left, lot = bought.deliveries[key]
        marked = bought.article == "rollator"
        scale = 1 if marked else 10
        accepted, rejected = accepted * scale, rejected * scale
        numbers = [f"D95{next(self.numbers):03}" for _ in range(accepted)] if marked else []
        if numbers and taken:
            numbers[0] = "d 1001"
        data = ControlDelivery(
            key, floor.today, tuple(NewDevice(number) for number in numbers), 0 if marked else accepted, rejected,
            "damaged" if rejected else "", bin=bin,
        )  # fmt: skip
        owed = bought.quantity - bought.cancelled - bought.accepted
        allowed = 1 <= accepted + rejected <= left and accepted <= owed and not (numbers and taken)
        if not self.does(allowed, lambda: self.run(control_delivery, data, "filip")):
            return
        bought.accepted, bought.rejected = bought.accepted + accepted, bought.rejected + rejected
        bought.deliveries[key] = (left - accepted - rejected, lot)
        floor.things |= {number: Thing("rollator", moved_on=floor.today, moves=1) for number in numbers}
        floor.pieces[lot, "C"] += 0 if marked else accepted

    @has_bought
    @step(which=any_number)
    def cancel_the_rest(self, which: int) -> None:
        number = pick(self.floor.bought, which)
        bought = self.floor.bought[number]
        if which % 3:
            return
        owed = bought.still_owed
        if self.does(owed > 0, lambda: self.run(cancel_purchase, CancelPurchase(number, "Utgått"), "inga")):
            bought.cancelled += owed

    def purchases_are_as_far_as_the_model_says(self) -> None:
        rows = PurchaseLine.objects.filter(order__number__in=self.floor.bought)
        found = {row.pk: (row.counted, row.accepted, row.rejected, row.cancelled) for row in rows}
        assert found == {one.line: (one.counted, one.accepted, one.rejected, one.cancelled) for one in self.floor.bought.values()}
