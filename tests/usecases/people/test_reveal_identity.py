"""Showing a whole identity number is a reading of its own."""

import pytest
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, CommandReceipt
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.people.reveal_identity import RevealIdentity, reveal_identity


@pytest.mark.law("PDL 4 kap. 3 §")
def test_the_log_says_that_the_number_was_shown(world: World) -> None:
    world.run(reveal_identity, RevealIdentity(world.key("asta")), "anna")
    entry = AccessEntry.objects.get()
    assert (entry.person_key, entry.action, entry.ground) == (world.key("asta"), "person.identity_shown", "care_relation")
    assert not CommandReceipt.objects.exists()


def test_the_number_of_somebody_elses_patient_is_not_shown(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(reveal_identity, RevealIdentity(world.key("dagny")), "anna")
    assert not AccessEntry.objects.exists()


def test_a_store_worker_sees_no_numbers(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(reveal_identity, RevealIdentity(world.key("asta")), "filip")
