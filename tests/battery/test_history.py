"""The same history on SQLite and on PostgreSQL: the same answers, the same rows, the same lists in the same order."""

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import pytest
from tests.battery.conftest import Size, Stage, crew

pytestmark = [pytest.mark.both]
Two = tuple[Stage, Stage]


def differences(both: Two, commands: int, seed: int, mutant: str = "", readers: int = 1) -> tuple[list[str], dict[str, Any]]:
    """What the two tell otherwise; the mutant lives on one of them."""
    work = {"commands": commands, "seed": seed, "readers": readers}
    lite, big = (crew(engine, "history", **work, mutant=mutant * (not number)) for number, engine in enumerate(both))
    rows = [f"{a} <> {b}" for a, b in zip_longest(lite["rows"], big["rows"]) if a != b]
    pages = [
        f"{place}: {_first(text, big['pages'].get(place, ''))}" for place, text in lite["pages"].items() if big["pages"].get(place) != text
    ]
    ends = [] if lite["ends"] == big["ends"] else [f"{lite['ends']} <> {big['ends']}"]
    return ends + rows + pages + lite["wrong"] + big["wrong"], lite


def _first(one: str, other: str) -> str:
    return next((f"{a.strip()} <> {b.strip()}" for a, b in zip_longest(one.splitlines(), other.splitlines(), fillvalue="") if a != b), "")


def test_both_databases_tell_the_same(stages: Callable[[str], Stage], size: Size, done: Callable[[str], None]) -> None:
    commands = size.of(60, 20_000)
    found, told = differences((stages("sqlite"), stages("postgresql")), commands, size.seed, readers=5 if size.is_long else 1)
    done(f"{commands:,} commands, {len(told['rows']):,} rows, {len(told['pages'])} pages")
    assert found[:10] == []
    assert len(told["pages"]) > (100 if size.is_long else 30)


def test_a_single_other_row_is_found(stages: Callable[[str], Stage], size: Size, without: Callable[[str], None]) -> None:
    without("one name being the same")
    assert differences((stages("sqlite"), stages("sqlite")), 10, size.seed, "other row")[0]
