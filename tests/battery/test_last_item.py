"""The last wheelchair goes to exactly one of many who take it at the same moment, every time."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Work = Callable[..., Any]


@pytest.mark.law("ASVS 2.3.2–2.3.4")
def test_exactly_one_gets_the_last_device(engine: Stage, work: Work, size: Size, done: Callable[[str], None]) -> None:
    # SQLite lets one write at a time and the others ask again and again: most of the races are run where they really meet.
    wanted, contenders = size.of(5, 300 if engine.name == "sqlite" else 1_700), 50 if size.is_long else 12
    found = work("last_item", rounds=wanted, contenders=contenders, seconds=size.seconds)
    rounds = found["rounds"]
    done(f"{rounds:,} races of {contenders} processes, {engine.name}")
    assert found["winners"] == {"1": rounds}
    assert found["ends"] == {"won": rounds, "refused ordering.device_taken": rounds * (contenders - 1)}
    assert found["wrong"] == []


def test_without_row_locks_the_race_finds_it(engine: Stage, work: Work, without: Callable[[str], None]) -> None:
    without(f"row locks, {engine.name}")
    found = work("last_item", rounds=5, contenders=8, mutant="no locks")
    assert set(found["ends"]) - {"won", "refused ordering.device_taken"} or found["winners"] != {"1": 5}
