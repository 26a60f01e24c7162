"""How shelves lie: their area, and the order one walks past them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.places import area_of, walking_order


@pytest.mark.parametrize(
    ("bin", "area"), [("A-01", "A"), ("a-01-2", "A"), ("12-4", "12"), ("HYLLA3", "HYLLA"), (" B 7 ", "B"), ("", ""), ("Å_1", "Å")]
)
def test_the_area_of_a_shelf_is_what_its_position_begins_with(bin: str, area: str) -> None:
    assert area_of(bin) == area


def test_shelves_are_walked_by_their_numbers_and_what_has_no_position_comes_last() -> None:
    bins = ["", "A-10", "B-1", "A-2", "A-2-10", "A-2-9", "2-1", "10-1"]
    assert sorted(bins, key=walking_order) == ["2-1", "10-1", "A-2", "A-2-9", "A-2-10", "A-10", "B-1", ""]


@given(st.lists(st.text("AÅ12- _é٣", max_size=6), max_size=6))
def test_whatever_the_shelves_are_called_they_can_be_put_in_one_order(bins: list[str]) -> None:
    assert [walking_order(bin) for bin in sorted(bins, key=walking_order)] == sorted(walking_order(bin) for bin in reversed(bins))
