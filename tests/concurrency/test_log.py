"""The log under real processes: committed before anything is shown, sealed without holes or forks whoever writes meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.concurrency.test_races import ENGINES, WALLS

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Race = Callable[..., Any]


def off_its_seals(result: Any) -> list[str]:
    return [row for row in result.rows if row.startswith("log_off_its_seals")]


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_a_reading_is_committed_before_it_is_answered_and_without_the_log_there_is_no_answer(race: Race) -> None:
    """While the log is locked the reading is refused; a reading that is answered is seen by another connection at once."""
    result = race("read_while_the_log_is_locked")
    assert result.second == "refused access.log_unavailable"
    assert result.first == 'answer "unlocked"'
    after = race("read_then_look")
    assert (after.second, after.first) == ("answer 1", "answer 2")


def test_a_row_written_while_the_log_is_sealed_makes_no_hole(race: Race) -> None:
    result = race("seal_while_writing")
    assert result.waited
    assert result.second == 'answer "sealed"'
    assert off_its_seals(result) == []


def test_without_waiting_for_writers_the_log_is_sealed_over_a_row_that_comes_later(race: Race, engine: Any) -> None:
    result = race("seal_while_writing", "unguarded")
    if engine.name == "sqlite":  # one writer at a time: the file's own lock is the wall
        assert WALLS & {result.first, result.second}
        return
    assert not result.waited
    assert off_its_seals(result)


def test_two_sealings_at_once_make_one_chain(race: Race) -> None:
    result = race("seal_twice")
    assert result.waited
    assert result.first == result.second == 'answer "sealed"'
    assert off_its_seals(result) == []


def test_without_their_lock_only_the_database_stops_two_sealings_from_forking_a_chain(race: Race) -> None:
    result = race("seal_twice", "unguarded")
    assert WALLS & {result.first, result.second}
    assert off_its_seals(result) == []
