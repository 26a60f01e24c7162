"""From need to person in the demo county: assessed, chosen, ordered, picked, sent, delivered. Each step enters the next in the agenda."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from handtag.apps.orders.queries import order_for_page
from handtag.cli.demo.aftermath import Aftermath
from handtag.cli.demo.agenda import Agenda
from handtag.cli.demo.days import after_working_days, next_delivery_day, working_day_before, working_day_from
from handtag.cli.demo.goods import Goods
from handtag.cli.demo.needs import Need
from handtag.cli.demo.persons import PlannedPerson
from handtag.cli.demo.stockroom import Stockroom
from handtag.cli.demo.world import World
from handtag.domain.access import Viewer
from handtag.domain.values.errors import Refused
from handtag.usecases.ordering.allocate_order import AllocateOrder, allocate_order
from handtag.usecases.ordering.cancel_order import CancelOrder, cancel_order
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.people.register_person import RegisterPerson, register_person
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription
from handtag.usecases.promising import Accessory

# Why somebody needs something, what they want to manage, and how urgent it is, by class of ISO 9999.
REASONS: dict[str, tuple[str, str, int]] = {
    "04": ("Behöver hjälpmedel i behandlingen för att minska besvären.", "Klarar behandlingen själv hemma.", 2),
    "05": ("Tappar funktion utan daglig träning.", "Tränar varje dag enligt planen.", 2),
    "06": ("Smärta och svaghet i leden vid belastning.", "Kan gå och använda händerna i vardagen.", 2),
    "09": ("Klarar inte hygien och toalett på ett säkert sätt.", "Klarar hygien och toalett utan risk.", 1),
    "12": ("Har svårt att förflytta sig och har fallit.", "Förflyttar sig säkert inne och ute.", 1),
    "18": ("Kan inte sitta, ligga eller resa sig utan besvär.", "Sitter och reser sig utan smärta.", 2),
    "22": ("Har svårt att se, höra, tala eller minnas.", "Kan ta del av och förmedla det som är viktigt.", 2),
    "24": ("Kan inte nå eller styra föremål i hemmet.", "Styr det viktigaste i hemmet på egen hand.", 3),
}
GROUND = "care_relation"
SHARE_CANCELLED = 0.03
BOUGHT_AT_A_TIME = 3


@dataclass(frozen=True)
class Line:
    """What the store needs to know of an order line; `device` is empty for counted goods and for what still waits."""

    pk: int
    article: str
    device: str
    waits: bool


@dataclass(frozen=True)
class Case:
    """One prescription on its way: who, what, and the numbers it has got so far."""

    need: Need
    person_key: UUID
    prescription_key: UUID
    order_number: str = ""
    lines: tuple[Line, ...] = ()


class Chain:
    """Plays cases. Everything that is drawn is drawn from the world's one source of chance."""

    def __init__(self, world: World, agenda: Agenda, stockroom: Stockroom, aftermath: Aftermath) -> None:
        self._world, self._agenda, self._stockroom, self._aftermath = world, agenda, stockroom, aftermath
        self._keys: dict[str, UUID] = {}
        self._met: set[tuple[str, str]] = set()

    def begin(self, need: Need) -> None:
        """The need is assessed and an article chosen; it is ordered within two working days."""
        case = self._assess(need)
        self._later(self._world.rng.choice((0, 0, 1, 2)), self._order, case)

    def play_until(self, need: Need, state: str) -> None:
        """A need from assessment to an order of the one article in `state`, all today: placed, allocated, picked or sent."""
        case = self._place(self._assess(need), [])
        if case is None or state == "placed":
            return
        case = self._with_goods(case)
        if state in {"picked", "sent"}:
            self._pick(case)
        if state == "sent":
            self._send(case)

    def _assess(self, need: Need) -> Case:
        world, viewer = self._world, self._prescriber(need)
        person_key = self._meet(need.person, need, viewer)
        why, goal, priority = REASONS.get(need.goods.iso[:2], REASONS["12"])
        start = StartPrescription(person_key=person_key, need=why, goal=goal, priority=priority)
        prescription = world.run(start_prescription, start, viewer)
        world.run(choose_article, ChooseArticle(prescription, need.goods.number, need.answers), viewer)
        return Case(need, person_key, prescription)

    def _meet(self, person: PlannedPerson, need: Need, viewer: Viewer) -> UUID:
        """The person is registered by whoever meets them first; every further unit states its own relation."""
        unit = need.prescriber.unit.key
        if person.personnummer not in self._keys:
            self._keys[person.personnummer] = self._world.run(register_person, _registration(person), viewer)
        elif (person.personnummer, unit) not in self._met:
            relation = StateCareRelation(self._keys[person.personnummer], GROUND)
            self._world.run(state_care_relation, relation, viewer)
        self._met.add((person.personnummer, unit))
        return self._keys[person.personnummer]

    def _order(self, case: Case) -> None:
        placed = self._place(case, self._accessories(case.need.goods))
        if placed is None:
            return
        if self._world.rng.random() < SHARE_CANCELLED:
            self._later(1, self._cancel, placed)
        else:
            self._plan_transport(placed)

    def _place(self, case: Case, accessories: list[Accessory]) -> Case | None:
        """None when the agreement answers otherwise today: somebody has come of age since the article was chosen."""
        need = case.need
        order = PlaceOrder(
            prescription_key=case.prescription_key,
            delivery_point_id=need.prescriber.delivery_point,
            accessories=tuple(accessories),
        )
        try:
            number = self._world.run(place_order, order, self._prescriber(need))
        except Refused as refusal:
            if refusal.code != "ordering.decision_changed":
                raise
            return None
        return self._with_lines(replace(case, order_number=number))

    def _accessories(self, main: Goods) -> list[Accessory]:
        rng = self._world.rng
        fitting = [goods for goods in self._world.goods.values() if main.number in goods.fits]
        if not fitting or rng.random() < 0.55:
            return []
        chosen = rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2))))
        return [Accessory(goods.number, 1) for goods in chosen if goods.assortment == "stocked"]

    def _cancel(self, case: Case) -> None:
        """Undone before anybody has begun to pick; the person does without."""
        viewer = self._prescriber(case.need)
        self._world.run(cancel_order, CancelOrder(case.order_number, "need_changed"), viewer)
        self._world.run(end_prescription, EndPrescription(case.prescription_key, "declined"), viewer)

    def _plan_transport(self, case: Case) -> None:
        """What is not in stock is bought first; then the order leaves with the next transport to its delivery point."""
        waiting = [self._world.goods[line.article] for line in case.lines if line.waits]
        if waiting:
            day = self._world.day + timedelta(days=max(goods.lead_days for goods in waiting))
            self._agenda.enter(working_day_from(day), partial(self._buy, case))
            return
        earliest = after_working_days(self._world.day, 1)
        arrives = next_delivery_day(earliest, case.need.prescriber.unit.weekdays)
        leaves = working_day_before(arrives)
        picked = max(earliest, working_day_before(leaves))
        self._agenda.enter(picked, partial(self._pick, case))
        self._agenda.enter(leaves, partial(self._send, case))
        self._agenda.enter(arrives, partial(self._deliver, case))

    def _buy(self, case: Case) -> None:
        self._plan_transport(self._with_goods(case))

    def _with_goods(self, case: Case) -> Case:
        """What is still missing has been bought: it comes in and is reserved for the order."""
        missing = [self._world.goods[line.article] for line in case.lines if line.waits]
        if not missing:
            return case
        for goods in missing:
            self._stockroom.receive(goods, self._stockroom.central, BOUGHT_AT_A_TIME)
        self._world.run(allocate_order, AllocateOrder(case.order_number), self._world.one_of("store_worker"))
        return self._with_lines(case)

    def _pick(self, case: Case) -> None:
        worker = self._world.one_of("store_worker")
        for line in case.lines:
            if line.device:
                self._world.run(pick_line, PickLine(case.order_number, line.device), worker)
                continue
            pieces = PickLine(case.order_number, line_id=line.pk)
            try:
                self._world.run(pick_line, pieces, worker)
            except Refused:
                goods = self._world.goods[line.article]
                self._stockroom.receive(goods, self._stockroom.central, goods.stock)
                self._world.run(pick_line, pieces, worker)

    def _send(self, case: Case) -> None:
        self._world.run(send_order, SendOrder(case.order_number), self._world.one_of("store_worker"))

    def _deliver(self, case: Case) -> None:
        """The driver's list is registered by the desk; what was sent to a prescriber is handed out the same day."""
        delivered = ConfirmDelivery(case.order_number, self._world.day)
        self._world.run(confirm_delivery, delivered, self._world.one_of("desk"))
        devices = [line.device for line in case.lines if line.device]
        self._aftermath.begin(case.prescription_key, case.need.prescriber, devices)

    def _with_lines(self, case: Case) -> Case:
        order = order_for_page(self._prescriber(case.need), case.order_number, self._world.day)
        lines = (
            Line(
                pk=line.pk,
                article=line.article.number,
                device=line.device.number if line.device else "",
                waits=line.state == "placed" and line.article.kind == "device",
            )
            for line in order.lines.all()
        )
        return replace(case, lines=tuple(lines))

    def _prescriber(self, need: Need) -> Viewer:
        return self._world.as_(need.prescriber.user.username)

    def _later(self, working_days: int, action: Any, case: Case) -> None:
        self._agenda.enter(after_working_days(self._world.day, working_days), partial(action, case))


def _registration(person: PlannedPerson) -> RegisterPerson:
    return RegisterPerson(
        personnummer=person.personnummer,
        given_name=person.given_name,
        family_name=person.family_name,
        municipality_code=person.municipality_code,
        housing=person.housing,
        address=person.address,
        phone=person.phone,
        protected_identity=person.protected,
        home_health_care_enrolled=person.home_health_care,
        ground=GROUND,
    )
