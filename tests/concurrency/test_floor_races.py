"""Two at once on the floor: one gets it, the other waits and is told, and everything adds up. Without the locks it does not."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Race = Callable[..., Any]
WALLS = {"wall IntegrityError", "wall OperationalError"}
# scenario: what the first is answered, and the second after it
ENDS = {
    "last_device": ('answer "D1007"', 'answer "waits"'),
    "last_of_a_lot": ('answer "picked"', "refused stock.too_few"),
    "move_while_mounting": ('answer "D1005"', "refused stock.illegal_move"),
    "mount_crosswise": ('answer "D1005"', "refused stock.not_a_carrier"),
    "pick_while_stopping": ('answer "D4001"', "refused stock.blocked"),
    "same_bin": ('answer "B-1"', 'answer "B-2"'),
    "control_twice": ('answer "taken in"', "refused purchasing.more_than_counted"),
    "count_twice": ('answer "counted"', "refused purchasing.counted_already"),
    "one_device_on_two_transfers": ("answer 1", "refused stores.not_there"),
    "receive_twice": ("answer 3", "refused stores.illegal_step"),
    "follow_up_twice": ("answer 1", "answer 2"),
}
ONE_STATEMENT = {"last_of_a_lot"}
"""Taking and counting are one statement here, and its row is the lock."""


@pytest.mark.parametrize("scenario", ENDS)
def test_one_gets_it_and_the_other_waits_and_is_told(race: Race, scenario: str) -> None:
    result = race(scenario)
    assert (result.first, result.second, result.waited, result.rows) == (*ENDS[scenario], True, [])


@pytest.mark.parametrize("scenario", sorted(ENDS.keys() - ONE_STATEMENT))
def test_without_the_locks_the_database_stops_it_or_it_goes_wrong(race: Race, scenario: str) -> None:
    result = race(scenario, "unguarded")
    assert WALLS & {result.first, result.second} or result.rows or (result.first, result.second) != ENDS[scenario]
