"""The pages' day is the world's day."""

from datetime import timedelta

import pytest
from tests.support.clock import stands
from tests.support.world import World


@pytest.fixture(autouse=True)
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, world.now + timedelta(minutes=5))
