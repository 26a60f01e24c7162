"""The proof after a scenario: what `handtag verify` asks, without what only a whole database can answer and what costs most."""

from django.db import connection

from handtag.cli.verification import CHECKS, PLATFORM, run

# The database's own catalogue is the same for every test, and test_verify asks for it once; tests choose order numbers of their own.
ELSEWHERE = {"order_numbers_with_gaps"}
AFTER_A_SCENARIO = [check for check, (about, _) in CHECKS.items() if about != PLATFORM and check.__name__ not in ELSEWHERE]
ADVICE = "the test left rows that do not add up; where that is meant, mark it @pytest.mark.damaged:\n"


def assert_nothing_lost() -> None:
    """Raises AssertionError naming the rows that do not add up. A transaction that is broken already cannot be asked."""
    if connection.needs_rollback:
        return
    wrong = [f"{found.name}: {row}" for found in run(AFTER_A_SCENARIO) for row in found.rows]
    assert not wrong, ADVICE + "\n".join(wrong)
