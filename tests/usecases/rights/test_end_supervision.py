"""When a supervision ends early."""

import pytest
from tests.support.rights import sign_off, supervised
from tests.support.world import World

from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.end_supervision import EndSupervision, end_supervision


def test_nobody_is_asked_to_sign_afterwards(world: World) -> None:
    found = supervised(world)
    with pytest.raises(NotFound):
        world.run(end_supervision, EndSupervision(found), "karin")
    world.run(end_supervision, EndSupervision(found), "rakel")
    with pytest.raises(Refused, match=r"rights\.not_supervisor"):
        sign_off(world, by="ture")
