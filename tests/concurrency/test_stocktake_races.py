"""A stocktake is approved while others take goods from the shelves: nothing is taken twice, and nobody's device is called lost."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Race = Callable[..., Any]


def test_a_device_that_an_order_takes_meanwhile_is_not_called_lost(race: Race) -> None:
    result = race("approve_while_allocating")
    assert result.waited
    assert result.first.startswith("answer")
    assert result.second == "answer [1, 1, 0]"
    assert ("lost" in result.moves, result.moves.count("reserved"), result.rows) == (False, 1, [])


def test_without_the_lock_it_is_lost_and_reserved_or_the_database_stops_it(race: Race) -> None:
    result = race("approve_while_allocating", "unguarded")
    assert (result.first, result.second) != ("answer null", "answer [1, 1, 0]")


def test_what_is_picked_while_a_shortage_is_approved_is_picked_of_what_is_left(race: Race) -> None:
    result = race("pick_while_approving")
    assert result.first == "answer [2, 0, 0]"
    assert result.second.startswith("answer")
    assert (result.moves[-1], result.rows) == ("lost", [])


def test_a_stocktake_is_approved_once(race: Race) -> None:
    result = race("approve_twice")
    assert result.waited
    assert (result.first, result.second) == ("answer [2, 0, 0]", "refused stocktaking.illegal_step")
    assert (result.moves.count("lost"), result.rows) == (1, [])
