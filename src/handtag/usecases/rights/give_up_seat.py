"""Give up a seat on a course, or decline an invitation."""

from dataclasses import dataclass

from handtag.apps.rights.store import courses
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class GiveUpSeat:
    date_id: int


@use_case(Permission.PREPARE, audits="rights.seat_given_up")
def give_up_seat(ctx: Context, data: GiveUpSeat) -> int:
    """The seat goes to the one who has waited longest. Answers how many came in from the line: none or one. Raises NotFound, Refused."""
    given = courses.lock_date(ctx.viewer, data.date_id)
    ctx.require(Permission.PREPARE)
    seat = courses.seat_of(given, ctx.viewer.assignment_id)
    if seat is None or seat.state == "declined":
        raise NotFound("rights.no_seat")
    if given.state != "planned":
        raise Refused("rights.date_closed")
    courses.put_seat(given, seat.assignment_id, "declined", ctx.now)
    line = [one for one in courses.seats_of(given) if one.state == "waiting"]
    moved = line[:1] if rights.seat_state(given.seats, courses.taken(given)) == "booked" else []
    for one in moved:
        courses.put_seat(given, one.assignment_id, "booked", ctx.now)
    ctx.audit("rights.seat_given_up", f"course_date:{given.pk}", moved=len(moved))
    return len(moved)
