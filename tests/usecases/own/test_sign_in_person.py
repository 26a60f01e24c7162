"""Whoever the provider has identified is known by the digest of her number, and by nothing else."""

import pytest
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AuditEntry
from handtag.db.fields import blind_index
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.own.sign_in_person import SignInPerson, sign_in_person


def test_the_digest_is_answered_and_no_account_is_made(world: World) -> None:
    before = User.objects.count()
    index = world.run(sign_in_person, SignInPerson(world.number("asta")), "timer")
    assert index == blind_index("person", world.number("asta"))
    assert User.objects.count() == before
    entry = AuditEntry.objects.get(action="own.signed_in")
    assert entry.target == f"own:{index}"
    assert world.number("asta") not in repr(entry.details) + entry.target


def test_what_is_no_number_of_a_living_person_is_refused(world: World) -> None:
    for number in ("", "194003150000", personnummer("20990101"), "232100-0131:R-1234"):
        with pytest.raises(Refused):
            world.run(sign_in_person, SignInPerson(number), "timer")


def test_only_the_log_in_itself_says_who_has_come(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(sign_in_person, SignInPerson(world.number("asta")), "ivan")
