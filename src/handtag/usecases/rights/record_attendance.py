"""Note who came to a course; who did has passed it and is given a certificate."""

from dataclasses import dataclass

from handtag.apps.rights.store import courses
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RecordAttendance:
    """`attended` are the assignments of those with a seat who passed; the others with a seat were absent."""

    date_id: int
    attended: tuple[int, ...]


@use_case(Permission.HOLD_COURSES, audits="rights.attendance_recorded")
def record_attendance(ctx: Context, data: RecordAttendance) -> tuple[str, ...]:
    """The course is held when those who came are known, on its day at the earliest, and once. Answers the certificates' numbers.

    Raises NotFound, Refused: not held yet, noted already, or somebody without a seat.
    """
    given = courses.lock_date(ctx.viewer, data.date_id)
    ctx.require(Permission.HOLD_COURSES)
    if given.state != "planned":
        raise Refused("rights.date_closed")
    if ctx.today < given.on:
        raise Refused("rights.not_held_yet", on=given.on)
    seats = {one.assignment_id: one for one in courses.seats_of(given) if one.state == "booked"}
    if [pk for pk in data.attended if pk not in seats]:
        raise Refused("rights.no_seat_here", field="attended")
    numbers = []
    for pk, seat in seats.items():
        came = pk in data.attended
        courses.put_seat(given, pk, "attended" if came else "absent", ctx.now)
        if came and not courses.has_certificate(seat.assignment.user_id, given.course, given.on):
            made = courses.add_certificate(
                seat.assignment.user_id, given.course, held_on=given.on, given=given, by=ctx.viewer.code, at=ctx.now
            )
            numbers.append(made.number)
    courses.set_date_state(given, "held")
    ctx.audit("rights.attendance_recorded", f"course_date:{given.pk}", attended=len(data.attended), certificates=len(numbers))
    return tuple(numbers)
