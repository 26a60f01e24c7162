"""Two buyers on one need, two who decide on one exception, two suppliers' answers that one customer waits for."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Race = Callable[..., Any]
WALLS = {"wall IntegrityError", "wall OperationalError"}


def test_what_two_buyers_see_the_need_of_is_drafted_once(race: Race) -> None:
    result = race("buy_twice")
    assert result.waited
    assert result.first.startswith("answer")
    assert result.second == "refused purchasing.bought_meanwhile"
    assert result.rows == []


def test_without_the_lock_both_buy_or_the_database_stops_it(race: Race) -> None:
    result = race("buy_twice", "unguarded")
    assert result.second != "refused purchasing.bought_meanwhile"


def test_an_exception_is_decided_once(race: Race) -> None:
    result = race("approve_and_refuse")
    assert result.waited
    assert (result.first, result.second) == ('answer "decided"', "refused purchasing.nothing_to_approve")
    assert result.rows == []


def test_without_the_lock_an_exception_is_decided_twice_or_the_database_stops_it(race: Race, engine: Any) -> None:
    result = race("approve_and_refuse", "unguarded")
    if engine.name == "sqlite":
        assert WALLS & {result.first, result.second}
        return
    assert result.first == result.second == 'answer "decided"'


def test_two_confirmations_that_one_customer_waits_for_follow_one_another(race: Race) -> None:
    result = race("confirm_two_that_one_waits_for")
    assert result.waited
    assert result.first == result.second == 'answer "confirmed"'
    assert result.rows == []
