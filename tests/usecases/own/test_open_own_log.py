"""A person sees who has read about her: unit, role, day, and never who it was by name."""

import pytest
from tests.support.own import HELPER, power
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry
from handtag.db.fields import blind_index
from handtag.domain.access import own_viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import execute
from handtag.usecases.own.open_own_log import OpenOwnLog, open_own_log
from handtag.usecases.people.open_person import OpenPerson, open_person


@pytest.mark.law("PDL 8 kap. 5 §")
def test_readings_of_every_care_provider_are_told_and_counted_by_day(world: World) -> None:
    for name in ("anna", "anna", "cilla"):
        world.run(open_person, OpenPerson(world.key("asta")), name)
    found = world.run(open_own_log, OpenOwnLog(), "asta")
    told = [(one.provider, one.unit, one.role, one.action, one.count) for one in found.readings if one.role == "prescriber"]
    assert told == [
        ("Luleå kommun", "Lulea care", "prescriber", "person.opened", 1),
        ("Region Prov", "Health centre", "prescriber", "person.opened", 2),
    ]
    assert found.is_whole


@pytest.mark.law("PDL 4 kap. 3 §")
def test_looking_at_the_log_stands_in_the_log(world: World) -> None:
    world.run(open_own_log, OpenOwnLog(), "asta")
    entry = AccessEntry.objects.get(action="person.own_log_opened")
    assert (entry.person_key, entry.ground, entry.data_kind) == (world.key("asta"), "own", "log")


@pytest.mark.law("OSL 22 kap. 1 §")
def test_units_that_would_tell_where_a_protected_person_is_are_left_out(world: World) -> None:
    world.run(open_person, OpenPerson(world.key("frida")), "anna")
    found = world.run(open_own_log, OpenOwnLog(), "frida")
    assert [(one.provider, one.unit) for one in found.readings if one.role == "prescriber"] == [("Region Prov", "")]


def test_who_acts_reads_the_log_of_the_one_she_acts_for_and_of_nobody_else(world: World) -> None:
    helga = own_viewer(blind_index("person", HELPER), "Helga", NOW, world.today)
    power(world)
    assert execute(open_own_log, OpenOwnLog(world.key("asta")), helga, now=NOW).readings
    with pytest.raises(NotFound):
        execute(open_own_log, OpenOwnLog(world.key("bror")), helga, now=NOW)
