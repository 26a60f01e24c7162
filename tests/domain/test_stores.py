"""Levels and kinds of stores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain import stores
from handtag.domain.places import LOCATION_KINDS
from handtag.domain.stores import Kept, refill
from handtag.domain.values.errors import Refused

NUMBERS = st.integers(0, 50)


def test_every_kind_of_location_is_a_kind_of_store() -> None:
    assert stores.KINDS.keys() == set(LOCATION_KINDS)


@pytest.mark.parametrize(("there", "coming", "wanted"), [(5, 0, 0), (4, 0, 0), (3, 0, 7), (0, 0, 10), (0, 4, 0), (1, 2, 7), (12, 0, 0)])
def test_below_the_minimum_it_is_filled_up_to_the_target(there: int, coming: int, wanted: int) -> None:
    assert refill(Kept(4, 10, there, coming)) == wanted


@given(minimum=st.integers(1, 20), more=NUMBERS, there=NUMBERS, coming=NUMBERS)
def test_what_is_ordered_is_never_ordered_twice(minimum: int, more: int, there: int, coming: int) -> None:
    kept = Kept(minimum, minimum + more, there, coming)
    ordered = refill(kept)
    assert ordered >= 0
    assert there + coming + ordered >= minimum
    assert refill(Kept(minimum, minimum + more, there, coming + ordered)) == 0


@pytest.mark.parametrize(("minimum", "target"), [(0, 5), (-1, 5), (5, 4), (1, 10_000), (10_000, 10_000), (0, -1)])
def test_levels_that_cannot_be_are_refused(minimum: int, target: int) -> None:
    with pytest.raises(Refused):
        stores.check_levels(minimum, target)


def test_no_levels_at_all_are_no_levels() -> None:
    stores.check_levels(0, 0)
    stores.check_levels(1, 1)


@pytest.mark.parametrize(
    ("kind", "own", "code"),
    [("central_store", True, "stores.staffed"), ("branch_store", True, "stores.staffed"), ("buffer_store", False, "stores.other_units")],
)
def test_goods_are_taken_out_where_nobody_works(kind: str, own: bool, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        stores.require_takes_out(kind, "Förrådet", own_unit=own)
    assert refusal.value.code == code
    stores.require_takes_out("local_store", "Förrådet", own_unit=False)
    stores.require_takes_out("buffer_store", "Förrådet", own_unit=True)


def test_a_unit_pays_only_for_a_store_that_is_a_units() -> None:
    assert stores.who_pays("buffer_store", "") == "unit"
    assert stores.who_pays("buffer_store", "centre") == "centre"
    assert stores.who_pays("local_store", "") == "centre"
    for kind, has_unit, paid_by in (("buffer_store", False, ""), ("local_store", False, "unit"), ("local_store", True, "nobody")):
        with pytest.raises(Refused):
            stores.check_belonging(kind, has_unit=has_unit, paid_by=paid_by)
    stores.check_belonging("local_store", has_unit=True, paid_by="unit")


def test_a_transfer_is_wanted_article_by_article() -> None:
    for lines in ([], [("1", 0)], [("1", 1), ("1", 2)], [("1", 10_000)]):
        with pytest.raises(Refused):
            stores.check_wanted(lines)
    stores.check_wanted([("1", 1), ("2", 9_999)])
