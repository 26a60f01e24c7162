"""The proof after a scenario: what `handtag verify` asks, without what only a whole database can answer and what costs most."""

from collections.abc import Iterable

from django.db import connection
from tests.support.stage import ANYTHING, read

from handtag.cli.verification import CHECKS, PLATFORM, Check, run

# The database's own catalogue is the same for every test, and test_verify asks for it once; tests choose order numbers of their own.
ELSEWHERE = {"order_numbers_with_gaps"}
AFTER_A_SCENARIO = [check for check, (about, _) in CHECKS.items() if about != PLATFORM and check.__name__ not in ELSEWHERE]
ADVICE = "the test left rows that do not add up; where that is meant, mark it @pytest.mark.damaged:\n"
_READ: dict[Check, frozenset[str]] = {}


def assert_nothing_lost(written: Iterable[str] = (ANYTHING,)) -> None:
    """Raises AssertionError naming the rows that do not add up. A transaction that is broken already cannot be asked.

    A check asks again only when a table has been written that it read in the untouched world: with the same rows it answers the same."""
    if connection.needs_rollback:
        return
    tables = set(written)
    asked = AFTER_A_SCENARIO if ANYTHING in tables else [check for check in AFTER_A_SCENARIO if tables & _READ[check]]
    wrong = [f"{found.name}: {row}" for found in run(asked) for row in found.rows]
    assert not wrong, ADVICE + "\n".join(wrong)


def learn_what_is_read() -> None:
    """Asks every check once in the untouched world, and keeps which tables it reads there."""
    for check in () if _READ else AFTER_A_SCENARIO:
        with read() as tables:
            [found] = run([check])
        assert not found.count, f"{found.name}: {found.rows}"
        _READ[check] = frozenset(tables)
