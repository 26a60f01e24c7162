"""The environment of every test (before Django reads it) and the small world most of them start from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import django
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.world import World

os.environ.setdefault("HANDTAG_DEMO", "1")
os.environ.setdefault("HANDTAG_HASHED_STATIC", "0")
os.environ.setdefault("HANDTAG_DATABASE_URL", "sqlite:///")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
django.setup()
# How long a test takes says how busy the machine is, not whether it is right. What stands already, as in CI, stays.
settings.register_profile("anew", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=False)
# The examples hang on the tests alone, so that a commit fails by what it changes; --hypothesis-profile=anew draws others each time.
settings.register_profile("same", settings.get_profile("anew"), derandomize=True, database=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """The last step before the test database is made: its tables are laid out from a file where they are known already."""
    from tests.support.migrated import laid_out

    yield from laid_out()


@pytest.fixture(autouse=True)
def anew() -> None:
    """What lives in the process is emptied by no rollback: each test begins with no call counted, in Swedish, and asks the database
    past its wall, for what a test looks up itself is asked by no user; each request in it begins as nobody's; no catalogue is known."""
    from django.conf import settings as configured
    from django.core.cache import caches
    from django.utils import translation

    from handtag.apps.catalogue import search_index
    from handtag.db import wall

    search_index.forget()
    caches["pace"].clear()
    translation.activate(configured.LANGUAGE_CODE)
    wall.ask_as(wall.EVERYTHING)


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> Iterator[World]:
    """A region, three municipalities, their people and devices; rolled back after the test.

    What the test left must add up, as `handtag verify` asks it, unless the test is marked `damaged`.
    """
    from tests.support.proof import assert_nothing_lost, learn_what_is_read
    from tests.support.stage import ANYTHING, STAGE, written

    made = STAGE.world()
    learn_what_is_read()
    with written() as tables:
        yield made
    if request.node.get_closest_marker("damaged") is None:
        # What other connections have written is not heard.
        assert_nothing_lost({ANYTHING} if "transactional_db" in request.fixturenames else tables)
