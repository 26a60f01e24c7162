"""The person page: read only by who has a relation, logged before it is shown, and careful with what identifies."""

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


def opened(world: World, name: str) -> int:
    return AccessEntry.objects.filter(person_key=world.key(name), action="person.opened").count()


def test_each_view_is_logged(world: World, anna: Client) -> None:
    path = f"/personer/{world.key('asta')}/"
    for times in (1, 2):
        assert anna.get(path).status_code == 200
        assert opened(world, "asta") == times
    entry = AccessEntry.objects.filter(action="person.opened").latest("pk")
    assert (entry.actor, entry.door, entry.ground) == (world.viewer("anna").code, "page", "care_relation")


def test_without_relation_the_page_does_not_exist_and_nothing_is_said(world: World, anna: Client) -> None:
    for tail in ("", "uppgifter/"):
        answer = anna.get(f"/personer/{world.key('dagny')}/{tail}")
        assert answer.status_code == 404
        assert "Dahl" not in answer.content.decode()
    assert opened(world, "dagny") == 0


@pytest.mark.law("GDPR art. 5")
def test_the_number_is_masked_until_it_is_asked_for(world: World, anna: Client) -> None:
    path = f"/personer/{world.key('asta')}/"
    number = world.number("asta")
    page = anna.get(path).content.decode()
    assert f"{number[:8]}-••••" in page
    assert number not in page
    assert f"{number[:8]}-{number[8:]}" not in page
    shown = anna.post(f"{path}personnummer/")
    assert f"{number[:8]}-{number[8:]}" in shown.content.decode()
    assert opened(world, "asta") == 2
    assert anna.get(f"{path}personnummer/").status_code == 405


def test_the_number_of_someone_elses_patient_is_not_shown(world: World, anna: Client) -> None:
    assert anna.post(f"/personer/{world.key('dagny')}/personnummer/").status_code == 404


def test_where_a_protected_person_is_stands_on_no_page(world: World, anna: Client) -> None:
    path = f"/personer/{world.key('frida')}/"
    for page in (anna.get(path), anna.get(f"{path}uppgifter/")):
        text = page.content.decode()
        assert page.status_code == 200
        assert "Furavägen" not in text
        assert "070-174 06 05" not in text
    assert "Furavägen" not in anna.post(f"{path}personnummer/").content.decode()


def test_an_open_person_has_address_and_telephone(world: World, anna: Client) -> None:
    page = anna.get(f"/personer/{world.key('asta')}/").content.decode()
    assert "Askvägen 1" in page
    assert "070-174 06 05" in page


def test_circumstances_are_changed(world: World, anna: Client) -> None:
    path = f"/personer/{world.key('asta')}/uppgifter/"
    form = {"municipality_code": "2581", "housing": "special_housing_sol", "home_health_care_enrolled": "false"}
    answer = anna.post(path, {**form, "command_id": "7d0f5d5e-0001-4000-8000-000000000003"})
    assert answer.status_code == 303
    asta = world.fresh(world.persons["asta"])
    assert (asta.housing, asta.municipality.municipality_code, asta.home_health_care_enrolled) == ("special_housing_sol", "2581", False)


def test_the_desk_may_open_but_not_prescribe(world: World) -> None:
    from handtag.apps.people.models import CareRelation

    CareRelation.objects.create(
        person=world.persons["asta"], unit=world.units["store"], ground="order_case", stated_by="user:0",
        valid_from=world.today.replace(month=1), recorded_at=world.now,
    )  # fmt: skip
    page = signed_in(world, "eva").get(f"/personer/{world.key('asta')}/")
    assert page.status_code == 200
    assert "/forskrivningar/ny/" not in page.content.decode()
