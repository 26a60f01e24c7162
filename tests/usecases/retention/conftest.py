"""The county eleven years on."""

import pytest
from tests.support import culling
from tests.support.world import World


@pytest.fixture
def old(world: World) -> World:
    """Asta's device is back and paid for, nobody's record is open, and who read was sealed."""
    return culling.grown_old(culling.lent_and_returned(world))
