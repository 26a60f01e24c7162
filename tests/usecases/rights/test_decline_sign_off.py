"""Saying no to signing."""

import pytest
from tests.support.rights import ready_to_sign
from tests.support.world import World

from handtag.apps.rights.models import SignOff
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.decline_sign_off import DeclineSignOff, decline_sign_off


def test_who_asked_is_told_why_and_keeps_the_prescription(world: World) -> None:
    key = ready_to_sign(world)
    with pytest.raises(Refused, match=r"rights\.words_missing"):
        world.run(decline_sign_off, DeclineSignOff(key, ""), "berit")
    with pytest.raises(NotFound):
        world.run(decline_sign_off, DeclineSignOff(key, "Nej"), "nils")
    world.run(decline_sign_off, DeclineSignOff(key, "Prova en bredare först"), "berit")
    found = SignOff.objects.get()
    assert (found.state, found.answer, found.prescription.prescriber) == ("declined", "Prova en bredare först", world.assignments["anna"])
