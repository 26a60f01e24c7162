"""A person lets somebody else act for her: herself, for a time, and only one who is herself may give it."""

from datetime import date

import pytest
from tests.support.own import HELPER, YEAR_ON, guardian, power
from tests.support.world import NOW, World

from handtag.apps.own.models import Representation
from handtag.db.fields import blind_index
from handtag.domain.access import own_viewer
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.own.give_power_of_attorney import GivePowerOfAttorney, give_power_of_attorney


def test_it_is_kept_with_days_and_without_the_whole_number(world: World) -> None:
    power(world)
    one = Representation.objects.get()
    assert (one.ground, one.valid_to, one.name, one.born_on) == ("power_of_attorney", YEAR_ON, "Helga Hjälpare", date(1970, 7, 7))
    assert (one.unit, one.index) == (None, blind_index("person", HELPER))


def test_who_acts_for_another_cannot_pass_it_on(world: World) -> None:
    guardian(world)
    helga = own_viewer(blind_index("person", HELPER), "Helga", NOW, world.today)
    with pytest.raises(NotFound):
        execute(give_power_of_attorney, GivePowerOfAttorney(world.number("bror"), "Bror", YEAR_ON), helga, now=NOW)


def test_children_give_none_and_nobody_gives_it_to_herself_or_twice(world: World) -> None:
    for name, to, code in (("cia", HELPER, "own.child_gives_none"), ("asta", world.number("asta"), "own.herself")):
        with pytest.raises(Refused, match=code):
            world.run(give_power_of_attorney, GivePowerOfAttorney(to, "Namn", YEAR_ON), name)
    power(world)
    with pytest.raises(Refused, match=r"own\.acts_already"):
        power(world)
    with pytest.raises(Refused, match=r"own\.words"):
        world.run(give_power_of_attorney, GivePowerOfAttorney(world.number("bror"), " ", YEAR_ON), "asta")
    assert Representation.objects.count() == 1
