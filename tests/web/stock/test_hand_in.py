"""The page where a prescriber hands in what a person no longer needs at an unstaffed store."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.lending import lend
from tests.support.pages import signed_in
from tests.support.stores import add_store, device
from tests.support.world import World


@pytest.fixture
def anna(world: World) -> Client:
    lend(world, "D1002", on=world.today - timedelta(days=7), unit="health_centre")
    return signed_in(world, "anna")


def address(world: World) -> str:
    return f"/lager/forrad/inlamning/{world.key('asta')}/"


def test_what_the_person_has_stands_beside_and_a_scanned_label_hands_it_in(world: World, anna: Client) -> None:
    add_store(world)
    assert "D1002" in anna.get(address(world)).content.decode()
    assert address(world) in anna.get(f"/lager/forrad/uttag/{world.key('asta')}/").content.decode()
    given = {"location_code": "N", "device_number": "(91)D1002", "command_id": str(uuid4())}
    answer = anna.post(address(world), given)
    assert answer.headers["Location"] == f"/personer/{world.key('asta')}/"
    assert device("D1002").state == "returned"
    assert "ds-list" not in anna.get(address(world)).content.decode().split("<main")[1].split("</main")[0]


def test_a_refusal_stands_at_its_question(world: World, anna: Client) -> None:
    add_store(world)
    answer = anna.post(address(world), {"location_code": "N", "device_number": "D1001", "command_id": str(uuid4())})
    assert list(answer.context["form"].errors) == ["device_number"]


def test_without_a_store_the_page_says_what_to_do_instead(world: World, anna: Client) -> None:
    page = anna.get(address(world))
    assert page.status_code == 200
    assert "device_number" not in page.content.decode()


def test_who_does_not_prescribe_is_turned_away(world: World) -> None:
    assert signed_in(world, "filip").get(address(world)).status_code == 403
