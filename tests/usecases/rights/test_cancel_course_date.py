"""A course that is called off."""

import pytest
from tests.support.rights import booked
from tests.support.world import World

from handtag.domain.values.errors import Refused
from handtag.usecases.rights.book_seat import BookSeat, book_seat
from handtag.usecases.rights.cancel_course_date import CancelCourseDate, cancel_course_date


def test_it_says_why_and_takes_no_more_seats(world: World) -> None:
    given = booked(world, "anna")
    with pytest.raises(Refused, match=r"rights\.words_missing"):
        world.run(cancel_course_date, CancelCourseDate(given, ""), "kim")
    world.run(cancel_course_date, CancelCourseDate(given, "Kursledaren är sjuk"), "kim")
    with pytest.raises(Refused, match=r"rights\.date_closed"):
        world.run(book_seat, BookSeat(given), "berit")
    with pytest.raises(Refused, match=r"rights\.date_closed"):
        world.run(cancel_course_date, CancelCourseDate(given, "Igen"), "kim")
