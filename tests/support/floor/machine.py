"""The whole floor as one machine: what is asked after each step, and which kinds of moves were reached."""

from collections import Counter
from contextlib import ExitStack
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from tests.support import stores
from tests.support.floor.model import ON_THE_WAY
from tests.support.floor.parts import Parts, on
from tests.support.floor.steps import take_a_step
from tests.support.proof import assert_nothing_lost
from tests.support.purchasing import agreed
from tests.support.stage import ANYTHING, written
from tests.support.world import World

from handtag.apps.stock.models import CountedMove, Device, Holding, Move, PiecesHeld
from handtag.domain.stock import PIECE_MOVES, PLACES, TAKEN_OVER, TRANSITIONS
from handtag.usecases.stock.decommission_device import DecommissionDevice, decommission_device

NOBODY_POSTS = {"arrived"}
"""Kinds of moves that no use case makes yet."""
BETWEEN_CENTRES = {"changed_owner", "sold", "bought"}
"""What is bought and sold between centres has its own tests (tests/usecases/stores); here goods only stray and are sent home."""
ON_THIS_FLOOR = ("D1001", "D1002", "D1004", "D1007")
OF_THE_FLOOR = ("stock_", "stores_", "orders_", "purchasing_", "rentals_", "billing_")
"""Tables whose checks are asked after each step; all of them are asked after each history."""
FROM_ELSEWHERE = {"taken_over", *TAKEN_OVER.values()}
"""What a county brought from the system before this one begins before the first day on the floor."""
DEVICE_MOVES = frozenset(TRANSITIONS) - NOBODY_POSTS - FROM_ELSEWHERE - {"changed_owner", "changed_payer"}
PIECE_KINDS = frozenset(PIECE_MOVES) - FROM_ELSEWHERE - BETWEEN_CENTRES


class Floors(Parts):
    """After each step the rows are as the model says, and everything `handtag verify` asks of the tables that were written holds."""

    reached: Counter[str]

    def set_out(self) -> None:
        super().set_out()
        self.taken = 0
        self.stack = ExitStack()
        self.tables = self.stack.enter_context(written())

    def teardown(self) -> None:
        try:
            if hasattr(self, "stack"):
                self.stack.close()
                self.count_what_was_reached()
                assert_nothing_lost({ANYTHING})
        finally:
            super().teardown()

    def count_what_was_reached(self) -> None:
        since = Move.objects.filter(device__number__in=self.floor.things, recorded_at__gte=self.world.now)
        self.reached.update(since.values_list("kind", flat=True))
        pieces = CountedMove.objects.filter(article=self.world.articles["catheter"], recorded_at__gte=self.world.now)
        self.reached.update(f"{kind} pieces" for kind in pieces.values_list("kind", flat=True))

    @rule(seed=st.integers(0, 2**48))
    def something_happens(self, seed: int) -> None:
        self.taken += 1
        take_a_step(self, f"{seed} {self.taken}")  # what Hypothesis likes to draw again and again is not the same again

    @invariant()
    def everything_is_where_the_model_says(self) -> None:
        if hasattr(self, "stack"):
            self.look()

    @staticmethod
    def place_of(row: PiecesHeld) -> str:
        if row.device is not None:
            return on(row.device.number)
        return row.location.code if row.location else ON_THE_WAY

    def look(self) -> None:
        things = self.floor.things
        rows = Device.objects.filter(number__in=things).select_related("location", "parent")
        found = {
            row.number: (row.state, row.location.code if row.location else "", row.parent.number if row.parent else "") for row in rows
        }
        assert found == {number: (thing.state, thing.store, thing.parent) for number, thing in things.items()}
        places = dict(Holding.objects.filter(device__number__in=things, until=None).values_list("device__number", "place"))
        assert places == {number: PLACES[thing.state] for number, thing in things.items()}
        held = PiecesHeld.objects.filter(article=self.world.articles["catheter"], quantity__gt=0, place__in=["store", "transit", "device"])
        lying = {(row.lot.code if row.lot else "", self.place_of(row)): row.quantity for row in held}
        assert lying == {place: quantity for place, quantity in self.floor.pieces.items() if quantity}
        self.orders_are_as_far_as_the_model_says()
        self.transfers_are_as_far_as_the_model_says()
        self.purchases_are_as_far_as_the_model_says()
        assert_nothing_lost(table for table in self.tables if table.startswith(OF_THE_FLOOR))
        self.tables.clear()


def prepare(world: World) -> None:
    """Two centres, a store where nobody works, an agreement to buy on, and few enough devices for them to meet."""
    stores.neighbour(world)
    stores.add_store(world, "N", unit="health_centre")
    agreed(world)
    for number in sorted(world.devices.keys() - set(ON_THIS_FLOOR)):
        world.run(decommission_device, DecommissionDevice(number, "Hör inte hit", world.today), "filip")


def tour(world: World) -> Counter[str]:
    """One history that is told, not drawn, through the kinds of moves that chance seldom reaches; which it reached."""
    reached: Counter[str] = Counter()
    made: Any = type("TourOfTheFloor", (Floors,), {"world": world, "reached": reached})()
    made.begin()
    for deed in ("to supplier", "from supplier", "wash", "pass", "recondition", "quarantine", "clear", "quarantine", "release", "fail"):
        made.do("D1001", deed)
        made.look()
    made.comes_back_to_the_wrong_centre(sorted(made.floor.things).index("D8001"), "C")
    for deed in ("quarantine", "release"):
        made.do("D8001", deed)
    made.send_it_home(1, "ours")  # the only stray
    made.goods_come(next(iter(made.floor.transfers)), some_missing=False)
    made.look()
    made.mount(1, 2)
    made.do("D1002", "detach")
    made.ask_for_goods("C", "F", "catheter")
    asked = max(made.floor.transfers)
    made.send_goods(asked, 0, 5)
    made.goods_come(asked, some_missing=True)
    made.look()
    made.use(1, "C", 4)
    made.take_off(1, 1)
    for kind in ("used up", "scrapped", "sent back"):
        made.pieces_leave(kind, "C", 4)
    made.look()
    made.order_for_a_unit("frame", 40)
    ordered = max(made.floor.orders)
    made.pick_device(ordered, made.floor.orders[ordered].device)
    made.pick_pieces(ordered)
    made.send(ordered)
    made.comes_back_undelivered(0)
    made.look()
    for goes_on in (made.pick_pieces, made.send, made.deliver):
        goes_on(ordered)
    made.pieces_come_back(0, 30)
    made.look()
    made.buy("catheter")
    made.count_what_came(0, 2, "L1", again=False)
    made.control(0, 2, 0, taken=False, bin="")
    made.look()
    made.teardown()
    return reached


def walk(world: World, histories: int, steps: int, *, seed: int = 0, phases: tuple[Phase, ...] = tuple(Phase)) -> Counter[str]:
    """Random histories on the prepared floor; which kinds of moves they reached, and how often."""
    reached: Counter[str] = Counter()
    machine: Any = seeded(seed)(type("FloorOfTheWorld", (Floors,), {"world": world, "reached": reached}))
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=histories, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck), database=None,
            phases=phases,
        ),
    )  # fmt: skip
    return reached
