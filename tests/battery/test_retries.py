"""A command that is sent again, by the same process or by another at the same moment, takes effect once and is answered alike."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage
from tests.support.engines import ENGINES

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Work = Callable[..., Any]


def test_a_command_sent_again_takes_effect_once(engine: Stage, work: Work, size: Size, done: Callable[[str], None]) -> None:
    commands = size.of(40, 25_000)
    found = work("retries", commands=commands, seed=size.seed, seconds=size.seconds)
    commands = found.pop("sent")
    done(f"{commands:,} commands, each sent two to four times from two processes, {engine.name}")
    assert found == {"moves": commands, "receipts": commands, "unequal": [], "wrong": []}


def test_without_receipts_the_retries_find_it(engine: Stage, work: Work, size: Size, without: Callable[[str], None]) -> None:
    without(f"receipts, {engine.name}")
    assert work("retries", commands=20, seed=size.seed, mutant="no receipt")["moves"] > 20
