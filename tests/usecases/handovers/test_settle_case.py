"""A case waits until somebody settles it, and is not found again."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.handovers import a_case, moved_in
from tests.support.lending import at
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import Case
from handtag.apps.people.models import Person
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.handovers.find_cases import FindCases, find_cases
from handtag.usecases.handovers.settle_case import SettleCase, settle_case

DAY = timedelta(days=1)


def found(world: World, on: date = TODAY) -> list[tuple[str, date, str]]:
    world.run(find_cases, FindCases(), "timer", now=at(on))
    return list(Case.objects.order_by("pk").values_list("kind", "happens_on", "payer"))


def person_is(world: World, **columns: Any) -> None:
    Person.objects.filter(key=world.key("bror")).update(**columns)


def test_what_was_settled_is_not_found_again(world: World) -> None:
    moved_in(world)
    found(world)
    world.run(settle_case, SettleCase(Case.objects.get().key, "nothing_to_do", "Korttid till fredag"), "anna")
    assert len(found(world, TODAY + DAY)) == 1


def test_a_case_is_closed_once_by_the_unit_it_is_at(world: World) -> None:
    case = a_case(world)
    with pytest.raises(NotFound):
        world.run(settle_case, SettleCase(case.key, "settled"), "bo")
    with pytest.raises(Refused, match="why_nothing"):
        world.run(settle_case, SettleCase(case.key, "nothing_to_do"), "anna")
    with pytest.raises(Refused, match="unknown_case_end"):
        world.run(settle_case, SettleCase(case.key, "later"), "anna")
    world.run(settle_case, SettleCase(case.key, "settled"), "anna")
    with pytest.raises(Refused, match="case_ended"):
        world.run(settle_case, SettleCase(case.key, "settled"), "anna")
