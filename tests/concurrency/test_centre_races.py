"""Two centres want the same device at once, and a request is answered by two: one of them gets it, and nothing is owned twice."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Race = Callable[..., Any]


def test_a_device_goes_to_one_of_two_centres_that_were_promised_one(race: Race) -> None:
    result = race("sell_to_two")
    assert result.waited
    assert (result.first, result.second) == ("answer 1", "refused stores.not_there")
    assert (result.moves.count("transferred_out"), result.rows) == (1, [])


def test_without_the_lock_it_goes_to_both_or_the_database_stops_it(race: Race) -> None:
    result = race("sell_to_two", "unguarded")
    assert (result.first, result.second) != ("answer 1", "refused stores.not_there")


def test_a_request_is_answered_by_one(race: Race) -> None:
    result = race("accept_twice")
    assert result.waited
    assert (result.first, result.second, result.rows) == ('answer "accepted"', "refused stores.request_answered", [])
