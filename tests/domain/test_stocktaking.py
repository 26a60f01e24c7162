"""What a stocktake calls a difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain import stocktaking
from handtag.domain.stocktaking import CountedPieces, Standing, devices_apart, not_counted, pieces_apart
from handtag.domain.values.errors import Refused

HERE, THERE = 1, 2


def standing(device: int, state: str = "in_stock", at: int | None = HERE, bin: str = "A-01") -> Standing:
    return Standing(device, 10, state, at, bin, last_move=device * 100)


def test_the_last_count_of_an_article_stands() -> None:
    counts = [CountedPieces(1, 3, 5), CountedPieces(2, 5, 5), CountedPieces(1, 5, 5), CountedPieces(3, 9, 7)]
    assert [(d.cause, d.article, d.expected, d.counted) for d in pieces_apart(counts)] == [("surplus", 3, 7, 9)]
    assert [d.cause for d in pieces_apart(counts[:1])] == ["shortage"]


def test_what_nobody_has_counted_is_named() -> None:
    assert not_counted([1, 2, 3], [CountedPieces(2, 0, 4)]) == {1, 3}


def test_a_device_that_was_not_scanned_is_missing() -> None:
    found = devices_apart(HERE, [standing(1), standing(2)], {1: (standing(1), "")})
    assert [(d.cause, d.device, d.expected, d.counted, d.last_move) for d in found] == [("missing", 2, 1, 0, 200)]


@pytest.mark.parametrize(
    ("where", "in_bin", "cause"),
    [
        (standing(1), "A-01", None),
        (standing(1), "", None),
        (standing(1), "A-02", "misplaced"),
        (standing(1, at=THERE), "A-01", "misplaced"),
        (standing(1, state="returned", at=THERE), "", "misplaced"),
        (standing(1, state="picked"), "B-09", None),
        (standing(1, state="picked", at=THERE), "", "elsewhere"),
        (standing(1, state="with_person", at=None, bin=""), "", "elsewhere"),
        (standing(1, state="in_transit", at=None, bin=""), "", "elsewhere"),
        (standing(1, state="decommissioned", at=None, bin=""), "", "elsewhere"),
        (standing(1, state="lost", at=None, bin=""), "A-01", "found"),
    ],
)
def test_a_scanned_device_that_stands_elsewhere_in_the_books(where: Standing, in_bin: str, cause: str | None) -> None:
    found = devices_apart(HERE, [], {1: (where, in_bin)})
    assert [d.cause for d in found] == ([cause] if cause else [])


def test_a_device_of_another_area_was_put_in_the_wrong_bin() -> None:
    assert [d.cause for d in devices_apart(HERE, [], {1: (standing(1, bin="B-01"), "")}, area="A")] == ["misplaced"]


@given(st.lists(st.integers(1, 30), unique=True), st.lists(st.integers(1, 30), unique=True))
def test_scanned_and_missing_are_everything_that_should_be_there(expected: list[int], scanned: list[int]) -> None:
    found = devices_apart(HERE, [standing(d) for d in expected], {d: (standing(d), "") for d in scanned})
    assert {d.device for d in found} == set(expected) - set(scanned)


def test_areas_overlap_when_one_begins_as_the_other() -> None:
    assert stocktaking.overlaps("", "A")
    assert stocktaking.overlaps("A01", "A")
    assert not stocktaking.overlaps("A", "B")


def test_nobody_approves_what_they_have_counted() -> None:
    stocktaking.require_another("user:3", {"user:1", "user:2"})
    with pytest.raises(Refused):
        stocktaking.require_another("user:2", {"user:1", "user:2"})


@pytest.mark.parametrize(("state", "wanted"), [("counting", "approved"), ("approved", "counting"), ("abandoned", "counting")])
def test_steps_out_of_order_are_refused(state: str, wanted: str) -> None:
    with pytest.raises(Refused):
        stocktaking.require_step(state, wanted)
