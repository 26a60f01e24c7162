"""Random days on the floor against a model kept the slow way, as many as the battery has time for: every kind of move, with mix-ups."""

import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import Phase
from tests.battery.conftest import Size
from tests.battery.crew import at_hand
from tests.support.floor import machine
from tests.support.world import World

from handtag.domain import handling

pytestmark = [pytest.mark.both]
STEPS, AT_A_TIME = 50, 10


def test_no_long_time_on_the_floor_makes_the_ledger_disagree(world: World, size: Size, done: Callable[[str], None]) -> None:
    machine.prepare(world)
    reached, histories, until = Counter[str](), 0, time.monotonic() + size.seconds
    while histories < size.of(1, 200) and time.monotonic() < until:
        few = min(AT_A_TIME, size.of(1, 200) - histories)
        reached += machine.walk(at_hand(world), few, STEPS, seed=size.seed + histories)
        histories += few
    done(f"{histories * STEPS:,} steps, {reached.total():,} moves of {len(reached)} kinds")


def test_goods_that_are_lost_while_they_are_under_way_are_found(
    world: World, size: Size, monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    without("only who has a device can lose it")
    monkeypatch.setattr(handling, "is_lost_by_us", lambda state: not handling.is_with_someone(state))
    machine.prepare(world)
    with pytest.raises((AssertionError, ExceptionGroup)):
        machine.walk(world, 60, STEPS, seed=size.seed, phases=(Phase.generate,))
