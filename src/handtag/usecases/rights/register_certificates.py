"""Enter courses that prescribers have passed elsewhere or before."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.rights import store
from handtag.apps.rights.store import courses
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class Passed:
    """`evidence` says how it is known: a certificate shown, a list from the earlier system."""

    assignment_id: int
    held_on: date
    evidence: str


@dataclass(frozen=True)
class RegisterCertificates:
    county_code: str
    course_code: str
    passed: tuple[Passed, ...]


@use_case(Permission.MANAGE_RIGHTS, audits="rights.certificates_registered")
def register_certificates(ctx: Context, data: RegisterCertificates) -> tuple[str, ...]:
    """A course passed before counts from the day it was passed, when the principal has seen the evidence.

    Answers the certificates' numbers. Raises NotFound, Refused naming the row; then none is entered.
    """
    county = store.county_for(ctx.viewer, data.county_code)
    ctx.require(Permission.MANAGE_RIGHTS)
    course = courses.course_by_code(county, data.course_code)
    numbers = []
    for row, one in enumerate(data.passed, start=1):
        who = store.prescriber_for(ctx.viewer, one.assignment_id)
        if one.held_on > ctx.today:
            raise Refused("rights.not_held_yet", field="held_on", on=one.held_on, row=row)
        if not one.evidence.strip():
            raise Refused("rights.evidence_missing", field="evidence", row=row)
        if courses.has_certificate(who.user_id, course, one.held_on):
            raise Refused("rights.certified_already", field="held_on", who=who.user.name, on=one.held_on, row=row)
        made = courses.add_certificate(
            who.user_id, course, held_on=one.held_on, evidence=one.evidence.strip(), by=ctx.viewer.code, at=ctx.now
        )
        numbers.append(made.number)
    if not numbers:
        raise Refused("rights.nobody_named", field="passed")
    ctx.audit("rights.certificates_registered", f"course:{course.pk}", certificates=len(numbers))
    return tuple(numbers)
