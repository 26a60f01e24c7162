"""Breaking the glass: one user, some hours, every reading marked, and closed again by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.queries import person_for_page
from handtag.apps.people.queries_secrecy import emergency_behind
from handtag.apps.people.secrecy import EmergencyOpening
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.list_persons import ListPersons, list_persons
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.reveal_identity import RevealIdentity, reveal_identity

WORDS = "Svarar inte i telefon"


def opening(world: World) -> OpenInEmergency:
    return OpenInEmergency(world.key("hilda"), "life_or_health", WORDS)


@pytest.mark.law("PDL 4 kap. 5 §, PDL 4 kap. 3 §")
def test_everything_read_meanwhile_is_marked(world: World) -> None:
    hilda = world.key("hilda")
    world.run(open_in_emergency, opening(world), "anna")
    world.run(open_person, OpenPerson(hilda), "anna")
    world.run(reveal_identity, RevealIdentity(hilda), "anna")
    world.run(list_persons, ListPersons((hilda, world.key("bror"))), "anna")
    entries = AccessEntry.objects.filter(person_key=hilda).order_by("pk")
    assert list(entries.values_list("action", "ground")) == [
        (action, "emergency") for action in ("person.emergency_opened", "person.opened", "person.identity_shown", "person.listed")
    ]
    assert AccessEntry.objects.get(person_key=world.key("bror")).ground == "care_relation"
    page = person_for_page(replace(world.viewer("anna"), at=NOW), hilda)
    assert (page.ground, page.emergency_until) == ("emergency", NOW + timedelta(hours=4))


@pytest.mark.parametrize(
    "opened", [NOW, datetime(2026, 10, 24, 23, 30, tzinfo=UTC), datetime(2027, 3, 27, 23, 30, tzinfo=UTC)], ids=["day", "autumn", "spring"]
)
def test_it_closes_by_itself_also_over_a_change_of_the_clocks(world: World, opened: datetime) -> None:
    world.run(open_in_emergency, opening(world), "anna", now=opened)
    look = OpenPerson(world.key("hilda"))
    world.run(open_person, look, "anna", now=opened + timedelta(hours=4) - timedelta(seconds=1))
    with pytest.raises(NotFound):
        world.run(open_person, look, "anna", now=opened + timedelta(hours=4))


def test_it_opens_to_one_user_at_one_unit(world: World) -> None:
    world.run(open_in_emergency, opening(world), "anna")
    for name in ("nils", "bo", "cilla"):
        with pytest.raises(NotFound):
            world.run(open_person, OpenPerson(world.key("hilda")), name)


def test_who_does_not_know_the_time_sees_nothing_of_it(world: World) -> None:
    world.run(open_in_emergency, opening(world), "anna")
    with pytest.raises(NotFound):
        person_for_page(world.viewer("anna"), world.key("hilda"))


@pytest.mark.law("Lag 2022:913 emergency")
@pytest.mark.parametrize(("reason", "words"), [("curiosity", WORDS), ("life_or_health", " ")])
def test_it_takes_a_reason_and_words(world: World, reason: str, words: str) -> None:
    with pytest.raises(Refused):
        world.run(open_in_emergency, OpenInEmergency(world.key("hilda"), reason, words), "anna")
    assert not EmergencyOpening.objects.exists()


def test_the_store_breaks_no_glass(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(open_in_emergency, opening(world), "filip")


def test_the_emergency_behind_a_reading_is_the_readers_own_while_it_ran(world: World) -> None:
    world.run(open_in_emergency, opening(world), "anna")
    anna, hilda = world.viewer("anna").code, world.key("hilda")
    found = emergency_behind(hilda, anna, NOW)
    assert found is not None
    assert (found.words, found.opened_by) == (WORDS, anna)
    assert emergency_behind(hilda, anna, found.ends_at) is None
    assert emergency_behind(hilda, anna, NOW - timedelta(seconds=1)) is None
    assert emergency_behind(hilda, world.viewer("bo").code, NOW) is None
    assert emergency_behind(world.key("asta"), anna, NOW) is None


def test_the_words_are_in_no_log(world: World) -> None:
    world.run(open_in_emergency, opening(world), "anna")
    assert WORDS not in str(list(AuditEntry.objects.values_list())) + str(list(AccessEntry.objects.values_list()))
    assert "life_or_health" in str(list(AuditEntry.objects.values_list("details")))
