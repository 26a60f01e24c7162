"""When the database goes away nothing is half done, and the same command sent again takes effect once."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Stage
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both]
Work = Callable[..., Any]


@pytest.mark.law("ASVS 16.5")
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_connection_cut_at_any_point_leaves_nothing(engine: Stage, work: Work, done: Callable[[str], None]) -> None:
    found = work("gone", how="cut")
    done(f"{len(found['ends'])} cut connections, {engine.name}")
    assert [end for end in found["ends"] if "answered" in end] == []
    assert found["wrong"] == []


@pytest.mark.law("NIS 2 art. 21.2 c")
@pytest.mark.skipif("sqlite" not in ENGINES, reason="the other run fills SQLite's disk")
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_nothing(engine: Stage, work: Work, done: Callable[[str], None]) -> None:
    found = work("gone", how="full")
    done(f"{len(found['ends'])} times with a page more, {engine.name}")
    assert [end for end in found["ends"] if "answered" in end] == []
    assert found["wrong"] == []
