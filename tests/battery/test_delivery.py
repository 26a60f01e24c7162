"""What is in the outbox has its effect exactly once, with two workers at it and both killed again and again."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Work = Callable[..., Any]


def test_every_effect_is_had_exactly_once(engine: Stage, work: Work, size: Size, done: Callable[[str], None]) -> None:
    effects = size.of(20, 2_000)
    found = work("outbox", effects=effects, seed=size.seed)
    done(f"{effects:,} effects, {found['killed']} kills, {engine.name}")
    assert found["killed"] > 0
    assert (found["never"], found["had twice"], found["left"], found["wrong"]) == (0, 0, 0, [])


def test_only_a_receiver_that_remembers_makes_it_once(engine: Stage, work: Work, size: Size, without: Callable[[str], None]) -> None:
    """Who is killed between deed and word does the deed again: without the receiver's memory it is had twice."""
    without(f"the receiver's memory, {engine.name}")
    assert work("outbox", effects=60, seed=size.seed, mutant="forgetful receiver")["had twice"] > 0
