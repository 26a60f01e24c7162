"""For how long a stated ground lets a unit read."""

from datetime import date

import pytest

from handtag.domain.values.errors import Refused
from handtag.domain.values.grounds import GROUND_DAYS, last_day


@pytest.mark.law("PDL 4 kap. 2 §")
def test_every_ground_is_limited_and_counts_its_first_day() -> None:
    assert last_day("order_case", date(2026, 11, 23)) == date(2026, 12, 22)
    assert last_day("order_case", date(2026, 11, 23)) == date(2026, 12, 22)
    assert all(0 < days <= 730 for days in GROUND_DAYS.values())


def test_a_ground_outside_the_list_names_the_list() -> None:
    with pytest.raises(Refused) as refusal:
        last_day("curiosity", date(2026, 11, 23))
    assert refusal.value.params["valid"] == tuple(GROUND_DAYS)
