"""Where a protected person lives is shown for a reason that is logged, and otherwise nowhere."""

import pytest
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.people.queries import person_for_page, revealed
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.reveal_address import RevealAddress, reveal_address


@pytest.mark.law("OSL 22 kap. 1 §")
def test_the_reason_is_the_ground_in_the_log(world: World) -> None:
    frida = world.key("frida")
    assert str(person_for_page(world.viewer("anna"), frida).address) != "Furavägen 1"
    world.run(reveal_address, RevealAddress(frida, "home_visit"), "anna")
    assert revealed(world.viewer("anna"), frida, "home_visit") == ("Furavägen 1", "070-174 06 05")
    entry = AccessEntry.objects.get(person_key=frida)
    assert (entry.action, entry.ground, entry.data_kind) == ("person.address_shown", "home_visit", "address")


@pytest.mark.parametrize("reason", ["", "curiosity", "care_relation"])
def test_without_a_reason_from_the_list_nothing_is_shown(world: World, reason: str) -> None:
    with pytest.raises(Refused):
        world.run(reveal_address, RevealAddress(world.key("frida"), reason), "anna")
    assert not AccessEntry.objects.exists()


def test_a_role_that_visits_nobody_is_refused(world: World) -> None:
    for name in ("asa", "eva", "filip"):
        with pytest.raises(NotAllowed):
            world.run(reveal_address, RevealAddress(world.key("frida"), "delivery"), name)


def test_without_a_relation_there_is_no_such_person(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(reveal_address, RevealAddress(world.key("frida"), "home_visit"), "bo")
    with pytest.raises(NotFound):
        revealed(world.viewer("bo"), world.key("frida"), "home_visit")
