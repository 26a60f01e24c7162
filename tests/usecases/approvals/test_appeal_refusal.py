"""A refusal is appealed, level by level."""

from datetime import timedelta

import pytest
from tests.support.approvals import appealed, asked, decided, fresh, level
from tests.support.world import TODAY, World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.appeal_refusal import AppealRefusal, appeal_refusal
from handtag.usecases.approvals.decide_appeal import DecideAppeal, decide_appeal


def refused(world: World, data: AppealRefusal) -> str:
    with pytest.raises(Refused) as refusal:
        world.run(appeal_refusal, data, "anna")
    return refusal.value.code


def test_it_waits_for_the_first_level_with_its_clock(world: World) -> None:
    found = appealed(world)
    assert (found.level, found.role, found.due_on) == (1, "strategist", TODAY + timedelta(days=20))
    assert fresh(found.approval).state == "appealed"


def test_after_a_dismissal_the_next_level_tries_it_and_then_nobody(world: World) -> None:
    level(world)
    level(world, 2, "board_member")
    first = appealed(world)
    world.run(decide_appeal, DecideAppeal(first.pk, "dismissed", "Behovet är litet"), "sten")
    data = AppealRefusal(first.approval.key, "Det är det inte")
    assert world.run(appeal_refusal, data, "anna") == 2
    second = first.approval.appeals.get(level=2)
    world.run(decide_appeal, DecideAppeal(second.pk, "dismissed", "Det är det"), "lena")
    assert refused(world, data) == "approvals.no_level_left"


def test_only_a_refusal_is_appealed_with_words_where_somebody_tries_it(world: World) -> None:
    approval = decided(world, "refused")
    assert refused(world, AppealRefusal(approval.key, " ")) == "approvals.why_missing"
    assert refused(world, AppealRefusal(approval.key, "Fel")) == "approvals.no_levels"
    level(world)
    assert refused(world, AppealRefusal(asked(world, person="asta").key, "Fel")) == "approvals.wrong_state"


def test_the_unit_that_asked_appeals(world: World) -> None:
    level(world)
    data = AppealRefusal(decided(world, "refused").key, "Fel")
    with pytest.raises(NotFound):
        world.run(appeal_refusal, data, "cilla")
    with pytest.raises(NotAllowed):
        world.run(appeal_refusal, data, "gun")
