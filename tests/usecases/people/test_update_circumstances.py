"""Recording how a person lives now."""

from dataclasses import replace

import pytest
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.people.update_circumstances import UpdateCircumstances, update_circumstances


def moved(world: World) -> UpdateCircumstances:
    return UpdateCircumstances(world.key("asta"), "special_housing_sol", "2581", home_health_care_enrolled=True)


@pytest.mark.law("GDPR art. 16")
def test_changed_circumstances_are_stored_and_audited_without_saying_what_they_are(world: World) -> None:
    world.run(update_circumstances, moved(world), "anna")
    person = world.fresh(world.persons["asta"])
    assert (person.housing, person.municipality.municipality_code) == ("special_housing_sol", "2581")
    entry = AuditEntry.objects.get()
    assert entry.details == {"changed": ["housing", "municipality"]}
    assert "special_housing" not in str(entry.details)


@pytest.mark.parametrize(("wrong", "field"), [({"housing": "boat"}, "housing"), ({"municipality_code": "0000"}, "municipality_code")])
def test_bad_input_is_refused_at_its_field(world: World, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(update_circumstances, replace(moved(world), **wrong), "anna")
    assert refusal.value.field == field
    assert world.fresh(world.persons["asta"]).housing == "ordinary"


def test_a_unit_without_relation_finds_nobody_to_change(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(update_circumstances, moved(world), "dag")


def test_a_store_worker_changes_nothing_even_when_his_unit_has_a_relation(world: World) -> None:
    world.run(state_care_relation, StateCareRelation(world.key("asta"), "order_case"), "eva")
    with pytest.raises(NotAllowed):
        world.run(update_circumstances, moved(world), "filip")
    assert world.fresh(world.persons["asta"]).housing == "ordinary"
