"""Invite prescribers to a course that is in the calendar."""

from dataclasses import dataclass

from handtag.apps.rights.store import courses
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class InviteToCourse:
    date_id: int
    assignment_ids: tuple[int, ...]


@use_case(Permission.HOLD_COURSES, audits="rights.invited")
def invite_to_course(ctx: Context, data: InviteToCourse) -> int:
    """An invitation takes no seat until it is accepted. Who has answered already is not asked again. Answers how many were invited.

    Raises NotFound, Refused when the date is over or nobody new was named.
    """
    given = courses.lock_date(ctx.viewer, data.date_id)
    ctx.require(Permission.HOLD_COURSES)
    rights.require_open(given.state, given.answer_by, ctx.today)
    named = courses.learners(ctx.viewer, list(data.assignment_ids))
    new = [one for one in named if courses.seat_of(given, one.pk) is None]
    if not new:
        raise Refused("rights.nobody_named", field="assignment_ids")
    for one in new:
        courses.put_seat(given, one.pk, "invited", ctx.now, ctx.viewer.code)
    ctx.audit("rights.invited", f"course_date:{given.pk}", invited=len(new))
    return len(new)
