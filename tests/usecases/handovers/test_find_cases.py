"""Nobody has to remember a birthday or a move: what changes who answers becomes a case, once."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.handovers import lent, moved_in, offered
from tests.support.lending import at, take_back
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import Case, CaseEnd
from handtag.apps.people.models import Person
from handtag.apps.rentals.models import Rental
from handtag.usecases.handovers.accept_handover import AcceptHandover, accept_handover
from handtag.usecases.handovers.change_payer import ChangePayer, change_payer
from handtag.usecases.handovers.find_cases import FindCases, find_cases

DAY = timedelta(days=1)


def found(world: World, on: date = TODAY) -> list[tuple[str, date, str]]:
    world.run(find_cases, FindCases(), "timer", now=at(on))
    return list(Case.objects.order_by("pk").values_list("kind", "happens_on", "payer"))


def person_is(world: World, **columns: Any) -> None:
    Person.objects.filter(key=world.key("bror")).update(**columns)


def test_who_moves_to_special_housing_is_found_once(world: World) -> None:
    moved_in(world)
    assert found(world) == [("housing_changed", TODAY, "municipality")]
    assert found(world, TODAY + DAY) == [("housing_changed", TODAY, "municipality")]


def test_another_municipality_counts_only_where_a_municipality_pays(world: World) -> None:
    lent(world)
    person_is(world, municipality=world.principals["pitea"])
    assert found(world) == []  # the region pays
    person_is(world, municipality=world.principals["lulea"], housing="special_housing_sol")
    given = Rental.objects.get().decision.prescription
    world.run(change_payer, ChangePayer(given.key, TODAY), "anna")
    person_is(world, municipality=world.principals["pitea"])
    assert found(world, TODAY + DAY) == [("new_municipality", TODAY + DAY, "municipality")]


@pytest.mark.parametrize(("ahead", "seen"), [(91, False), (90, True), (0, True), (-400, True)])
def test_a_birthday_at_an_age_of_the_agreement_is_found_a_while_before(world: World, ahead: int, seen: bool) -> None:
    """At 18 the test county's region pays no longer for who lives in special housing."""
    birthday = TODAY + ahead * DAY
    born = date(birthday.year - 18, birthday.month, birthday.day)
    person_is(world, birth_date=date(born.year + 3, 1, 1), housing="special_housing_sol")  # a child when it was decided
    lent(world)
    person_is(world, birth_date=born)
    assert found(world) == ([("birthday", birthday, "municipality")] if seen else [])


def test_what_has_come_back_or_was_only_ordered_is_no_case(world: World) -> None:
    moved_in(world)
    take_back(world, Rental.objects.get().device.number, TODAY)
    assert found(world) == []


def test_changing_the_payer_settles_the_case(world: World) -> None:
    given = moved_in(world)
    found(world)
    world.run(change_payer, ChangePayer(given.key, TODAY), "anna")
    assert CaseEnd.objects.get().outcome == "settled"
    assert len(found(world, TODAY + DAY)) == 1


def test_taking_over_settles_the_givers_cases(world: World) -> None:
    given = moved_in(world)
    found(world)
    world.run(accept_handover, AcceptHandover(offered(world, given)), "cilla")
    assert CaseEnd.objects.get().case.prescription == given
