"""Killed with -9 wherever something could be lost, a use case leaves nothing or everything, and sent again it takes effect once."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage, crew
from tests.support.engines import ENGINES
from tests.support.valid_commands import VALID

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
QUICK = ("confirm_delivery", "open_person")


def kill(engine: Stage, names: list[str], mutant: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = crew(engine, "kills", cases=[(name, engine.fresh_copy()) for name in names], mutant=mutant)
    return found


@pytest.mark.law("NIS 2 art. 21.2 c")
def test_killed_at_any_fault_point_nothing_is_half_done(engine: Stage, size: Size, done: Callable[[str], None]) -> None:
    names = sorted(VALID) if size.is_long else list(QUICK)
    found = kill(engine, names)
    done(f"{sum(one['kills'] for one in found)} kills in {len(names)} use cases, {engine.name}")
    assert {one["name"]: one["wrong"] for one in found if one["wrong"]} == {}
    assert min(one["kills"] for one in found) >= 6


@pytest.mark.parametrize(
    ("mutant", "symptom"),
    [("no transaction", "something is left"), ("no receipt", "sent again it")],
)
def test_without_the_guard_the_kills_find_it(engine: Stage, mutant: str, symptom: str, without: Callable[[str], None]) -> None:
    without(f"{mutant.removeprefix('no ')}s, {engine.name}")
    (found,) = kill(engine, ["move_device"], mutant)
    assert [line for line in found["wrong"] if symptom in line]
