"""Enter a course that a requirement may ask for, or describe it anew."""

from dataclasses import dataclass

from handtag.apps.rights.store import county_for, courses
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RegisterCourse:
    county_code: str
    code: str
    title: str
    content: str = ""


@use_case(Permission.HOLD_COURSES, audits="rights.course_registered")
def register_course(ctx: Context, data: RegisterCourse) -> int:
    """A course has a code that certificates name for ever; its title and content may change.

    Answers its number. Raises NotFound, Refused.
    """
    county = county_for(ctx.viewer, data.county_code)
    ctx.require(Permission.HOLD_COURSES)
    code, title = data.code.strip(), data.title.strip()
    if not code or not title:
        raise Refused("rights.title_missing", field="title" if code else "code")
    found = courses.put_course(county, code, title, data.content.strip())
    ctx.audit("rights.course_registered", f"course:{found.pk}", code=code)
    return found.pk
