from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import register
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people import checks, store
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.people.queries import identity_number, person_for_page
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import parse_identity, rank
from handtag.usecases.people.find_person import FindPerson, find_person
from handtag.usecases.people.give_identity import GiveIdentity, give_identity
from handtag.usecases.people.register_person import RegisterPerson, register_person
from handtag.usecases.people.withdraw_identity import WithdrawIdentity, withdraw_identity
from handtag.usecases.records.merge_persons import MergePersons, merge_persons
from handtag.usecases.records.split_persons import SplitPersons, split_persons

pytestmark = pytest.mark.django_db
RESERVE = "2321000131:R-12345"
NUMBERS = (RESERVE, "2321000131:R-99", "2120002742:R-12345", "197001612394", personnummer("19700102"), personnummer("19700103", "239"))


def found(world: World, number: str) -> Any:
    return world.run(find_person, FindPerson(number), "anna").key


def give(world: World, key: Any, number: str) -> Any:
    return world.run(give_identity, GiveIdentity(key, number, confirmed=True), "anna")


def test_somebody_without_a_number_is_registered_with_a_reserve_number_and_found_by_it(world: World) -> None:
    key = register.unknown(world)
    assert found(world, RESERVE) == found(world, "232100-0131: r-12345") == key
    assert found(world, "2120002742:R-12345") is None  # another issuer's
    assert person_for_page(world.viewer("anna"), key).identity_kind == "reserve_number"
    assert register.unknown(world) == key


def test_without_a_birth_date_a_reserve_number_registers_nobody(world: World) -> None:
    with pytest.raises(Refused, match="birth_date_missing"):
        world.run(register_person, RegisterPerson(RESERVE, "Okänd", "Okänd", "2580", "ordinary"), "anna")


def test_the_new_number_is_the_one_that_is_shown_and_the_old_one_still_finds(world: World) -> None:
    key, number = register.unknown(world), personnummer("19700102")
    assert give(world, key, number) is None
    assert identity_number(world.viewer("anna"), key) == number
    assert found(world, RESERVE) == found(world, number) == key
    page = person_for_page(world.viewer("anna"), key)
    assert (page.identity_kind, page.birth_date.isoformat()) == ("personnummer", "1970-01-02")
    entry = AuditEntry.objects.get(action="people.identity_given")
    assert (entry.target, entry.details) == (f"person:{key}", {"from": "reserve_number", "to": "personnummer"})


def test_a_number_that_another_record_has_is_not_given_and_leads_to_that_record(world: World) -> None:
    key = register.unknown(world)
    before = list(PersonIdentity.objects.values())
    assert give(world, key, world.number("hilda")) == world.key("hilda")
    assert list(PersonIdentity.objects.values()) == before
    assert AccessEntry.objects.filter(person_key=world.key("hilda"), action="person.searched").count() == 1
    assert AuditEntry.objects.filter(action="people.identity_taken").count() == 1


def test_of_joined_records_the_surest_number_is_shown_whichever_is_kept(world: World) -> None:
    register.two(world)
    key = world.run(register_person, RegisterPerson(RESERVE, "O", "O", "2580", "ordinary", birth_date=world.today), "eva")
    merge = world.run(merge_persons, MergePersons(key, world.key("bror"), "Samma pass", confirmed=True), "eva")
    assert identity_number(world.viewer("eva"), key) == world.number("bror")
    world.run(split_persons, SplitPersons(merge, "Två"), "eva")
    assert identity_number(world.viewer("eva"), key) == RESERVE


@pytest.mark.parametrize(
    ("number", "code"), [(RESERVE, "identity.less_sure"), ("", "identity.invalid"), ("205001022387", "identity.invalid")]
)
def test_a_number_that_is_less_sure_or_none_is_refused(world: World, number: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        give(world, world.key("bror"), number)


def test_it_is_confirmed_and_no_number_that_she_has(world: World) -> None:
    data = GiveIdentity(world.key("bror"), personnummer("19520928"))
    with pytest.raises(Refused, match="not_confirmed"):
        world.run(give_identity, data, "anna")
    with pytest.raises(Refused, match="hers_already"):
        world.run(give_identity, replace(data, number=world.number("bror")), "anna")


def test_who_may_not_read_about_the_person_gives_her_no_number(world: World) -> None:
    with pytest.raises(NotFound):
        give(world, world.key("hilda"), personnummer("19520928"))


def test_a_number_in_force_is_one_persons_says_the_database_itself(world: World) -> None:
    row = PersonIdentity.objects.get(person=world.persons["bror"])
    row.pk, row.person = None, world.persons["asta"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def holder(world: World, number: str) -> Any:
    person = store.person_by_number(parse_identity(number, today=world.today))
    return person and person.key


def state(world: World) -> Any:
    people = list(Person.objects.order_by("pk").values())
    numbers = list(PersonIdentity.objects.filter(withdrawn_at=None).order_by("pk").values("person_id", "kind", "value"))
    return people, numbers, [holder(world, number) for number in NUMBERS]


steps = st.lists(st.one_of(st.sampled_from(NUMBERS), st.none()), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=steps)
def test_whatever_numbers_are_given_undoing_them_gives_back_exactly_what_was(world: World, chosen: list[str | None]) -> None:
    """The number shown is the newest of the surest, each in force finds her and nobody else, and undo is the inverse of give."""
    key = register.unknown(world)
    before, model, anna = state(world), [RESERVE], world.viewer("anna")
    for number in [*chosen, *[None] * len(chosen)]:
        if number is None and len(model) > 1:
            last = PersonIdentity.objects.filter(person__key=key, withdrawn_at=None).latest("pk")
            world.run(withdraw_identity, WithdrawIdentity(key, last.pk), "anna")
            model.pop()
        elif number is not None:
            try:
                assert give(world, key, number) is None
                model.append(number)
            except Refused:
                assert number in model or any(kind(world, number) < kind(world, one) for one in model)
        assert identity_number(anna, key) == model[-1]
        assert [holder(world, one) for one in NUMBERS] == [key if one in model else None for one in NUMBERS]
        assert list(checks.identities_that_are_not_what_they_say()) == list(checks.persons_without_an_identity()) == []
    assert state(world) == before


def kind(world: World, number: str) -> int:
    return rank(parse_identity(number, today=world.today).kind)
