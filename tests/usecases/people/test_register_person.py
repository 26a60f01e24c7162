"""Registering a person."""

from dataclasses import replace

import pytest
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.register_person import RegisterPerson, register_person

NUMBER = personnummer("19610412")
IDA = RegisterPerson(NUMBER, "Ida", "Idegran", "2581", "ordinary", address="Idegränd 4", home_health_care_enrolled=False)


@pytest.mark.law("PDL 3 kap. 6 §")
def test_a_registered_person_can_be_opened_by_who_registered_her(world: World) -> None:
    key = world.run(register_person, IDA, "anna")
    assert world.run(open_person, OpenPerson(key), "anna") == key
    person = Person.objects.get(key=key)
    assert (person.birth_date.isoformat(), person.municipality.name, person.address) == (
        "1961-04-12", "Piteå kommun", "Idegränd 4",
    )  # fmt: skip


@pytest.mark.law("GDPR art. 32")
def test_the_number_is_kept_encrypted_and_apart(world: World) -> None:
    key = world.run(register_person, IDA, "anna")
    stored = PersonIdentity.objects.filter(person__key=key).extra(select={"raw": "value"}).values("raw", "index").get()
    assert NUMBER not in str(stored)
    assert NUMBER not in str(list(AuditEntry.objects.values())) + str(list(AccessEntry.objects.values()))
    assert NUMBER not in str(key)
    assert NUMBER not in repr(IDA)


def test_who_is_registered_already_gets_a_relation_and_keeps_her_record(world: World) -> None:
    again = replace(IDA, personnummer=world.number("hilda"), given_name="Other")
    key = world.run(register_person, again, "anna")
    assert key == world.key("hilda")
    assert world.fresh(world.persons["hilda"]).given_name == "Hilda"
    assert PersonIdentity.objects.filter(person__key=key).count() == 1
    assert AuditEntry.objects.get().action == "people.relation_stated"
    assert AccessEntry.objects.get().person_key == key
    assert world.run(open_person, OpenPerson(key), "anna")


@pytest.mark.law("ASVS 2.2")
@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"personnummer": "199001012386"}, "personnummer", "identity.invalid"),
        ({"personnummer": personnummer("20270101")}, "personnummer", "identity.invalid"),
        ({"given_name": " "}, "given_name", "people.name_missing"),
        ({"family_name": ""}, "family_name", "people.name_missing"),
        ({"housing": "boat"}, "housing", "people.unknown_housing"),
        ({"municipality_code": "9999"}, "municipality_code", "people.unknown_municipality"),
        ({"ground": "curiosity"}, "ground", "people.unknown_ground"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_stored(world: World, wrong: dict[str, str], field: str, code: str) -> None:
    before = (Person.objects.count(), CareRelation.objects.count())
    with pytest.raises(Refused) as refusal:
        world.run(register_person, replace(IDA, **wrong), "anna")
    assert (refusal.value.field, refusal.value.code) == (field, code)
    assert (Person.objects.count(), CareRelation.objects.count()) == before


def test_a_store_worker_registers_nobody(world: World) -> None:
    before = Person.objects.count()
    with pytest.raises(NotAllowed):
        world.run(register_person, IDA, "filip")
    assert Person.objects.count() == before
