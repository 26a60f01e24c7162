"""Random days on the floor through the real use cases: every kind of move, with mix-ups, against a model kept the slow way."""

import re

from tests.architecture.house import SOURCES
from tests.support.floor import machine
from tests.support.world import World

HISTORIES, STEPS = 12, 50


def test_no_day_on_the_floor_makes_the_ledger_disagree_and_every_kind_of_move_is_reached(world: World) -> None:
    machine.prepare(world)
    reached = machine.tour(world) + machine.walk(world, HISTORIES, STEPS, seed=3)
    assert machine.DEVICE_MOVES - reached.keys() == set(), reached
    assert {f"{kind} pieces" for kind in machine.PIECE_KINDS} - reached.keys() == set(), reached


def test_no_use_case_makes_the_kinds_that_the_machine_leaves_out() -> None:
    posted = "".join(path.read_text(encoding="utf-8") for path in (SOURCES / "usecases").rglob("*.py") if not path.stem.startswith("words"))
    named = {kind for kind in machine.NOBODY_POSTS if re.search(rf'"{kind}"', posted)}
    assert named == set(), "let the machine of the floor reach them"
