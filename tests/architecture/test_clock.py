"""One clock, read in one place, stood still in one place."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
REPLACED = re.compile(r"""setattr\([^\n]*["'.](?:clock|_time_of_day)["']""")


def test_a_test_stops_the_clock_only_where_it_is_read() -> None:
    """`clock` replaced elsewhere stays so in every module that is imported meanwhile, for all later tests."""
    replaced = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py") if REPLACED.search(path.read_text())}
    assert replaced == {"support/clock.py"}
