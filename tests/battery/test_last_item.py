"""The last wheelchair goes to exactly one of many who take it at the same moment, every time."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size
from tests.support.engines import ENGINES, Engine

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Work = Callable[..., Any]


@pytest.mark.law("ASVS 2.3.2–2.3.4")
def test_exactly_one_gets_the_last_device(engine: Engine, work: Work, size: Size, done: Callable[..., None]) -> None:
    rounds, contenders = size.of(10, 1_000), 50 if size.is_long else 20
    found = work("last_item", rounds=rounds, contenders=contenders)
    done("last-item races", f"{rounds} rounds × {contenders} processes, {engine.name}")
    assert found["winners"] == {"1": rounds}
    assert found["ends"] == {"won": rounds, "refused ordering.device_taken": rounds * (contenders - 1)}
    assert found["wrong"] == []


def test_without_row_locks_the_race_finds_it(engine: Engine, work: Work) -> None:
    found = work("last_item", rounds=5, contenders=8, mutant="no locks")
    assert set(found["ends"]) - {"won", "refused ordering.device_taken"} or found["winners"] != {"1": 5}
