"""Rows of courses: their dates, seats and certificates."""

from datetime import date, datetime
from typing import Any

from handtag.apps.organisations.models import Assignment, County
from handtag.apps.rights import queries
from handtag.apps.rights.courses import SEATED, Certificate, CertificateAnnulment, Course, CourseDate, Seat
from handtag.domain.access import Role, Scope, Viewer
from handtag.domain.values.errors import NotFound


def put_course(county: County, code: str, title: str, content: str) -> Course:
    found, _made = Course.objects.update_or_create(county=county, code=code, defaults={"title": title, "content": content})
    return found


def course_by_code(county: County, code: str) -> Course:
    found = Course.objects.filter(county=county, code=code).first()
    if found is None:
        raise NotFound("rights.no_course", field="course_code", value=code)
    return found


def course_for(viewer: Viewer, course_id: int) -> Course:
    """A course of the viewer's county. Raises NotFound."""
    found = Course.objects.filter(pk=course_id)
    one = (found if viewer.scope is Scope.ALL else found.filter(county_id=viewer.county_id)).first()
    if one is None:
        raise NotFound("rights.no_course", field="course_id", value=course_id)
    return one


def has_certificate(user_id: int, course: Course, held_on: date) -> bool:
    return Certificate.objects.filter(user_id=user_id, course=course, held_on=held_on).exists()


def add_certificate(
    user_id: int, course: Course, *, held_on: date, by: str, at: datetime, evidence: str = "", given: CourseDate | None = None
) -> Certificate:
    """A certificate whose number says course, day and user: `BAS-20260301-17`, so that it can be found by who holds the paper."""
    return Certificate.objects.create(
        number=f"{course.pk}-{held_on:%y%m%d}-{user_id}", user_id=user_id, course=course, date=given, held_on=held_on, evidence=evidence,
        issued_by=by, issued_at=at,
    )  # fmt: skip


def lock_certificate(viewer: Viewer, number: str) -> Certificate:
    """A certificate in force of somebody who works at the viewer's principal. Raises NotFound."""
    rows = Certificate.objects.select_for_update(of=("self",)).filter(number=number, annulment=None)
    if viewer.scope is not Scope.ALL:
        rows = rows.filter(user__in=queries.working(viewer.on).filter(unit__principal_id=viewer.principal_id).values("user_id"))
    found = rows.first()
    if found is None:
        raise NotFound("rights.no_certificate", field="number")
    return found


def annul(certificate: Certificate, *, reason: str, by: str, at: datetime) -> None:
    CertificateAnnulment.objects.create(certificate=certificate, reason=reason, annulled_by=by, annulled_at=at)


def add_date(course: Course, *, by: str, at: datetime, **columns: Any) -> CourseDate:
    return CourseDate.objects.create(course=course, planned_by=by, planned_at=at, **columns)


def lock_date(viewer: Viewer, date_id: int) -> CourseDate:
    """A date of a course of the viewer's county: who has a seat is decided one at a time. Raises NotFound."""
    rows = CourseDate.objects.select_related("course").select_for_update(of=("self",)).filter(pk=date_id)
    found = (rows if viewer.scope is Scope.ALL else rows.filter(course__county_id=viewer.county_id)).first()
    if found is None:
        raise NotFound("rights.no_date", field="date_id")
    return found


def set_date_state(found: CourseDate, state: str, why: str = "") -> None:
    found.state, found.why_cancelled = state, why
    found.save(update_fields=["state", "why_cancelled"])


def learners(viewer: Viewer, assignment_ids: list[int]) -> list[Assignment]:
    """Prescribers and students of the viewer's county, in the order asked for. Raises NotFound."""
    rows = queries.working(viewer.on).filter(pk__in=assignment_ids, role__in=(Role.PRESCRIBER, Role.STUDENT))
    found = {row.pk: row for row in (rows if viewer.scope is Scope.ALL else rows.filter(unit__principal__county_id=viewer.county_id))}
    if missing := [pk for pk in assignment_ids if pk not in found]:
        raise NotFound("rights.no_prescriber", field="assignment_ids", value=missing[0])
    return [found[pk] for pk in dict.fromkeys(assignment_ids)]


def seat_of(given: CourseDate, assignment_id: int) -> Seat | None:
    return Seat.objects.select_for_update().filter(date=given, assignment_id=assignment_id).first()


def seats_of(given: CourseDate) -> list[Seat]:
    return list(Seat.objects.select_for_update(of=("self",)).select_related("assignment").filter(date=given).order_by("changed_at", "pk"))


def taken(given: CourseDate) -> int:
    return Seat.objects.filter(date=given, state__in=SEATED).count()


def put_seat(given: CourseDate, assignment_id: int, state: str, at: datetime, invited_by: str = "") -> Seat:
    columns = {"state": state, "changed_at": at, **({"invited_by": invited_by} if invited_by else {})}
    found, _made = Seat.objects.update_or_create(date=given, assignment_id=assignment_id, defaults=columns)
    return found
