"""Two real processes at once: with its guard the second waits and gets a clear answer; without it, it is shown what goes wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Race = Callable[..., Any]
WALLS = {"wall IntegrityError", "wall OperationalError"}


@pytest.mark.law("ASVS 2.3.2–2.3.4")
def test_a_device_goes_to_one_order_and_the_other_is_told_where(race: Race) -> None:
    result = race("allocate")
    assert result.waited
    assert result.first.startswith("answer")
    assert result.second == "refused ordering.device_taken"
    assert (result.lines, result.moves.count("reserved"), result.rows) == (1, 1, [])


@pytest.mark.law("ASVS 15.4")
def test_without_the_lock_only_the_database_stops_a_device_from_going_to_two_orders(race: Race) -> None:
    result = race("allocate", "unguarded")
    assert WALLS & {result.first, result.second}
    assert result.lines == 1


@pytest.mark.parametrize("scenario", ["deliver_while_closing", "return_while_closing"])
def test_a_month_that_is_closed_while_something_is_posted_in_it_waits_and_counts_it(race: Race, scenario: str) -> None:
    result = race(scenario)
    assert result.waited
    assert result.first.startswith("answer")
    assert result.second == 'answer "2026-10"'
    assert result.rows == []


def test_a_delivery_waits_for_a_month_that_is_being_closed_and_is_then_refused(race: Race) -> None:
    result = race("close_while_delivering")
    assert result.waited
    assert (result.first, result.second) == ('answer "2026-10"', "refused billing.month_closed")
    assert result.rows == []


@pytest.mark.parametrize("scenario", ["deliver_while_closing", "return_while_closing"])
def test_without_the_months_lock_days_are_charged_wrongly_or_the_database_stops_it(race: Race, engine: Any, scenario: str) -> None:
    result = race(scenario, "unguarded")
    if engine.name == "sqlite":  # one writer at a time: the file's own lock is the wall
        assert WALLS & {result.first, result.second}
        return
    assert not result.waited
    assert result.first.startswith("answer")
    assert result.second == 'answer "2026-10"'
    assert [row for row in result.rows if row.startswith("rented_days_off_their_charges")]


def test_a_charge_is_credited_once_however_many_try(race: Race) -> None:
    result = race("credit_twice")
    assert result.waited
    assert (result.first, result.second) == ('answer "credited"', "refused billing.nothing_to_credit")
    assert result.rows == []


def test_without_the_lock_a_charge_is_credited_twice_or_the_database_stops_it(race: Race, engine: Any) -> None:
    result = race("credit_twice", "unguarded")
    if engine.name == "sqlite":
        assert WALLS & {result.first, result.second}
        return
    assert result.first == result.second == 'answer "credited"'
    assert [row for row in result.rows if row.startswith("credits_beyond_their_charges")]


@pytest.mark.law("ASVS 2.3.2–2.3.4")
def test_a_command_sent_twice_at_once_takes_effect_once_and_both_get_its_answer(race: Race) -> None:
    result = race("same_command")
    assert result.waited
    assert result.first == result.second == 'answer "D1001"'
    assert result.moves.count("moved") == 1
    assert result.rows == []


def test_without_the_lock_the_receipt_still_lets_a_command_take_effect_once(race: Race, engine: Any) -> None:
    result = race("same_command", "unguarded")
    assert result.moves.count("moved") == 1
    assert result.first == 'answer "D1001"'
    if engine.name == "postgresql":
        assert result.second == result.first


@pytest.mark.law("LKBR 3 kap. vouchers")
def test_invoices_issued_twice_at_once_are_issued_once_and_without_a_gap(race: Race) -> None:
    result = race("invoice_twice")
    assert result.waited
    assert (result.first, result.second) == ("answer 1", "answer 0")
    assert result.invoices == ["5000001"]


def test_without_the_lock_only_the_database_stops_a_second_set_of_invoices(race: Race) -> None:
    result = race("invoice_twice", "unguarded")
    assert WALLS & {result.first, result.second}
    assert result.invoices == ["5000001"]


@pytest.mark.parametrize("guard", ["guarded", "unguarded"])
def test_the_last_pieces_go_to_one_order_whatever_is_locked(race: Race, engine: Any, guard: str) -> None:
    """No row lock is needed: taking and counting are one statement, and its row is the lock."""
    result = race("last_pieces", guard)
    assert result.rows == []
    if guard == "unguarded" and engine.name == "sqlite":
        assert WALLS & {result.first, result.second}
        return
    assert {result.first.split()[0], result.second} == {"answer", "refused stock.too_few"}
