"""A hold is lifted by whoever set it, with a reason, and both are kept."""

import pytest
from tests.support import culling
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.world import World

from handtag.apps.retention.models import LegalHoldLift, Proposal
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.retention.lift_hold import LiftHold, lift_hold


def test_what_is_lifted_is_proposed_again(world: World) -> None:
    culling.grown_old(world)
    hold = culling.held(world)
    world.run(lift_hold, LiftHold(hold, " Tvisten är avgjord "), "karin")
    culling.proposed(world, ELEVEN_YEARS_ON)
    counts = {one["kind"]: one for one in Proposal.objects.get().counts}
    assert counts["patient_records"]["held"] == {}
    assert LegalHoldLift.objects.get().words == "Tvisten är avgjord"


def test_a_hold_is_lifted_once_and_with_words(world: World) -> None:
    hold = culling.held(world)
    with pytest.raises(Refused, match="words_missing"):
        world.run(lift_hold, LiftHold(hold, " "), "karin")
    world.run(lift_hold, LiftHold(hold, "Avgjord"), "karin")
    with pytest.raises(NotFound, match="no_hold"):
        world.run(lift_hold, LiftHold(hold, "Igen"), "karin")
