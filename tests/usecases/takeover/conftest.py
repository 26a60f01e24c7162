"""A county with nothing in it yet."""

import pytest
from tests.support.takeover import empty_county
from tests.support.world import World


@pytest.fixture
def county(db: None) -> World:
    return empty_county()
