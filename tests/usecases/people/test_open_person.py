"""Opening a person's page."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from tests.support.world import NOW, World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.queries import identity_number, person_for_page
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.base import execute
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation


@pytest.mark.law("PDL 4 kap. 3 §, ASVS 16.2")
def test_opening_is_logged_with_who_when_where_and_why(world: World) -> None:
    world.run(open_person, OpenPerson(world.key("asta")), "anna")
    entry = AccessEntry.objects.get()
    viewer = world.viewer("anna")
    assert (entry.person_key, entry.action, entry.ground) == (world.key("asta"), "person.opened", "care_relation")
    assert (entry.actor, entry.unit_id, entry.principal_id) == (viewer.code, viewer.unit_id, viewer.principal_id)
    assert isinstance(entry.recorded_at, datetime)
    assert entry.recorded_at == NOW


@pytest.mark.law("PDL 4 kap. 1 §")
def test_a_person_of_another_unit_is_as_unknown_as_nobody_and_the_attempt_is_recorded(world: World) -> None:
    with pytest.raises(NotFound) as others:
        world.run(open_person, OpenPerson(world.key("dagny")), "anna")
    with pytest.raises(NotFound) as nobody:
        world.run(open_person, OpenPerson(uuid4()), "anna")
    assert (others.value.code, others.value.params) == (nobody.value.code, nobody.value.params)
    assert not AccessEntry.objects.exists()
    assert [entry.action for entry in AuditEntry.objects.all()] == ["access.not_found"] * 2


def test_a_ground_that_ran_out_since_the_viewer_was_read_opens_nothing(world: World) -> None:
    """Past midnight: who asks was read on the day the ground still held."""
    world.run(state_care_relation, StateCareRelation(world.key("hilda"), "order_case"), "anna")
    with pytest.raises(NotFound):
        execute(open_person, OpenPerson(world.key("hilda")), world.viewer("anna"), now=NOW + timedelta(days=30))


def test_a_role_without_the_permission_is_refused_even_with_a_relation(world: World) -> None:
    world.run(state_care_relation, StateCareRelation(world.key("asta"), "order_case"), "eva")
    with pytest.raises(NotAllowed):
        world.run(open_person, OpenPerson(world.key("asta")), "filip")


def test_the_page_shows_the_person_to_her_unit_only(world: World) -> None:
    page = person_for_page(world.viewer("anna"), world.key("asta"))
    assert (page.name, page.age, str(page.municipality.name)) == ("Asta Ask", 86, "Luleå kommun")
    assert identity_number(world.viewer("anna"), world.key("asta")) == world.number("asta")
    assert str(page.address) == "Askvägen 1"
    for read in (person_for_page, identity_number):
        with pytest.raises(NotFound):
            read(world.viewer("dag"), world.key("asta"))


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_lives_shows_nowhere_on_the_page(world: World) -> None:
    page = person_for_page(world.viewer("anna"), world.key("frida"))
    shown = f"{page} {page!r} {page.address} {page.phone} {[page.municipality]} {asdict(page)}"
    assert not [secret for secret in ("Furavägen", "070-174", "Luleå", "2580") if secret in shown]
    assert page.address.unlocked("home visit 2026-11-24") == "Furavägen 1"
