"""Sets of positions answer as plain sets do, in whichever form they are kept."""

import random
from array import array
from collections.abc import Callable, Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.searching import positions
from handtag.domain.searching.positions import Many, Positions, as_many, both, either, first, listed, without

Form = Callable[[Collection[int]], Positions]
FORMS: dict[str, Form] = {"listed": lambda held: array("I", sorted(held)), "set": frozenset, "many": as_many}
SETS = st.sets(st.integers(0, 400), max_size=200) | st.sets(st.integers(150, 190))
SHAPES = st.sampled_from(sorted(FORMS))


@given(one=SETS, other=SETS, first_form=SHAPES, other_form=SHAPES)
def test_and_or_and_without_are_those_of_sets(one: set[int], other: set[int], first_form: str, other_form: str) -> None:
    left, right = FORMS[first_form](one), FORMS[other_form](other)
    assert set(listed(both(left, right))) == one & other
    assert set(listed(either([left, right]))) == one | other
    assert set(listed(without(left, right))) == one - other


def test_a_posting_is_tried_where_the_many_lie_and_nowhere_else() -> None:
    posting, many = array("I", range(0, 4000, 3)), as_many(range(1500, 1900))
    assert both(posting, many) == set(range(1500, 1900, 3))
    assert both(many, posting) == set(range(1500, 1900, 3))


@given(one=SETS, other=SETS)
def test_what_two_share_is_counted(one: set[int], other: set[int]) -> None:
    assert as_many(one).shared_with(as_many(other)) == len(one & other)


@given(held=SETS, seed=st.integers(0, 2**32), start=st.integers(0, 30), length=st.integers(0, 30), form=SHAPES)
def test_the_first_come_in_the_order_that_is_asked_for(held: set[int], seed: int, start: int, length: int, form: str) -> None:
    order = list(range(401))
    random.Random(seed).shuffle(order)
    rank = {position: place for place, position in enumerate(order)}
    wanted = sorted(held, key=rank.__getitem__)[start : start + length]
    assert first(FORMS[form](held), order, [rank[n] for n in range(401)], start, start + length) == wanted


@pytest.mark.parametrize("number", [positions.FLAGGED_AT_ONCE - 1, positions.FLAGGED_AT_ONCE + 1])
def test_many_positions_are_the_same_however_they_are_put_together(number: int) -> None:
    held = range(3, 3 + 7 * number, 7)
    found = either([array("I", held)])
    assert isinstance(found, Many)
    assert list(listed(found)) == list(held)
    assert len(found) == number
