"""Searching for a person by number."""

from datetime import timedelta

import pytest
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.people.find_person import SEARCHES_PER_HOUR, FindPerson, FoundPerson, find_person


def test_a_person_in_our_care_is_found(world: World) -> None:
    assert world.run(find_person, FindPerson(world.number("asta")), "anna") == FoundPerson(world.key("asta"), related=True)


def test_a_person_without_relation_is_found_but_not_open(world: World) -> None:
    number = world.number("hilda")
    written = f"{number[2:8]}-{number[8:]}"
    assert world.run(find_person, FindPerson(written), "anna") == FoundPerson(world.key("hilda"), related=False)


@pytest.mark.law("PDL 4 kap. 3 §")
def test_a_search_without_hit_is_logged_without_the_number(world: World) -> None:
    assert world.run(find_person, FindPerson("199002222397"), "anna") == FoundPerson(None, related=False)
    entry = AccessEntry.objects.get()
    assert (entry.person_key, entry.action, entry.actor) == (None, "person.searched", world.viewer("anna").code)
    assert "199002222397" not in str(AccessEntry.objects.values()) + str(AuditEntry.objects.values())


def test_an_impossible_number_is_refused_at_its_field(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(find_person, FindPerson("199001012386"), "anna")
    assert (refusal.value.code, refusal.value.field) == ("identity.invalid", "personnummer")


@pytest.mark.parametrize("name", ["filip", "gun", "hanna", "ivan"])
def test_who_has_nothing_to_do_with_persons_may_not_search(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        world.run(find_person, FindPerson(world.number("asta")), name)
    assert AuditEntry.objects.get().action == "access.refused"
    assert not AccessEntry.objects.exists()


def test_the_number_never_shows_in_the_input_written_out(world: World) -> None:
    assert world.number("asta") not in repr(FindPerson(world.number("asta")))


@pytest.mark.law("PDL 4 kap. 1 §, ASVS 2.4.1")
def test_whoever_looks_for_very_many_says_why_and_the_reviewer_sees_it(world: World) -> None:
    asked = FindPerson(world.number("asta"))
    for _ in range(SEARCHES_PER_HOUR):
        world.run(find_person, asked, "anna")
    for reason in ("", "nyfiken"):
        with pytest.raises(Refused) as refusal:
            world.run(find_person, FindPerson(world.number("asta"), reason), "anna")
        assert (refusal.value.code, refusal.value.field) == ("people.many_searches", "reason")
    assert AccessEntry.objects.count() == SEARCHES_PER_HOUR, "a refused look-up finds nobody"
    assert world.run(find_person, FindPerson(world.number("asta"), "many_visits"), "anna").related
    alert = AuditEntry.objects.get(action="person.searched_often")
    assert alert.details == {"count": SEARCHES_PER_HOUR + 1, "reason": "many_visits"}
    assert world.run(find_person, asked, "eva").key == world.key("asta"), "others are not hindered"
    assert world.run(find_person, asked, "anna", now=world.now + timedelta(minutes=61)).related, "an hour later all is as before"
