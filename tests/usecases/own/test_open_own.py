"""A person sees what she has and waits for, and so does who acts for her; nobody else does."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from tests.support import register
from tests.support.lending import at, sent_order
from tests.support.numbers import personnummer
from tests.support.own import DAY, HELPER, YEAR_ON, fault, guardian, has, power
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.people.models import Person
from handtag.apps.people.store import index_of
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer, own_viewer
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.domain.values.identity import PersonNumber
from handtag.usecases.base import execute
from handtag.usecases.own.open_own import OpenOwn, OwnPage, open_own
from handtag.usecases.own.take_back_power import TakeBackPower, take_back_power

PDL = pytest.mark.law("PDL 5 kap. 5 §")


def helper(on: date = DAY) -> Viewer:
    return own_viewer(blind_index("person", HELPER), "Helga", NOW, on)


def seen(viewer: Viewer, key: object = None, *, now: datetime = NOW) -> OwnPage:
    return execute(open_own, OpenOwn(key), viewer, now=now)  # type: ignore[arg-type]


@PDL
def test_a_person_sees_her_devices_and_what_is_on_its_way(world: World) -> None:
    has(world)
    waiting = sent_order(world, "D1002", person="asta")
    page = seen(world.viewer("asta"))
    assert page.about.name == "Asta Ask"
    assert page.about.ground == "own"
    assert [(one.number, one.unit, one.since) for one in page.devices] == [("D1001", "Lulea care", DAY)]
    assert [(one.number, one.comes, one.on, one.to) for one in page.orders] == [(waiting.number, True, DAY, "Lulea care entré")]


@PDL
def test_nobody_sees_another_persons_things_by_her_key(world: World) -> None:
    has(world)
    for name in ("bror", "dagny"):
        with pytest.raises(NotFound):
            seen(world.viewer(name), world.key("asta"))
    with pytest.raises(NotFound):
        seen(world.viewer("asta"), uuid4())
    with pytest.raises(NotFound):
        seen(helper(), world.key("asta"))


def test_somebody_about_whom_nothing_is_kept_finds_nothing(world: World) -> None:
    with pytest.raises(NotFound):
        seen(helper())


def test_a_role_of_staff_opens_no_own_view_and_an_assignment_as_person_opens_none_either(world: World) -> None:
    with pytest.raises(NotAllowed):
        seen(world.viewer("anna"), world.key("asta"))
    with pytest.raises(NotFound):
        seen(world.viewer("pia"), world.key("asta"))


@pytest.mark.law("PDL 4 kap. 3 §")
def test_every_look_is_logged_with_its_ground_before_it_is_answered(world: World) -> None:
    power(world)
    seen(world.viewer("asta"))
    seen(helper())
    rows = AccessEntry.objects.filter(action="person.own_opened").order_by("pk")
    assert [(row.person_key, row.ground, row.actor, row.data_kind) for row in rows] == [
        (world.key("asta"), "own", world.viewer("asta").code, "record"),
        (world.key("asta"), "power_of_attorney", helper().code, "record"),
    ]


@PDL
def test_who_acts_sees_only_whom_she_has_a_ground_for_and_not_who_else_acts(world: World) -> None:
    has(world)
    power(world)
    guardian(world, "bror")
    page = seen(helper())
    assert [(one.name, one.ground) for one in page.whom] == [("Asta Ask", "power_of_attorney"), ("Bror Björk", "guardian")]
    assert [one.number for one in page.devices] == ["D1001"]
    assert page.acting == ()
    assert seen(helper(), world.key("bror")).about.name == "Bror Björk"
    assert [one.name for one in seen(world.viewer("asta")).acting] == ["Helga Hjälpare"]


@PDL
def test_a_power_ends_with_its_last_day_and_when_it_is_taken_back(world: World) -> None:
    key = power(world, until=date(2026, 12, 1))
    assert seen(helper(date(2026, 12, 1)), now=at(date(2026, 12, 1))).about.name == "Asta Ask"
    with pytest.raises(NotFound):
        seen(helper(date(2026, 12, 2)), now=at(date(2026, 12, 2)))
    world.run(take_back_power, TakeBackPower(key), "asta")
    with pytest.raises(NotFound):
        seen(helper())


def test_custody_ends_on_the_day_the_child_is_of_age_whatever_was_written(world: World) -> None:
    guardian(world, "cia", by="boel", ground="custodian")
    assert seen(helper()).about.ground == "custodian"
    Person.objects.filter(key=world.key("cia")).update(birth_date=date(2008, 11, 23))
    with pytest.raises(NotFound):
        seen(helper())


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_is_stands_nowhere(world: World) -> None:
    has(world, "frida")
    sent_order(world, "D1002", person="frida")
    page = seen(world.viewer("frida"))
    assert page.is_protected
    assert [one.unit for one in page.devices] == [""]
    assert [one.to for one in page.orders] == [""]


def test_a_person_with_two_records_sees_the_things_of_both_by_either_number(world: World) -> None:
    has(world, "asta")
    register.merged(world, "bror", "asta")
    for name in ("asta", "bror"):
        page = seen(world.viewer(name), world.key("asta"))
        assert page.about.key == world.key("bror")
        assert [one.number for one in page.devices] == ["D1001"]


def test_the_number_of_the_sign_in_is_the_number_of_the_register(world: World) -> None:
    assert index_of(PersonNumber(HELPER)) == helper().identity
    assert index_of(PersonNumber(world.number("asta"))) == world.viewer("asta").identity
    assert replace(helper(), identity="") != helper()
    assert personnummer("19700707") == HELPER
    assert YEAR_ON > DAY


def test_what_she_has_asked_stands_with_the_device(world: World) -> None:
    fault(world)
    page = seen(world.viewer("asta"))
    assert page.devices[0].waits == ("fault",)
    assert [(one.kind, one.outcome, one.words) for one in page.requests] == [("fault", "", "Bromsen tar inte")]
