"""An identity number is in no address, log line, letter, cookie, header or file name, whatever is visited."""

import logging

import pytest
from django.core import mail
from django.test import Client
from tests.support.canaries import add_cases
from tests.support.pages import signed_in
from tests.support.walks import walk_of
from tests.support.world import PERSONS, World

NAMES = ("anna", "cilla", "eva", "karin")


def forms_of_numbers() -> set[str]:
    """Every identity number in every way it is written."""
    return {form for row in PERSONS.values() for n in [row[0]] for form in (n, f"{n[:8]}-{n[8:]}", n[2:], f"{n[2:8]}-{n[8:]}")}


def outside(text: str) -> set[str]:
    return {number for number in forms_of_numbers() if number in text}


@pytest.mark.law("GDPR art. 9, GDPR art. 32, ASVS 14.2")
@pytest.mark.parametrize("name", NAMES)
def test_no_identity_number_leaves_by_address_header_cookie_log_or_letter(db: None, name: str) -> None:
    walk = walk_of(name)
    assert outside("\n".join(step.path for step in walk.steps)) == set()
    assert outside("\n".join(visit.text.rpartition("Content-Type")[2] for visit in walk.visits)) == set()
    assert outside(walk.cookies) == set()
    assert outside("\n".join(line.message + line.facts for line in walk.lines)) == set()
    assert outside("\n".join(walk.letters)) == set()
    assert len(walk.steps) > 60


@pytest.mark.law("GDPR art. 9, GDPR art. 32, ASVS 14.2")
@pytest.mark.parametrize("name", NAMES)
def test_no_identity_number_leaves_by_header_cookie_log_or_letter_when_it_is_searched_for(
    world: World, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    add_cases(world)
    client = signed_in(world, name)
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        for person in ("asta", "dagny", "hilda"):
            for typed in (world.number(person), f"{world.number(person)[:8]}-{world.number(person)[8:]}", world.number(person)[:-1]):
                found = client.post("/personer/", {"personnummer": typed})
                assert outside("\n".join(f"{key}: {value}" for key, value in found.items())) == set()
        logged = "\n".join(
            [record.getMessage() + str(vars(record).get("facts", "")) for record in caplog.records if record.name != "django.db.backends"]
        )
    assert outside(client.cookies.output()) == set()
    assert outside(logged) == set()
    assert outside("\n".join(f"{letter.subject}\n{letter.body}" for letter in mail.outbox)) == set()


def test_a_number_that_leaves_is_noticed() -> None:
    number = PERSONS["asta"][0]
    assert outside(f"GET /personer/?personnummer={number[2:8]}-{number[8:]}")


def test_a_number_typed_in_an_address_is_not_repeated_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever writes one there by mistake: our own lines name the route, never the path."""
    client: Client = signed_in(world, "anna")
    with caplog.at_level(logging.DEBUG, logger="handtag"):
        client.get(f"/personer/?personnummer={world.number('asta')}")
    assert outside("\n".join(record.getMessage() for record in caplog.records if record.name.startswith("handtag"))) == set()
