"""A command that is sent again, by the same process or by another at the same moment, takes effect once and is answered alike."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.battery.conftest import Size
from tests.support.engines import ENGINES, Engine

pytestmark = [pytest.mark.both, pytest.mark.parametrize("engine", ENGINES, indirect=True)]
Work = Callable[..., Any]


def test_a_command_sent_again_takes_effect_once(engine: Engine, work: Work, size: Size, done: Callable[..., None]) -> None:
    commands = size.of(250, 25_000)
    found = work("retries", commands=commands, seed=size.seed)
    done("retried commands", f"{commands} commands, each sent two to six times from two processes, {engine.name}")
    assert found == {"moves": commands, "receipts": commands, "unequal": [], "wrong": []}


def test_without_receipts_the_retries_find_it(engine: Engine, work: Work, size: Size) -> None:
    assert work("retries", commands=20, seed=size.seed, mutant="no receipt")["moves"] > 20
