"""Random histories of the ledgers against a model that counts day by day, as many steps as the battery has time for."""

import pytest
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.battery.conftest import Size
from tests.support.world import World
from tests.usecases import test_ledger_machine
from tests.usecases.test_ledger_machine import Ledgers, ore

pytestmark = [pytest.mark.both]
STEPS_OF_ONE = 60


def steps(world: World, wanted: int, seed: int) -> int:
    """Steps taken in histories of at most sixty, until at least as many as wanted."""
    taken = 0
    while taken < wanted:
        counted = {"steps": 0}
        machine = type("LedgersOfTheWorld", (_counting(counted),), {"world": world, "hypothesis_seed": seed + taken})
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            machine,
            settings=settings(
                max_examples=max(5, min(400, (wanted - taken) // STEPS_OF_ONE + 1)), stateful_step_count=STEPS_OF_ONE, deadline=None,
                suppress_health_check=list(HealthCheck), database=None,
            ),
        )  # fmt: skip
        taken += counted["steps"]
    return taken


def _counting(counted: dict[str, int]) -> Any:
    class Counting(Ledgers):
        def check_invariants(self, *args: Any, **options: Any) -> None:
            counted["steps"] += 1
            super().check_invariants(*args, **options)  # type: ignore[no-untyped-call]

    return Counting
