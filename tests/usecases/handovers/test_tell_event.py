"""A death or a move told once reaches all who answer for something that the person has."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.handovers import lent
from tests.support.lending import at
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import Case
from handtag.apps.people.models import Person
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.handovers.find_cases import FindCases, find_cases
from handtag.usecases.handovers.tell_event import TellEvent, tell_event

DAY = timedelta(days=1)


def found(world: World, on: date = TODAY) -> list[tuple[str, date, str]]:
    world.run(find_cases, FindCases(), "timer", now=at(on))
    return list(Case.objects.order_by("pk").values_list("kind", "happens_on", "payer"))


def person_is(world: World, **columns: Any) -> None:
    Person.objects.filter(key=world.key("bror")).update(**columns)


def test_a_death_is_told_once_and_reaches_all_who_answer_for_something(world: World) -> None:
    mine = lent(world)
    theirs = lent(world, by="bo")
    for _ in range(2):
        world.run(tell_event, TellEvent(mine.person.key, "deceased", TODAY), "asa")
    assert set(Case.objects.values_list("prescription", "kind", "happens_on")) == {
        (mine.pk, "deceased", TODAY), (theirs.pk, "deceased", TODAY),
    }  # fmt: skip
    assert list(Case.objects.visible_to(world.viewer("bo")).values_list("prescription", flat=True)) == [theirs.pk]


def test_what_is_told_has_happened_to_somebody_the_unit_knows(world: World) -> None:
    lent(world)
    for data, code in (
        (TellEvent(world.key("bror"), "deceased", TODAY + DAY), "event_in_future"),
        (TellEvent(world.key("bror"), "birthday", TODAY), "unknown_event"),
    ):
        with pytest.raises(Refused, match=code):
            world.run(tell_event, data, "anna")
    with pytest.raises(NotFound):
        world.run(tell_event, TellEvent(world.key("hilda"), "deceased", TODAY), "anna")
