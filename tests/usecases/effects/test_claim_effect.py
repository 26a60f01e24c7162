"""An effect is performed by one worker at a time, and again when that worker died."""

from datetime import timedelta

import pytest
from tests.support.world import NOW, World

from handtag.apps.organisations.queries import system_viewer
from handtag.apps.outbox.store import add_effect
from handtag.domain.values.errors import NotAllowed
from handtag.usecases.base import execute
from handtag.usecases.effects.claim_effect import ClaimedEffect, ClaimEffect, claim_effect


def claim(minutes: int = 0) -> ClaimedEffect | None:
    return execute(claim_effect, ClaimEffect(), system_viewer(NOW.date()), now=NOW + timedelta(minutes=minutes))


def test_the_oldest_is_taken_first_and_by_one_only(world: World) -> None:
    for kind in ("first", "second"):
        add_effect(kind, {"a": 1}, at=NOW)
    taken = [claim(), claim(), claim()]
    assert [effect.kind if effect else None for effect in taken] == ["first", "second", None]
    assert taken[0] is not None
    assert (taken[0].payload, taken[0].attempts) == ({"a": 1}, 1)


def test_a_worker_that_died_is_relieved_after_ten_minutes(world: World) -> None:
    add_effect("first", {}, at=NOW)
    assert claim() is not None
    assert claim(minutes=10) is None
    again = claim(minutes=11)
    assert again is not None
    assert again.attempts == 2


def test_people_do_not_perform_effects(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(claim_effect, ClaimEffect(), "ivan")
