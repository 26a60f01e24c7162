import pytest
from tests.support import register
from tests.support.numbers import personnummer
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.people.queries import identity_number
from handtag.usecases.base import clock

pytestmark = pytest.mark.django_db
ISSUED = {"personnummer": "r-12345", "issuer": "232100-0131"}
NEW = personnummer("19700102")


def test_somebody_with_a_reserve_number_is_looked_for_registered_and_found(world: World) -> None:
    client = signed_in(world, "anna")
    answer = client.post("/personer/reservnummer/", ISSUED)
    assert "Registrera" in answer.content.decode() or "Register" in answer.content.decode()
    form = {"given_name": "Okänd", "family_name": "Man", "municipality_code": "2580", "housing": "ordinary",
            "home_health_care_enrolled": "unknown", "ground": "care_relation", "personnummer": "232100-0131:r-12345"}  # fmt: skip
    assert client.post("/personer/ny/", form).status_code == 422  # no birth date
    assert client.post("/personer/ny/", form | {"birth_date": "1970-01-01"}).status_code == 303
    key = Person.objects.get(given_name="Okänd").key
    assert client.post("/personer/reservnummer/", ISSUED).headers["Location"] == f"/personer/{key}/"
    page = client.get(f"/personer/{key}/").content.decode()
    assert "R-12345" not in page
    assert "19700101-" not in page
    assert "R-12345" in client.post(f"/personer/{key}/personnummer/").content.decode()


def test_a_number_is_given_after_a_second_confirmation_and_can_be_undone(world: World) -> None:
    client, key = signed_in(world, "anna"), register.unknown(world, now=clock())
    shown = client.post(f"/personer/{key}/nummer/", {"personnummer": NEW, "issuer": "state"}).content.decode()
    assert f"{NEW[:8]}-{NEW[8:]}" in shown
    assert not PersonIdentity.objects.filter(kind="personnummer", person__key=key).exists()
    assert client.post(f"/personer/{key}/nummer/ge/", {"number": NEW}).status_code == 422
    assert client.post(f"/personer/{key}/nummer/ge/", {"number": NEW, "confirmed": "on"}).status_code == 303
    assert identity_number(world.viewer("anna"), key) == NEW
    assert NEW[8:] not in client.get(f"/personer/{key}/nummer/").content.decode()
    given = PersonIdentity.objects.latest("pk").pk
    assert client.post(f"/personer/{key}/nummer/angra/", {"identity": given}).status_code == 303
    assert identity_number(world.viewer("anna"), key) == "2321000131:R-12345"


@pytest.mark.parametrize(("name", "may"), [("eva", True), ("anna", False)])
def test_a_number_of_another_record_leads_to_comparing_the_two(world: World, name: str, may: bool) -> None:
    register.two(world, now=clock())
    client, key = signed_in(world, name), world.key("bror")
    answer = client.post(f"/personer/{key}/nummer/", {"personnummer": world.number("asta"), "issuer": "state"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert (f"/personer/{key}/samma-person/" in text.partition("<main")[2].partition("</main")[0]) is may
    assert "Ask" not in text.replace("Ask the desk", "")
    if may:
        side_by_side = client.post(f"/personer/{key}/samma-person/", {"personnummer": world.number("asta"), "issuer": "state"})
        assert "Ask" in side_by_side.content.decode()


def test_one_who_does_not_care_for_the_person_sees_no_numbers(world: World) -> None:
    client = signed_in(world, "dag")
    for path in ("nummer/", "nummer/ge/", "nummer/angra/"):
        answer = client.post(f"/personer/{world.key('bror')}/{path}", {"personnummer": NEW, "number": NEW, "identity": 1})
        assert answer.status_code == 404
