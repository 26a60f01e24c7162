"""Stating why a unit needs to read about a person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import CareRelation
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation


def test_a_stated_ground_opens_the_person_to_the_whole_unit(world: World) -> None:
    world.run(state_care_relation, StateCareRelation(world.key("hilda"), "referral"), "anna")
    assert world.run(open_person, OpenPerson(world.key("hilda")), "nils") == world.key("hilda")
    with pytest.raises(NotFound):
        world.run(open_person, OpenPerson(world.key("hilda")), "bo")


@pytest.mark.law("PDL 4 kap. 2 §")
@pytest.mark.parametrize(("ground", "days"), [("order_case", 30), ("care_relation", 730)])
def test_a_ground_lasts_only_as_long_as_the_task(world: World, ground: str, days: int) -> None:
    world.run(state_care_relation, StateCareRelation(world.key("hilda"), ground), "eva")
    last = NOW + timedelta(days=days - 1)
    assert world.run(open_person, OpenPerson(world.key("hilda")), "eva", now=last)
    with pytest.raises(NotFound):
        world.run(open_person, OpenPerson(world.key("hilda")), "eva", now=last + timedelta(days=1))


def test_the_statement_is_logged_on_the_person(world: World) -> None:
    world.run(state_care_relation, StateCareRelation(world.key("hilda"), "referral"), "anna")
    entry = AccessEntry.objects.get()
    assert (entry.person_key, entry.action, entry.ground) == (world.key("hilda"), "person.relation_stated", "referral")
    assert AuditEntry.objects.get().details == {"ground": "referral", "until": "2027-11-22"}


def test_a_ground_outside_the_list_is_refused(world: World) -> None:
    before = CareRelation.objects.count()
    with pytest.raises(Refused) as refusal:
        world.run(state_care_relation, StateCareRelation(world.key("hilda"), "curiosity"), "anna")
    assert (refusal.value.code, refusal.value.field) == ("people.unknown_ground", "ground")
    assert CareRelation.objects.count() == before


def test_an_unknown_key_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(state_care_relation, StateCareRelation(uuid4(), "referral"), "anna")


def test_who_may_not_open_persons_states_nothing(world: World) -> None:
    before = CareRelation.objects.count()
    with pytest.raises(NotAllowed):
        world.run(state_care_relation, StateCareRelation(world.key("hilda"), "care_relation"), "filip")
    assert CareRelation.objects.count() == before
    assert AuditEntry.objects.get().action == "access.refused"
