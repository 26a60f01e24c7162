"""A backup that is proved can be restored; one that is damaged, cut off, sealed with another key or of another version is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Work = Callable[..., Any]


def test_a_whole_backup_is_proved_and_no_other(engine: Stage, work: Work, size: Size, done: Callable[[str], None]) -> None:
    damages = size.of(20, 2_000)
    # `handtag restore --prove` has tests of its own among those of every change: here it is left to the long run.
    found = work("damage", damages=damages, seed=size.seed, prove=size.is_long)
    done(f"{damages:,} damages, {engine.name}{', proved whole' if size.is_long else ''}")
    assert found["whole"] == ""
    if size.is_long:
        assert len([line for line in found["told"] if line.startswith("verified: 0 rows differ")]) == 2
    assert found["taken"] == []
    assert "give HANDTAG_BACKUP_KEY" in found["without its key"]
    assert "the key given is" in found["with another key"]
    assert "made by a newer Handtag" in found["of a newer version"]
    assert "of a newer format" in found["of another format"]


def test_without_the_checksum_damage_is_taken_for_whole(engine: Stage, work: Work, size: Size, without: Callable[[str], None]) -> None:
    """What is compressed seldom unpacks when it is damaged; in its last bytes only the checksum tells."""
    without(f"the checksum, {engine.name}")
    found = work("damage", damages=1, seed=size.seed, mutant="no checksum", prove=False)
    assert found["taken"]
