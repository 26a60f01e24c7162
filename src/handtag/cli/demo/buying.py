"""The buyer of the demo county: agreements with the makers, purchase orders that come in time or late, and what waits at the end."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from handtag.apps.catalogue.queries import article_page
from handtag.apps.procurement import queries as procurement
from handtag.apps.purchasing import queries as purchasing
from handtag.cli.demo.agenda import Agenda
from handtag.cli.demo.days import after_working_days, working_day_from
from handtag.cli.demo.goods import Goods
from handtag.cli.demo.stockroom import Stockroom, bin_of
from handtag.cli.demo.world import World
from handtag.domain.access import Viewer
from handtag.usecases.procurement.approve_prices import ApprovePrices, approve_prices
from handtag.usecases.procurement.keep_price_list import KeepPriceList, keep_price_list
from handtag.usecases.procurement.propose_prices import ProposePrices, propose_prices
from handtag.usecases.procurement.register_agreement import RegisterAgreement, register_agreement
from handtag.usecases.purchasing.ask_exception import AskException, ask_exception
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine, ConfirmPurchase, confirm_purchase
from handtag.usecases.purchasing.control_delivery import ControlDelivery, NewDevice, control_delivery
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery
from handtag.usecases.purchasing.draft_purchases import DraftPurchases, Wanted, draft_purchases
from handtag.usecases.purchasing.place_purchase_order import PlacePurchaseOrder, place_purchase_order

YEARS = 4  # a framework agreement runs so long
COLUMNS = {"number": 0, "name": 1, "price": 2, "article": 3}
SHARE_LATE, SHARE_SILENT, SHARE_DAMAGED = 0.25, 0.15, 0.1
LATE_DAYS = 25
OUTSIDE = 1  # makers that no agreement has been made with


class Buying:
    """Buys through purchase orders, one to each maker, and has what comes counted and controlled."""

    def __init__(self, world: World, agenda: Agenda, stockroom: Stockroom) -> None:
        self._world, self._agenda, self._stockroom = world, agenda, stockroom
        self._delivery_notes = 4100

    @property
    def buyer(self) -> Viewer:
        return self._world.as_(next(self._world.having("buyer")).user.username)

    @property
    def second(self) -> Viewer:
        """Another buyer, for what no one decides alone."""
        return self._world.as_(list(self._world.having("buyer"))[1].user.username)

    def agree(self) -> None:
        """A framework agreement with every maker but the last, priced by its list; nothing when the county has them already."""
        by_maker: dict[str, list[Goods]] = defaultdict(list)
        for goods in self._world.goods.values():
            by_maker[goods.supplier].append(goods)
        first = next(iter(self._world.goods))
        if procurement.agreement_price(article_page(self.buyer, first).article.pk, self._world.day) is not None:
            return
        for number, maker in enumerate(sorted(by_maker)[:-OUTSIDE], 1):
            self._agree_with(maker, by_maker[maker], f"RA-{number:02d}")

    def buy(self, wanted: Iterable[tuple[Goods, int]]) -> None:
        """Drafts to each maker, ordered at once when the agreements let them; what they stop waits for another person's word."""
        lines = tuple(Wanted(goods.number, pieces) for goods, pieces in wanted)
        if not lines:
            return
        for number in self._world.run(draft_purchases, DraftPurchases(lines, self._stockroom.central), self.buyer):
            order = purchasing.order_for_page(self.buyer, number)
            stopped = [line for line in order.lines.all() if line.stop and not line.asked_by]
            for line in stopped:
                said = AskException(number, line.pk, "not_covered", "Upphandlingen är överklagad och inget avtal gäller än.")
                self._world.run(ask_exception, said, self.buyer)
            if not stopped and not any(line.stop for line in order.lines.all()):
                self._world.run(place_purchase_order, PlacePurchaseOrder(number), self.buyer)
                self._follow(number, max(self._lead(line.article.number) for line in order.lines.all()))

    def leave_work(self) -> None:
        """The last afternoon: something is counted and waits for control, and something stands in a draft."""
        coming = purchasing.expected(self.buyer).first()
        if coming is not None:
            self._count(coming.number)
        stocked = [goods for goods in self._world.goods.values() if goods.assortment == "stocked" and goods.kind != "device"]
        lines = tuple(Wanted(goods.number, 10) for goods in stocked[:2])
        if lines:
            self._world.run(draft_purchases, DraftPurchases(lines, self._stockroom.central), self.buyer)

    def _agree_with(self, maker: str, goods: list[Goods], number: str) -> None:
        world, day = self._world, self._world.day
        ends = date(day.year + YEARS, day.month, 1) - timedelta(days=1)
        agreement = RegisterAgreement(
            world.centre_id, number, "Hjälpmedel för det dagliga livet", maker, day, ends, "UPH 2025/14", warranty_months=24
        )
        key = world.run(register_agreement, agreement, self.buyer)
        rows = [f"{one.number}-{number};{one.name};{one.purchase_ore // 100},{one.purchase_ore % 100:02d};{one.number}" for one in goods]
        table = "\n".join(["Art.nr;Benämning;Pris;Vårt artikelnummer", *rows]) + "\n"
        kept = world.run(keep_price_list, KeepPriceList(key, "prislista", table), self.buyer)
        proposal = world.run(propose_prices, ProposePrices(kept, COLUMNS, day), self.buyer)
        contents = procurement.proposal_for_page(self.buyer, proposal).contents_hash
        world.run(approve_prices, ApprovePrices(proposal, contents), self.second)

    def _follow(self, number: str, lead_days: int) -> None:
        """The maker confirms within days, mostly; what is ordered comes when it was promised, or much later."""
        rng, day = self._world.rng, self._world.day
        late = LATE_DAYS if rng.random() < SHARE_LATE else 0
        if rng.random() >= SHARE_SILENT:
            promised = working_day_from(day + timedelta(days=lead_days + rng.randint(0, 4)))
            self._agenda.enter(after_working_days(day, rng.randint(1, 3)), partial(self._confirm, number, promised))
        self._agenda.enter(working_day_from(day + timedelta(days=lead_days + late)), partial(self._receive, number))

    def _confirm(self, number: str, promised: date) -> None:
        lines = purchasing.order_for_page(self.buyer, number).lines.all()
        said = tuple(ConfirmedLine(line.pk, promised) for line in lines if line.state == "ordered")
        if said:
            self._world.run(confirm_purchase, ConfirmPurchase(number, said, f"SO-{number[-4:]}"), self.buyer)

    def _receive(self, number: str) -> None:
        counted = self._count(number)
        self._agenda.enter(after_working_days(self._world.day, 1), partial(self._control, counted))

    def _count(self, number: str) -> tuple[int, ...]:
        self._delivery_notes += 7
        worker = self._world.one_of("store_worker")
        lines = purchasing.order_for_page(self.buyer, number).lines.all()
        said = tuple(CountedLine(line.pk, line.quantity - line.counted) for line in lines if line.quantity > line.counted)
        data = CountDelivery(number, f"FS-{self._delivery_notes}", self._world.day, said, "Port 2")
        return self._world.run(count_delivery, data, worker)

    def _control(self, counted: tuple[int, ...]) -> None:
        for pk in counted:
            worker = self._world.one_of("store_worker")
            event = purchasing.counting(worker, pk)
            goods = self._world.goods[event.line.article.number]
            damaged = 1 if event.quantity > 2 and self._world.rng.random() < SHARE_DAMAGED else 0
            good, why = event.quantity - damaged, {"reason": "damaged", "note": "Transportskadad."} if damaged else {}
            marked = goods.kind == "device"
            devices = tuple(self._numbered(goods) for _ in range(good)) if marked else ()
            place = bin_of(goods, self._stockroom.central) if marked else ""
            data = ControlDelivery(pk, self._world.day, devices, 0 if marked else good, damaged, bin=place, **why)
            self._world.run(control_delivery, data, worker)

    def _numbered(self, goods: Goods) -> NewDevice:
        new = self._stockroom.new_device(goods)
        return NewDevice(new.number, new.serial_number)

    def _lead(self, number: str) -> int:
        return self._world.goods[number].lead_days
