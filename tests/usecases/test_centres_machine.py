"""Two centres sell, lend, mix up and send home for as long as one likes: a device has one owner and one place."""

from datetime import timedelta
from typing import Any

from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.support.centres import two_centres
from tests.support.world import World

from handtag.apps.stock import checks as stock
from handtag.apps.stock.models import Device, Holding
from handtag.apps.stores import checks as stores
from handtag.apps.stores.models import CentreDeal, CentreLoan, Transfer
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.stores.accept_request import AcceptRequest, accept_request
from handtag.usecases.stores.ask_centre import AskCentre, AskedGoods, ask_centre
from handtag.usecases.stores.receive_transfer import ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_home import SendHome, send_home
from handtag.usecases.stores.send_transfer import SendTransfer, send_transfer
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray

OURS, THEIRS = "ours", "theirs"
STORE = {OURS: "C", THEIRS: "X"}
DESK, WORKER = {OURS: "eva", THEIRS: "nadja"}, {OURS: "filip", THEIRS: "nora"}
NUMBER = {OURS: "10001", THEIRS: "R-1"}
OTHER = {OURS: THEIRS, THEIRS: OURS}
DEVICES = ("D1001", "D1002", "D8001")
CHECKED = (
    stock.devices_off_their_moves, stock.holdings_off_their_moves, stock.holdings_of_other_articles,
    stock.owners_off_their_moves, stores.transfers_off_their_goods,
    stores.deals_off_their_goods, stores.loans_off_their_owners,
)  # fmt: skip
sides, numbers = st.sampled_from([OURS, THEIRS]), st.sampled_from(DEVICES)


class Rollback(TestCase):
    """Only for its transactions, which the use cases take for a test's."""


class Centres(RuleBasedStateMachine):
    """`owner` says whose each device is, `at` at which centre it stands or on which transfer it is, `lent` which are on loan."""

    world: World

    @initialize()
    def begin(self) -> None:
        self.atomics = Rollback._enter_atomics()  # type: ignore[attr-defined]
        self.pk = {THEIRS: two_centres(self.world).pk, OURS: self.world.centre.pk}
        self.owner = {"D1001": OURS, "D1002": OURS, "D8001": THEIRS}
        self.at: dict[str, str | int] = dict(self.owner)
        self.lent: set[str] = set()
        self.sold = 0

    def teardown(self) -> None:
        if hasattr(self, "atomics"):
            Rollback._rollback_atomics(self.atomics)  # type: ignore[attr-defined]

    def attempt(self, case: Any, data: Any, by: str, *, allowed: bool) -> Any:
        try:
            answer = self.world.run(case, data, by)
        except (Refused, NotFound):
            assert not allowed
            return None
        assert allowed
        return answer

    @rule(asker=sides, kind=st.sampled_from(["sale", "loan"]), answered=st.booleans())
    def ask(self, asker: str, kind: str, answered: bool) -> None:
        until = self.world.today + timedelta(days=9) if kind == "loan" else None
        data = AskCentre(kind, self.pk[OTHER[asker]], STORE[asker], (AskedGoods(NUMBER[asker], 1),), until)
        made = self.attempt(ask_centre, data, WORKER[asker], allowed=True)
        if answered:
            self.attempt(accept_request, AcceptRequest(made, STORE[OTHER[asker]]), DESK[OTHER[asker]], allowed=True)
            self.attempt(accept_request, AcceptRequest(made, STORE[OTHER[asker]]), DESK[OTHER[asker]], allowed=False)

    @rule(number=numbers, pick=st.integers(0, 3))
    def send(self, number: str, pick: int) -> None:
        waiting = list(Transfer.objects.filter(state="placed").order_by("pk"))
        if waiting:
            one = waiting[pick % len(waiting)]
            sender = self.side(one.from_location.centre_id)
            allowed = self.owner[number] == sender == self.at[number]
            if self.attempt(send_transfer, SendTransfer(one.pk, (number,)), WORKER[sender], allowed=allowed):
                self.at[number] = one.pk

    @rule(pick=st.integers(0, 3))
    def receive(self, pick: int) -> None:
        coming = list(Transfer.objects.filter(state="sent").order_by("pk"))
        if not coming:
            return
        one = coming[pick % len(coming)]
        taker = self.side(one.to_location.centre_id)
        self.attempt(receive_transfer, ReceiveTransfer(one.pk), WORKER[OTHER[taker]], allowed=False)
        self.attempt(receive_transfer, ReceiveTransfer(one.pk), WORKER[taker], allowed=True)
        for number in [number for number, place in self.at.items() if place == one.pk]:
            self.at[number] = taker
            if one.kind == "sale":
                self.owner[number], self.sold = taker, self.sold + 1
            self.lent = self.lent | {number} if one.kind == "loan" else self.lent - {number}

    @rule(number=numbers, side=sides)
    def comes_back_to_the_wrong_place(self, number: str, side: str) -> None:
        allowed = self.owner[number] != side and self.at[number] in (OURS, THEIRS)
        if self.attempt(take_in_stray, TakeInStray(number, STORE[side], self.world.today), WORKER[side], allowed=allowed):
            self.at[number] = side

    @rule(number=numbers, side=sides)
    def go_home(self, number: str, side: str) -> None:
        allowed = self.owner[number] != side == self.at[number]
        made = self.attempt(send_home, SendHome((number,)), WORKER[side], allowed=allowed)
        if made:
            (self.at[number],) = made

    def side(self, centre: int) -> str:
        return OURS if centre == self.pk[OURS] else THEIRS

    @invariant()
    def each_device_has_one_owner_and_one_place(self) -> None:
        if not hasattr(self, "atomics"):
            return
        rows = list(Device.objects.filter(number__in=DEVICES).select_related("article", "location"))
        assert {device.number: self.side(device.centre_id) for device in rows} == self.owner
        assert {device.article.centre_id for device in rows if device.article.centre_id != device.centre_id} == set()
        stands = {device.number: self.side(device.location.centre_id) for device in rows if device.location}
        assert stands == {number: place for number, place in self.at.items() if place in (OURS, THEIRS)}
        assert Holding.objects.filter(device__number__in=DEVICES, until=None).count() == len(DEVICES)
        assert set(CentreLoan.objects.filter(ended_on=None).values_list("device__number", flat=True)) == self.lent
        assert CentreDeal.objects.count() == self.sold
        assert [row for check in CHECKED for row in check()] == []


def test_no_way_between_two_centres_makes_a_device_theirs_twice(world: World) -> None:
    machine = type("CentresOfTheWorld", (Centres,), {"world": world})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)),
    )
