from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import lending, register
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.orders import queries as orders
from handtag.apps.people import checks, store
from handtag.apps.people.identity import Merge, subject_of
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import queries as prescriptions
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.records.split_persons import SplitPersons, split_persons

pytestmark = pytest.mark.django_db
NAMES = ("asta", "bror", "cia")


def seen(world: World) -> dict[tuple[str, str], Any]:
    """What every kind of reader gets to see of every record, by every way to it."""
    found: dict[tuple[str, str], Any] = {}
    for name in NAMES:
        key, number = world.key(name), PersonNumber.parse(world.number(name), today=world.today)
        by_number = store.person_by_number(number)
        found[name, "leads to"] = (store.person_by_key(key).pk, by_number and by_number.pk, subject_of(world.persons[name]))
        for reader in ("anna", "bo", "eva"):
            viewer = world.viewer(reader)
            found[name, reader] = (
                Person.objects.visible_to(viewer).filter(key=key).exists(),
                [device.number for device in orders.devices_with_person(viewer, key, world.today)],
                [one.number for one in orders.orders_for_list(viewer, world.today, orders.OrderFilter(person_key=key))],
                [one.pk for one in prescriptions.prescriptions_of_person(viewer, world.today, key)],
            )
    return found


pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=4)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=pairs)
def test_whatever_was_joined_splitting_gives_back_exactly_what_was(world: World, chosen: list[tuple[str, str]]) -> None:
    """Merge → split is the identity for every reader and every way to a record, in any order of merges that are let through."""
    if not Person.objects.filter(devices__isnull=False).exists():
        lending.lend(world, "D1001", on=date(2026, 11, 11), person="asta", unit="health_centre")
        lending.lend(world, "D1002", on=date(2026, 11, 11), person="bror", unit="hospital")
    for name in NAMES:
        register.two(world, name, name)
    before, done = seen(world), []
    for kept, other in chosen:
        try:
            done.append(register.merged(world, kept, other))
        except Refused:
            continue
        assert seen(world) != before
        assert list(checks.merges_that_lead_astray()) == []
    for key in done:
        world.run(split_persons, SplitPersons(key, "Två personer"), "eva")
    assert seen(world) == before
    assert not Merge.open().exists()


def test_what_was_recorded_meanwhile_stays_on_the_record_it_was_recorded_on(world: World) -> None:
    key = register.merged(world)
    lending.lend(world, "D1001", on=date(2026, 11, 11), person="bror", unit="health_centre")
    world.run(split_persons, SplitPersons(key, "Två syskon"), "eva")
    anna = world.viewer("anna")
    assert [one.number for one in orders.devices_with_person(anna, world.key("bror"), world.today)] == ["D1001"]
    assert list(orders.devices_with_person(anna, world.key("asta"), world.today)) == []


def test_it_is_logged_on_both_records_and_done_once(world: World) -> None:
    key = register.merged(world)
    world.run(split_persons, SplitPersons(key, "Två syskon"), "eva")
    assert AuditEntry.objects.filter(action="records.persons_split").count() == 2
    with pytest.raises(NotFound, match=r"records\.no_merge"):
        world.run(split_persons, SplitPersons(key, "Två syskon"), "eva")
    assert register.merged(world)  # and may be joined again


def test_without_a_reason_or_a_relation_nothing_is_split(world: World) -> None:
    key = register.merged(world)
    with pytest.raises(Refused, match="merge_reason"):
        world.run(split_persons, SplitPersons(key, " "), "eva")
    world.assignments["eva"].unit = world.units["office"]
    world.assignments["eva"].save()
    with pytest.raises(NotFound):
        world.run(split_persons, SplitPersons(key, "Två syskon"), "eva")
    assert Merge.open().count() == 1
