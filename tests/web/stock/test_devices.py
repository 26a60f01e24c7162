"""The device list and a device's life: found by what people know, stable, and never a word about persons."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from tests.support.lending import allocated_order, lend, make_ready, take_back
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.apps.stock.models import Device


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def numbers(client: Client, **query: str) -> list[str]:
    page: Any = client.get("/lager/", query)
    assert page.status_code == 200
    return [device.number for device in page.context["page"]]


@pytest.mark.law("MDR art. 25 search")
def test_found_by_number_serial_number_and_article(world: World, filip: Client) -> None:
    assert numbers(filip, q="d200") == ["D2001", "D2002", "D2003", "D2004"]
    assert numbers(filip, q="S-D1003") == ["D1003"]
    assert numbers(filip, q="inhalator") == ["D4001"]
    assert numbers(filip, q="10003") == ["D1006"]


@pytest.mark.damaged
def test_filters_narrow_by_state_place_and_group(world: World, filip: Client) -> None:
    Device.objects.filter(number="D2001").update(location=world.locations["F"])
    allocated_order(world, "D2002")
    assert numbers(filip, state="reserved") == ["D2002"]
    assert numbers(filip, location="F") == ["D2001"]
    groups = [code for code, _name in filip.get("/lager/").context["filters"].fields["iso"].choices if "120606".startswith(code) and code]
    assert "D1001" in numbers(filip, iso=groups[0])
    assert "D2001" not in numbers(filip, iso=groups[0])
    assert len(numbers(filip, state="no such state")) == 15, "a value that is no choice narrows nothing"


def test_sorted_both_ways_and_always_the_same(world: World, filip: Client) -> None:
    up, down = numbers(filip, sort="state"), numbers(filip, sort="-state")
    assert up == down, "equal ones come in the order they were registered, whichever way"
    assert numbers(filip, sort="-number") == sorted(numbers(filip), reverse=True)


@pytest.mark.law("RA-FS export")
def test_the_file_holds_exactly_what_is_seen(world: World, filip: Client) -> None:
    answer = filip.get("/lager/", {"q": "d200", "sort": "-number", "format": "csv", "kolumn": ["article"]})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["D2004", "D2003", "D2002", "D2001"]
    assert {len(row) for row in rows} == {2}


@pytest.mark.law("HSLF-FS 2021:52 traceability, MDR art. 25")
def test_a_device_tells_its_whole_way_and_no_name(world: World, filip: Client) -> None:
    order = lend(world, "D2002", on=world.today - timedelta(days=20))
    take_back(world, "D2002", world.today - timedelta(days=3), now=world.today)
    page = filip.get("/lager/hjalpmedel/D2002/")
    assert next(event.when for event in page.context["events"]) == world.today - timedelta(days=3)
    assert len(page.context["events"]) == 6
    assert page.context["events"][0].who == "Filip"
    text = page.content.decode()
    assert order.number in text
    assert persons_in(text) == []


def test_another_unit_does_not_see_the_device_nor_a_unit_the_others_moves(world: World) -> None:
    lend(world, "D2002", on=date(2026, 9, 1), unit="lulea_care")
    assert signed_in(world, "dag").get("/lager/hjalpmedel/D2002/").status_code == 404
    take_back(world, "D2002", date(2026, 9, 20), now=date(2026, 9, 20))
    make_ready(world, "D2002", date(2026, 9, 21))
    order = lend(world, "D2002", on=date(2026, 10, 1), unit="pitea_care", person="elis")
    seen = signed_in(world, "cilla").get("/lager/hjalpmedel/D2002/")
    assert seen.status_code == 200
    assert order.number not in seen.content.decode()
    assert "Pitea care" not in seen.content.decode()
    assert "Pitea care" in signed_in(world, "eva").get("/lager/hjalpmedel/D2002/").content.decode()


@pytest.mark.law("OSL 26 kap. 1 §")
def test_a_payer_sees_what_it_paid_for_without_a_link_to_the_case(world: World) -> None:
    order = lend(world, "D2002", on=world.today - timedelta(days=2))
    page = signed_in(world, "hanna").get("/lager/hjalpmedel/D2002/").content.decode()
    assert order.number in page
    assert f"/order/{order.number}/" not in page
    assert signed_in(world, "hugo").get("/lager/hjalpmedel/D2002/").status_code == 404


def test_the_administrator_sees_no_devices(world: World) -> None:
    assert signed_in(world, "ivan").get("/lager/").status_code == 403


def test_pages_ask_the_database_a_bounded_number_of_times(world: World, filip: Client, django_assert_max_num_queries: Any) -> None:
    lend(world, "D2002", on=world.today - timedelta(days=2))
    filip.get("/")  # the first page of a session is also where the session is noted in the person's list of sessions
    for path, most in (("/lager/", 14), ("/lager/hjalpmedel/D2002/", 16), ("/lager/plock/", 14), ("/", 22)):
        with django_assert_max_num_queries(most):
            assert filip.get(path).status_code == 200
