"""A storm of commands on twenty devices ends with every command answered or refused by a rule, and with ledgers that add up."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage
from tests.battery.storm import HOT, unexpected
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
WORKERS = 6
Work = Callable[..., Any]


@pytest.mark.law("ASVS 15.4")
def test_a_storm_leaves_ledgers_that_add_up(engine: Stage, work: Work, size: Size, done: Callable[[str], None]) -> None:
    commands = size.of(120, 100_000)
    found = work("storm", commands=commands, workers=WORKERS, seed=size.seed, seconds=size.seconds)
    commands = found["given"]
    done(f"{commands:,} commands, {WORKERS} processes, {HOT} devices, {engine.name}")
    assert unexpected(found["ends"]) == {}
    assert found["wrong"] == []
    assert found["receipts"] >= found["ends"]["answered"] > commands / 5


@pytest.mark.law("NIS 2 art. 21.2 f")
def test_without_row_locks_the_storm_finds_it(engine: Stage, work: Work, size: Size, without: Callable[[str], None]) -> None:
    without(f"row locks, {engine.name}")
    found = work("storm", commands=200, workers=WORKERS, seed=size.seed, mutant="no locks")
    assert unexpected(found["ends"]) or found["wrong"]
