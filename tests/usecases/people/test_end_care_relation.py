"""When the unit no longer takes part in the care, the record closes at once."""

import pytest
from tests.support.world import World

from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.people.end_care_relation import EndCareRelation, end_care_relation
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation


@pytest.mark.law("PDL 4 kap. 1–2 §§")
def test_the_record_closes_for_the_whole_unit_and_for_no_other(world: World) -> None:
    bror = world.key("bror")
    world.run(end_care_relation, EndCareRelation(bror), "anna")
    for name in ("anna", "nils"):
        with pytest.raises(NotFound):
            world.run(open_person, OpenPerson(bror), name)
    world.run(open_person, OpenPerson(bror), "bo")


def test_every_open_relation_ends(world: World) -> None:
    bror = world.key("bror")
    world.run(state_care_relation, StateCareRelation(bror, "referral"), "anna")
    world.run(end_care_relation, EndCareRelation(bror), "anna")
    with pytest.raises(NotFound):
        world.run(open_person, OpenPerson(bror), "anna")


def test_it_can_be_stated_anew(world: World) -> None:
    bror = world.key("bror")
    world.run(end_care_relation, EndCareRelation(bror), "anna")
    world.run(state_care_relation, StateCareRelation(bror, "referral"), "anna")
    world.run(open_person, OpenPerson(bror), "anna")


def test_an_emergency_opening_is_not_ended_as_a_relation(world: World) -> None:
    world.run(open_in_emergency, OpenInEmergency(world.key("hilda"), "life_or_health", "Svarar inte"), "anna")
    with pytest.raises(Refused, match=r"people\.no_relation"):
        world.run(end_care_relation, EndCareRelation(world.key("hilda")), "anna")
