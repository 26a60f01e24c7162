"""Random histories of the ledgers against a model that counts day by day, as many steps as the battery has time for."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test
from tests.battery.conftest import Size
from tests.battery.crew import at_hand
from tests.support.world import World
from tests.usecases.test_ledger_machine import Ledgers

from handtag.usecases.billing import close_month

pytestmark = [pytest.mark.both]
STEPS = 240  # of a history at most: everything is verified at the end of each, and what has grown together is what goes wrong
QUARTERS = {"quarter1": 0, "quarter2": 1, "quarter3": 2, "quarter4": 3}  # four processes, which share no seed


def walk(world: World, wanted: int, seed: int, phases: tuple[Phase, ...] = tuple(Phase), seconds: float = float("inf")) -> int:
    """Steps taken in long histories, until at least as many as wanted or until the time is out."""
    counted, until = {"steps": 0}, time.monotonic() + seconds
    while counted["steps"] < wanted and time.monotonic() < until:
        machine = seeded(seed + counted["steps"])(type("LedgersOfTheWorld", (_counting(counted),), {"world": at_hand(world)}))
        histories = max(2, min(50, (wanted - counted["steps"]) // STEPS + 1))
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            machine,
            settings=settings(
                max_examples=histories, stateful_step_count=min(STEPS, wanted), deadline=None, database=None, phases=phases,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
    return counted["steps"]


def _counting(counted: dict[str, int]) -> Any:
    class Counting(Ledgers):
        def check_invariants(self, *args: Any, **options: Any) -> None:
            counted["steps"] += 1
            super().check_invariants(*args, **options)  # type: ignore[no-untyped-call]

    return Counting


@pytest.mark.parametrize("quarter", QUARTERS)
def test_no_long_history_makes_the_ledgers_disagree(world: World, size: Size, quarter: str, done: Callable[[str], None]) -> None:
    number = QUARTERS[quarter]
    steps = walk(world, size.of(50, 62_500), size.seed + 1_000_000 * number, seconds=size.seconds)
    done(f"{steps:,} steps")


def test_a_month_that_is_charged_a_day_short_is_found(
    world: World, size: Size, monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    without("the last day of a rent")
    whole = close_month.rent_amount
    monkeypatch.setattr(close_month, "rent_amount", lambda monthly, days: whole(monthly, days - 1))
    with pytest.raises((AssertionError, ExceptionGroup)):
        walk(world, 2_000, size.seed, (Phase.generate,))  # found, not made short
