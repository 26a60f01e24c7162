from datetime import date

import pytest
from tests.support import register
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.people.models import PersonIdentity
from handtag.apps.people.queries import identity_number, person_for_page
from handtag.domain.values.errors import NotFound
from handtag.usecases.people.withdraw_identity import WithdrawIdentity, withdraw_identity

pytestmark = pytest.mark.django_db


def test_she_goes_by_her_old_number_and_birth_date_and_the_number_is_free_for_whose_it_is(world: World) -> None:
    given = register.numbered(world)
    assert person_for_page(world.viewer("anna"), world.key("bror")).birth_date == date(1952, 9, 28)
    world.run(withdraw_identity, WithdrawIdentity(world.key("bror"), given), "anna")
    assert identity_number(world.viewer("anna"), world.key("bror")) == world.number("bror")
    assert person_for_page(world.viewer("anna"), world.key("bror")).birth_date == date(1952, 9, 27)
    register.numbered(world, personnummer("19520928"), person="asta")
    assert identity_number(world.viewer("anna"), world.key("asta")) == personnummer("19520928")
    assert AuditEntry.objects.get(action="people.identity_withdrawn").details == {"kind": "personnummer"}


def test_what_was_withdrawn_stays_to_be_seen_that_it_was_there(world: World) -> None:
    given = register.numbered(world)
    world.run(withdraw_identity, WithdrawIdentity(world.key("bror"), given), "anna")
    row = PersonIdentity.objects.get(pk=given)
    assert (row.value, row.withdrawn_by) == (personnummer("19520928"), world.viewer("anna").code)


def test_only_the_last_number_given_is_undone_and_once_and_never_the_first(world: World) -> None:
    first = PersonIdentity.objects.get(person=world.persons["bror"]).pk
    older = register.numbered(world)
    newer = register.numbered(world, personnummer("19520929"))
    for number in (first, older, 10**9):
        with pytest.raises(NotFound, match="nothing_to_undo"):
            world.run(withdraw_identity, WithdrawIdentity(world.key("bror"), number), "anna")
    for number in (newer, older):
        world.run(withdraw_identity, WithdrawIdentity(world.key("bror"), number), "anna")
    for number in (older, first):
        with pytest.raises(NotFound, match="nothing_to_undo"):
            world.run(withdraw_identity, WithdrawIdentity(world.key("bror"), number), "anna")
