"""Finding a person, stating a ground, registering: nothing that identifies anyone is part of an address."""

import pytest
from django.test import Client
from tests.support.numbers import personnummer
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.people.models import CareRelation, Person

UNKNOWN = personnummer("19330606")


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


@pytest.mark.law("ASVS 14.2")
def test_a_person_of_the_unit_is_found_and_her_page_is_addressed_by_key(world: World, anna: Client) -> None:
    answer = anna.post("/personer/", {"personnummer": world.number("asta")})
    assert answer.status_code == 303
    assert answer["Location"] == f"/personer/{world.key('asta')}/"


def test_a_person_without_relation_is_not_named_before_a_ground_is_stated(world: World, anna: Client) -> None:
    answer = anna.post("/personer/", {"personnummer": world.number("hilda")}, follow=True)
    assert answer.redirect_chain == [(f"/personer/{world.key('hilda')}/grund/", 303)]
    assert "Hassel" not in answer.content.decode()
    assert "Hilda" not in answer.content.decode()


def test_a_stated_ground_opens_the_person(world: World, anna: Client) -> None:
    path = f"/personer/{world.key('hilda')}/"
    assert anna.get(path).status_code == 404
    answer = anna.post(f"{path}grund/", {"ground": "referral", "command_id": "7d0f5d5e-0001-4000-8000-000000000001"}, follow=True)
    assert answer.status_code == 200
    assert "Hassel" in answer.content.decode()
    assert CareRelation.objects.get(person=world.persons["hilda"]).ground == "referral"


def test_a_ground_must_be_chosen(world: World, anna: Client) -> None:
    answer = anna.post(f"/personer/{world.key('hilda')}/grund/", {"command_id": "7d0f5d5e-0001-4000-8000-000000000001"})
    assert answer.status_code == 422
    assert not CareRelation.objects.filter(person=world.persons["hilda"]).exists()


def test_what_is_no_number_is_said_at_the_field_and_kept(anna: Client) -> None:
    answer = anna.post("/personer/", {"personnummer": "19400315-0000"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["personnummer"]
    assert 'value="19400315-0000"' in answer.content.decode()


def test_a_search_is_logged_also_when_nobody_is_found(anna: Client) -> None:
    anna.post("/personer/", {"personnummer": UNKNOWN})
    assert AccessEntry.objects.get(action="person.searched").person_key is None


def test_an_unknown_number_offers_registration_and_stays_out_of_addresses(anna: Client) -> None:
    answer = anna.post("/personer/", {"personnummer": UNKNOWN})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'name="personnummer" value="{UNKNOWN}"' in page
    assert f"/{UNKNOWN}" not in page
    assert f"={UNKNOWN}" not in page


def registration(**changes: str) -> dict[str, str]:
    return {
        "command_id": "7d0f5d5e-0001-4000-8000-000000000002",
        "personnummer": UNKNOWN,
        "given_name": "Ivar",
        "family_name": "Ivarsson",
        "municipality_code": "2580",
        "housing": "ordinary",
        "home_health_care_enrolled": "unknown",
        "address": "Provvägen 3",
        "phone": "",
        "ground": "care_relation",
        **changes,
    }


def test_a_registered_person_is_shown(anna: Client) -> None:
    answer = anna.post("/personer/ny/", registration())
    person = Person.objects.get(family_name="Ivarsson")
    assert answer["Location"] == f"/personer/{person.key}/"
    assert person.home_health_care_enrolled is None
    assert anna.get(answer["Location"]).status_code == 200


@pytest.mark.law("WCAG 3.3.1")
def test_nothing_typed_is_lost_when_the_registration_is_refused(anna: Client) -> None:
    answer = anna.post("/personer/ny/", registration(family_name="", phone="070-174 06 11"))
    assert answer.status_code == 422
    page = answer.content.decode()
    for kept in ("Ivar", "Provvägen 3", "070-174 06 11", UNKNOWN):
        assert kept in page
    assert not Person.objects.filter(given_name="Ivar").exists()


def test_a_second_press_registers_once(anna: Client) -> None:
    first = anna.post("/personer/ny/", registration())
    second = anna.post("/personer/ny/", registration())
    assert first["Location"] == second["Location"]
    assert Person.objects.filter(family_name="Ivarsson").count() == 1


@pytest.mark.parametrize("name", ["filip", "gun", "ivan"])
def test_roles_without_the_permission_get_no_further(world: World, name: str) -> None:
    client = signed_in(world, name)
    assert client.get("/personer/").status_code == 403
    assert client.post("/personer/", {"personnummer": world.number("asta")}).status_code == 403
    assert client.post("/personer/ny/", registration()).status_code == 403


def test_a_stranger_is_sent_to_the_log_in() -> None:
    answer = Client().get("/personer/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/")
