"""A given right that ends before its last day."""

import pytest
from tests.support.prescribing import chosen
from tests.support.rights import granted, required
from tests.support.world import World

from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.end_right import EndRight, end_right


def test_it_ends_at_once_and_once(world: World) -> None:
    required(world)
    grant = granted(world)
    with pytest.raises(NotFound):
        world.run(end_right, EndRight(grant), "karin")
    world.run(end_right, EndRight(grant), "rakel")
    with pytest.raises(Refused, match=r"rights\.missing"):
        chosen(world, "wheelchair")
    with pytest.raises(Refused, match=r"rights\.over_already"):
        world.run(end_right, EndRight(grant), "rakel")
