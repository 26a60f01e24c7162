"""Only the care provider that set a block lifts it."""

import pytest
from tests.support.world import World
from tests.usecases.people.test_block_records import block

from handtag.apps.people.queries_secrecy import doors_of
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.people.lift_block import LiftBlock, lift_block


@pytest.mark.law("PDL 4 kap. 5 §, Lag 2022:913, Lag 2022:913 blocks")
def test_it_is_gone_from_then_on(world: World) -> None:
    number = block(world, "bo", whole_provider=False)
    assert doors_of(world.viewer("anna"), world.key("asta")).is_blocked
    world.run(lift_block, LiftBlock(number, "person_asked"), "bo")
    assert not doors_of(world.viewer("anna"), world.key("asta")).is_blocked
    with pytest.raises(NotFound):
        world.run(lift_block, LiftBlock(number, "person_asked"), "bo")


@pytest.mark.law("Lag 2022:913 blocks")
def test_another_care_provider_finds_no_block_to_lift(world: World) -> None:
    number = block(world, "cilla", whole_provider=True)
    with pytest.raises(NotFound):
        world.run(lift_block, LiftBlock(number, "emergency"), "anna")


def test_it_is_lifted_for_a_reason(world: World) -> None:
    number = block(world, "bo", whole_provider=False)
    with pytest.raises(Refused) as refusal:
        world.run(lift_block, LiftBlock(number, "convenient"), "bo")
    assert refusal.value.field == "reason"
