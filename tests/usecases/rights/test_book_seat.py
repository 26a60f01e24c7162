"""Seats on a course."""

from datetime import timedelta

import pytest
from tests.support.rights import booked, planned
from tests.support.world import NOW, World

from handtag.domain.values.errors import Refused
from handtag.usecases.rights.book_seat import BookSeat, book_seat


def test_seats_are_given_in_order_and_then_one_waits_in_line(world: World) -> None:
    given = planned(world, seats=2)
    assert [world.run(book_seat, BookSeat(given), name) for name in ("anna", "cilla", "nils")] == ["booked", "booked", "waiting"]
    with pytest.raises(Refused, match=r"rights\.seated_already"):
        world.run(book_seat, BookSeat(given), "anna")


def test_it_is_too_late_after_the_last_day_to_answer(world: World) -> None:
    with pytest.raises(Refused, match=r"rights\.answered_too_late"):
        world.run(book_seat, BookSeat(booked(world)), "anna", now=NOW + timedelta(days=13))
