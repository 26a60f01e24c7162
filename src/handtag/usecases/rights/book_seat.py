"""Take a seat on a course, or a place in the line for one."""

from dataclasses import dataclass

from handtag.apps.rights.store import courses
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class BookSeat:
    date_id: int


@use_case(Permission.PREPARE, audits="rights.seat_booked")
def book_seat(ctx: Context, data: BookSeat) -> str:
    """Seats are given in the order they are asked for; when the course is full one waits in line. Answers booked or waiting.

    Raises NotFound, Refused when it is too late or the seat is there already.
    """
    given = courses.lock_date(ctx.viewer, data.date_id)
    ctx.require(Permission.PREPARE)
    rights.require_open(given.state, given.answer_by, ctx.today)
    seat = courses.seat_of(given, ctx.viewer.assignment_id)
    if seat is not None and seat.state in ("booked", "waiting"):
        raise Refused("rights.seated_already")
    state = rights.seat_state(given.seats, courses.taken(given))
    courses.put_seat(given, ctx.viewer.assignment_id, state, ctx.now)
    ctx.audit("rights.seat_booked", f"course_date:{given.pk}", state=state)
    return state
