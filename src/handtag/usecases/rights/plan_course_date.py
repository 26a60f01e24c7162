"""Put a course in the calendar."""

from dataclasses import dataclass
from datetime import date, time

from handtag.apps.rights.store import courses
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class PlanCourseDate:
    """`answer_by` is the last day (inclusive) to book; `place` a room or where the link is found."""

    course_id: int
    on: date
    begins: time
    ends: time
    place: str
    seats: int
    answer_by: date


@use_case(Permission.HOLD_COURSES, audits="rights.course_planned")
def plan_course_date(ctx: Context, data: PlanCourseDate) -> int:
    """Courses are offered as prescribers need them (Norrbotten final report 2021, draft agreement, "Utbildningar till förskrivare").

    Answers the date's number. Raises NotFound, Refused naming the field.
    """
    course = courses.course_for(ctx.viewer, data.course_id)
    ctx.require(Permission.HOLD_COURSES)
    if not data.place.strip():
        raise Refused("rights.place_missing", field="place")
    rights.require_date(on=data.on, answer_by=data.answer_by, seats=data.seats, begins=data.begins, ends=data.ends, today=ctx.today)
    made = courses.add_date(
        course, on=data.on, begins=data.begins, ends=data.ends, place=data.place.strip(), seats=data.seats, answer_by=data.answer_by,
        by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
    ctx.audit("rights.course_planned", f"course_date:{made.pk}", course=course.code, on=data.on.isoformat(), seats=data.seats)
    return made.pk
