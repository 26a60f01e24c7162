"""A list that names persons is a reading of each of them."""

from uuid import uuid4

import pytest
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import CareRelation
from handtag.apps.people.queries import person_for_page
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.people.list_persons import ListPersons, list_persons


@pytest.mark.law("PDL 4 kap. 3 §")
def test_each_person_is_logged_once_with_the_ground_however_many_rows(world: World) -> None:
    CareRelation.objects.create(
        person=world.persons["hilda"], unit=world.units["health_centre"], ground="referral", stated_by="user:1",
        valid_from=world.today, valid_to=world.today, recorded_at=world.now,
    )  # fmt: skip
    keys = (world.key("asta"), world.key("hilda"), world.key("asta"))
    assert world.run(list_persons, ListPersons(keys), "anna") == 2
    entries = {entry.person_key: entry for entry in AccessEntry.objects.all()}
    assert {key: entry.ground for key, entry in entries.items()} == {world.key("asta"): "care_relation", world.key("hilda"): "referral"}
    viewer = world.viewer("anna")
    for entry in entries.values():
        assert (entry.actor, entry.unit_id, entry.action, entry.door) == (viewer.code, viewer.unit_id, "person.listed", "page")


def test_the_ground_that_lasts_longest_is_the_one_that_is_logged(world: World) -> None:
    CareRelation.objects.create(
        person=world.persons["asta"], unit=world.units["health_centre"], ground="referral", stated_by="user:1",
        valid_from=world.today, valid_to=world.today, recorded_at=world.now,
    )  # fmt: skip
    world.run(list_persons, ListPersons((world.key("asta"),)), "anna")
    assert AccessEntry.objects.get().ground == "care_relation"


@pytest.mark.parametrize("other", ["dagny", "nobody"])
def test_one_person_of_another_unit_and_none_is_listed(world: World, other: str) -> None:
    stranger = world.key(other) if other in world.persons else uuid4()
    with pytest.raises(NotFound, match="not_found"):
        world.run(list_persons, ListPersons((world.key("asta"), stranger)), "anna")
    assert not AccessEntry.objects.exists()
    assert [entry.action for entry in AuditEntry.objects.all()] == ["access.not_found"]


def test_an_empty_list_names_nobody(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(list_persons, ListPersons(()), "anna")


@pytest.mark.law("PDL 4 kap. 1 §")
def test_a_relation_of_the_unit_shows_nobody_to_its_other_roles(world: World) -> None:
    """Hugo pays for the unit in Piteå that cares for Elis; no query answers him about Elis."""
    assert person_for_page(world.viewer("dag"), world.key("elis")).given_name == "Elis"
    with pytest.raises(NotFound):
        person_for_page(world.viewer("hugo"), world.key("elis"))


def test_roles_that_read_about_no_person_list_none(world: World) -> None:
    for name in ("filip", "gun", "hugo", "ivan"):
        with pytest.raises(NotAllowed):
            world.run(list_persons, ListPersons((world.key("elis"),)), name)
    assert not AccessEntry.objects.exists()
