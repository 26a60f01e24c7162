"""What persons ask, on the pages of those who answer; and who acts for a person, as staff record it."""

import pytest
from tests.support.clock import stands
from tests.support.own import HELPER, fault, guardian, wanted_back
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.own.models import Representation, RepresentationEnd, RequestAnswer
from handtag.usecases.base import clock


@pytest.fixture(autouse=True)
def at_the_worlds_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, world.now)


def test_the_unit_sees_it_on_its_start_page_and_on_the_persons_page_and_answers(world: World) -> None:
    key = fault(world, unsafe=True)
    client = signed_in(world, "cilla")
    assert "/personer/onskemal/" in client.get("/").content.decode()
    assert f"/personer/onskemal/{key}/" in client.get(f"/personer/{world.key('asta')}/").content.decode()
    page = client.get(f"/personer/onskemal/{key}/").content.decode()
    assert "Bromsen tar inte" in page
    assert client.post(f"/personer/onskemal/{key}/", {"outcome": "visit"}).status_code == 422
    assert client.post(f"/personer/onskemal/{key}/", {"outcome": "visit", "on": "2026-11-25", "words": "Vi ringer"}).status_code == 303
    assert RequestAnswer.objects.get().outcome == "visit"
    assert "/personer/onskemal/" not in client.get("/").content.decode()
    assert str(key) in client.get("/personer/onskemal/?visa=all").content.decode()


@pytest.mark.law("PDL 4 kap. 1–2 §§")
def test_the_desk_is_told_no_name_without_a_ground_and_names_that_are_shown_are_logged(world: World) -> None:
    key = fault(world)
    for name, told in (("eva", False), ("cilla", True)):
        client, before = signed_in(world, name), AccessEntry.objects.filter(action="person.listed").count()
        for path in ("/personer/onskemal/", f"/personer/onskemal/{key}/"):
            assert ("Asta" in client.get(path).content.decode()) is told, (name, path)
        assert AccessEntry.objects.filter(action="person.listed").count() - before == (2 if told else 0)


def test_a_return_leads_to_the_collection(world: World) -> None:
    key = wanted_back(world)
    client = signed_in(world, "cilla")
    assert (
        "/order/hamta/D1001/" in client.get(f"/personer/onskemal/{key}/").content.decode()
        or "D1001" in client.get(f"/personer/onskemal/{key}/").content.decode()
    )
    assert client.post(f"/personer/onskemal/{key}/", {"outcome": "collect"}).status_code == 422


def test_others_find_no_such_request(world: World) -> None:
    key = fault(world)
    assert signed_in(world, "anna").get(f"/personer/onskemal/{key}/").status_code == 404
    assert signed_in(world, "filip").get(f"/personer/onskemal/{key}/").status_code == 403


def test_staff_record_and_end_who_acts(world: World) -> None:
    client = signed_in(world, "anna")
    path = f"/personer/{world.key('asta')}/ombud/"
    given = {
        "ground": "guardian", "name": "Gunnar God", "personnummer": HELPER, "valid_from": "2026-11-23", "valid_to": "2027-11-22",
        "shown": "Mål Ä 1234-26",
    }  # fmt: skip
    assert client.post(path, {**given, "ground": "custodian"}).status_code == 422
    assert client.post(path, given).status_code == 303
    one = Representation.objects.get()
    assert "Gunnar God" in client.get(path).content.decode()
    assert client.post(f"{path}avsluta/", {"representation": str(one.key)}).status_code == 303
    assert RepresentationEnd.objects.count() == 1
    assert clock() == world.now


def test_who_acts_for_a_stranger_is_not_shown(world: World) -> None:
    guardian(world)
    assert signed_in(world, "dag").get(f"/personer/{world.key('asta')}/ombud/").status_code == 404
