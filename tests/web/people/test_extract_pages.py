"""The pages of an extract of the register: asked for, read through, handed over, printed and saved."""

import json
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.support import register
from tests.support.lending import lend
from tests.support.numbers import personnummer
from tests.support.pages import signed_in
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.people.models import RegisterExtract, RegisterHandOut

START = "/personer/registerutdrag/"
HAND_OVER = {"is_read": "on", "identified_by": "id_document"}


@pytest.fixture
def karin(world: World) -> Client:
    lend(world, "D1001", on=TODAY, person="dagny", unit="lulea_care")
    return signed_in(world, "karin")


def made(world: World, client: Client) -> str:
    form = {"personnummer": world.number("dagny"), "legal_ground": "gdpr_15", "delivery": "in_person", "case_number": "KS 2026/12"}
    answer = client.post(START, form)
    assert answer.status_code == 303
    return str(answer["Location"])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.law("GDPR art. 15")
def test_it_is_asked_for_read_handed_over_and_saved(world: World, karin: Client) -> None:
    address = made(world, karin)
    number = world.number("dagny")
    shown = text(karin, address)
    assert "Dagny Dahl" in shown
    assert number[8:] not in shown
    early = karin.get(f"{address}?format=json")
    assert (early.status_code, number in early.content.decode()) == (422, False)
    assert karin.post(f"{address}lamna-ut/", HAND_OVER).status_code == 303
    assert f"{number[:8]}-{number[8:]}" in text(karin, address)
    assert "KS 2026/12" in text(karin, START)
    plain = json.loads(karin.get(f"{address}?format=json").content)
    told = {section["code"]: section for section in plain["sections"]}
    assert told["identities"]["rows"] == [{"kind": "personnummer", "number": number, "from": None, "ended_at": None}]
    assert all(section["purpose"] and section["kept"] and section["origin"] for section in told.values())
    book = CalamineWorkbook.from_filelike(BytesIO(karin.get(f"{address}?format=xlsx").content))
    assert len(book.sheet_names) == len(told) + 1
    actions = list(AccessEntry.objects.filter(action="person.register_exported").values_list("person_key", flat=True))
    assert actions == [world.key("dagny")] * 2


def test_the_number_stands_in_no_address_and_nobody_is_an_error_at_the_field(world: World, karin: Client) -> None:
    assert world.number("dagny") not in made(world, karin)
    form = {"personnummer": personnummer("19330606"), "legal_ground": "gdpr_15", "delivery": "in_person"}
    answer = karin.post(START, form)
    assert answer.status_code == 422
    assert "personnummer" in answer.context["form"].errors
    assert RegisterExtract.objects.count() == 1


def test_a_hand_over_without_reading_is_an_error_at_the_box(world: World, karin: Client) -> None:
    answer = karin.post(f"{made(world, karin)}lamna-ut/", {"identified_by": "id_document"})
    assert answer.status_code == 422
    assert "is_read" in answer.context["form"].errors
    assert not RegisterHandOut.objects.exists()


def test_what_is_held_back_is_said_and_not_shown(world: World, karin: Client) -> None:
    address = made(world, karin)
    form = {**HAND_OVER, "withheld": ["devices"], "withheld_reason": "other_person"}
    assert karin.post(f"{address}lamna-ut/", form).status_code == 303
    plain = {section["code"]: section for section in json.loads(karin.get(f"{address}?format=json").content)["sections"]}
    assert (plain["devices"]["rows"], plain["devices"]["is_withheld"]) == ([], True)


@pytest.mark.parametrize("name", ["anna", "lova", "eva", "maj", "ivan"])
def test_other_roles_are_refused(world: World, karin: Client, name: str) -> None:
    assert signed_in(world, name).get(made(world, karin)).status_code in {403, 404}


def test_whoever_is_known_by_a_reserve_number_gets_an_extract_too(world: World, karin: Client) -> None:
    form = register.only_reserve_number(world) | {"legal_ground": "gdpr_15", "delivery": "in_person"}
    assert karin.post(START, form).status_code == 303
    assert karin.post(START, form | {"issuer": "state"}).status_code == 422
