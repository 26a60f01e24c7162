"""The pages' day is the world's day."""

import pytest
from tests.support.world import World

from handtag.web.shell import assignment


@pytest.fixture(autouse=True)
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment, "clock", lambda: world.now)
    monkeypatch.setattr("handtag.usecases.base.clock", lambda: world.now)
