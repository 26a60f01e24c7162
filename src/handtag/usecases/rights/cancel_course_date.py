"""Call off a course that is in the calendar."""

from dataclasses import dataclass

from handtag.apps.rights.store import courses
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class CancelCourseDate:
    date_id: int
    reason: str


@use_case(Permission.HOLD_COURSES, audits="rights.course_cancelled")
def cancel_course_date(ctx: Context, data: CancelCourseDate) -> None:
    """Those with a seat read why, beside the other dates of the course. Raises NotFound, Refused."""
    given = courses.lock_date(ctx.viewer, data.date_id)
    ctx.require(Permission.HOLD_COURSES)
    if given.state != "planned":
        raise Refused("rights.date_closed")
    if not data.reason.strip():
        raise Refused("rights.words_missing", field="reason")
    courses.set_date_state(given, "cancelled", data.reason.strip())
    ctx.audit("rights.course_cancelled", f"course_date:{given.pk}")
