"""What the page on invariants names is there: constraints, guards, functions, tests; and none is left out."""

from pathlib import Path

import pytest
from tests.architecture.house import ROOT

from handtag.cli.verification import CHECKS
from tools import invariant_pages

HERE = str(Path(__file__).relative_to(ROOT))


def one(**given: object) -> invariant_pages.Invariant:
    said = {"says": "it holds", "database": (), "code": (), "tests": (), "short": "", "not_yet": ""} | given
    return invariant_pages.Invariant("L1", **said)  # type: ignore[arg-type]


def test_every_invariant_is_there_and_what_it_names_exists() -> None:
    assert invariant_pages.faults(invariant_pages.read_invariants()) == []


def test_what_verify_keeps_is_an_invariant() -> None:
    assert {name for _, keeps in CHECKS.values() for name in keeps.split()} <= set(invariant_pages.IDS)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"database": ("no_such_wall",)}, "L1: no no_such_wall in the database"),
        ({"database": ("unique stock.Device.state",)}, "L1: no unique stock.Device.state in the database"),
        ({"database": ("append-only stock.Device",)}, "L1: no append-only stock.Device in the database"),
        ({"code": ("handtag.usecases.base.execut",)}, "L1: no handtag.usecases.base.execut in the code"),
        ({"code": ("handtag.usecases.base.execute",), "tests": (f"{HERE}::test_gone",)}, f"L1: no test {HERE}::test_gone"),
        ({}, "L1: either something refuses, or it says `not yet`"),
        ({"code": ("handtag.usecases.base.execute",), "not_yet": "soon"}, "L1: either something refuses, or it says `not yet`"),
        ({"code": ("handtag.usecases.base.execute",)}, "L1: no test shows it"),
    ],
)
def test_a_name_that_leads_nowhere_is_found(given: dict[str, object], fault: str) -> None:
    assert fault in invariant_pages.faults([one(**given)])


def test_one_that_is_left_out_is_missed() -> None:
    assert "R12: not there" in invariant_pages.faults([one(not_yet="soon")])
