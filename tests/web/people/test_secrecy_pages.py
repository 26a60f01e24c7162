"""The pages about how far a record is open: each does its deed, says what is blocked and never what, and shows an address on a press."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.support.lending import lend
from tests.support.pages import signed_in
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.people.secrecy import Block, Consent, EmergencyOpening
from handtag.apps.prescriptions.models import Prescription
from handtag.usecases.base import clock


@pytest.fixture
def anna(world: World) -> Client:
    lend(world, "D1001", on=TODAY - timedelta(days=20), person="asta", unit="hospital")
    lend(world, "D1002", on=TODAY - timedelta(days=10), person="asta", unit="lulea_care")
    for unit in ("hospital", "lulea_care"):
        Prescription.objects.filter(unit=world.units[unit]).update(goal=f"goal of {unit}")
    return signed_in(world, "anna")


def path(world: World, name: str, tail: str = "") -> str:
    return f"/personer/{world.key(name)}/{tail}"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_consent_opens_other_care_providers_and_withdrawing_closes_them(world: World, anna: Client) -> None:
    elsewhere = path(world, "asta", "andra-enheter/")
    assert ("goal of hospital" in text(anna, elsewhere), "goal of lulea_care" in text(anna, elsewhere)) == (True, False)
    form = {"kind": "cohesive", "given_by": "person", "until": (clock().date() + timedelta(days=9)).isoformat(), "presumed_need": "on"}
    assert anna.post(path(world, "asta", "samtycke/"), form).status_code == 303
    assert "goal of lulea_care" in text(anna, elsewhere)
    consent = Consent.objects.get()
    assert anna.post(path(world, "asta", "samtycke/aterkalla/"), {"consent": consent.pk}).status_code == 303
    assert "goal of lulea_care" not in text(anna, elsewhere)


def test_consent_without_presumed_need_is_an_error_at_the_box(world: World, anna: Client) -> None:
    form = {"kind": "cohesive", "given_by": "person", "until": clock().date().isoformat()}
    answer = anna.post(path(world, "asta", "samtycke/"), form)
    assert answer.status_code == 422
    assert "presumed_need" in answer.context["form"].errors
    assert not Consent.objects.exists()


def test_a_block_is_set_seen_by_others_and_lifted(world: World, anna: Client) -> None:
    bo = signed_in(world, "bo")
    assert bo.post(path(world, "asta", "sparr/"), {"reach": "unit", "asked_by": "person"}).status_code == 303
    page, elsewhere = text(anna, path(world, "asta")), text(anna, path(world, "asta", "andra-enheter/"))
    assert "goal of hospital" not in elsewhere
    assert all("notice" in shown and ("blocked" in shown or "spärr" in shown.lower()) for shown in (page, elsewhere))
    lift = {"block": Block.objects.get().pk, "reason": "person_asked"}
    assert anna.post(path(world, "asta", "sparr/hav/"), lift).status_code == 303, "the same care provider"
    assert "goal of hospital" in text(anna, path(world, "asta", "andra-enheter/"))


def test_a_child_is_not_blocked_by_a_guardian(world: World) -> None:
    answer = signed_in(world, "boel").post(path(world, "cia", "sparr/"), {"reach": "unit", "asked_by": "representative"})
    assert answer.status_code == 422
    assert "asked_by" in answer.context["form"].errors


def test_an_emergency_opens_a_record_without_relation_and_says_so(world: World, anna: Client) -> None:
    assert anna.get(path(world, "hilda")).status_code == 404
    assert "/akut/" in text(anna, path(world, "hilda", "grund/"))
    assert "Hassel" not in text(anna, path(world, "hilda", "akut/"))
    form = {"reason": "life_or_health", "words": "Svarar inte"}
    assert anna.post(path(world, "hilda", "akut/"), form).status_code == 303
    page = text(anna, path(world, "hilda"))
    assert "Hassel" in page
    assert EmergencyOpening.objects.get().ends_at.isoformat() in page
    assert set(AccessEntry.objects.filter(person_key=world.key("hilda")).values_list("ground", flat=True)) == {"emergency"}


def test_an_ended_relation_closes_the_page(world: World, anna: Client) -> None:
    assert anna.post(path(world, "asta", "avsluta/"), {}).status_code == 422
    assert anna.post(path(world, "asta", "avsluta/"), {"sure": "on"}).status_code == 303
    assert anna.get(path(world, "asta")).status_code == 404


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_is_takes_a_press_and_a_reason(world: World, anna: Client) -> None:
    where = path(world, "frida", "adress/")
    assert anna.get(where).status_code == 405
    refused = anna.post(where, {"reason": "curiosity"})
    assert refused.status_code == 422
    assert "Furavägen" not in refused.content.decode()
    assert not AccessEntry.objects.filter(action="person.address_shown").exists()
    shown = anna.post(where, {"reason": "home_visit"}).content.decode()
    assert "Furavägen 1" in shown
    assert AccessEntry.objects.get(action="person.address_shown").ground == "home_visit"
    assert "Furavägen" not in text(anna, path(world, "frida"))
    assert "/adress/" not in text(signed_in(world, "asa"), path(world, "frida"))


@pytest.mark.parametrize("tail", ["andra-enheter/", "samtycke/", "sparr/", "avsluta/"])
def test_without_a_relation_none_of_the_pages_exists(world: World, anna: Client, tail: str) -> None:
    for name in ("dagny", "hilda"):
        answer = anna.get(path(world, name, tail))
        assert answer.status_code == 404
        assert world.persons[name].family_name not in answer.content.decode()
