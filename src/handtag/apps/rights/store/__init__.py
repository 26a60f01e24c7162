"""Rows of rights: what is required, given, asked for, taken back and used. Courses and sign-offs have their own modules beside."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from handtag.apps.access.models import User
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment, County, Principal
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.rights import queries
from handtag.apps.rights.models import Requirement, RightGrant, RightRequest, RightUsed, RightWithdrawal, Supervision
from handtag.domain import rights
from handtag.domain.access import Role, Scope, Viewer
from handtag.domain.values.errors import NotFound


def county_for(viewer: Viewer, code: str) -> County:
    """The viewer's own county; for the system any. Raises NotFound."""
    found = County.objects.filter(code=code).first()
    if found is None or (viewer.scope is not Scope.ALL and found.pk != viewer.county_id):
        raise NotFound("rights.no_county", field="county_code")
    return found


def add_requirement(
    county: County, wanted: rights.Requirement, article: Article | None, course_id: int | None, **source: Any
) -> Requirement:
    return Requirement.objects.create(
        county=county, title=wanted.title, iso_prefix=wanted.iso_prefix, article=article, professions=sorted(wanted.professions),
        course_id=course_id, cases=wanted.cases, months=wanted.months, since=wanted.since, until=wanted.until, **source,
    )  # fmt: skip


def lock_requirement(viewer: Viewer, requirement_id: int) -> Requirement:
    """One of the county's. Raises NotFound."""
    mine = Requirement.objects.all() if viewer.scope is Scope.ALL else Requirement.objects.filter(county_id=viewer.county_id)
    found = mine.select_for_update(of=("self",)).select_related("course").filter(pk=requirement_id).first()
    if found is None:
        raise NotFound("rights.no_requirement", field="requirement_id")
    return found


def end_requirement(requirement: Requirement, last_day: date) -> None:
    requirement.until = last_day
    requirement.save(update_fields=["until"])


def prescriber_for(viewer: Viewer, assignment_id: int, *roles: Role) -> Assignment:
    """Somebody who prescribes (or holds one of these roles) at the viewer's principal today. Raises NotFound."""
    found = queries.working(viewer.on).filter(pk=assignment_id, role__in=roles or (Role.PRESCRIBER,))
    if viewer.scope is not Scope.ALL:
        found = found.filter(unit__principal_id=viewer.principal_id)
    one = found.first()
    if one is None:
        raise NotFound("rights.no_prescriber", field="assignment_id")
    return one


def colleague(viewer: Viewer, assignment_id: int) -> Assignment:
    """A prescriber who works at the viewer's unit today, and is somebody else. Raises NotFound."""
    found = queries.working(viewer.on).filter(pk=assignment_id, role=Role.PRESCRIBER, unit_id=viewer.unit_id)
    one = found.exclude(user_id=viewer.user_id).first()
    if one is None:
        raise NotFound("rights.no_colleague", field="asked_of")
    return one


def own_assignment(viewer: Viewer) -> Assignment:
    return assignment(viewer.assignment_id)


def assignment(assignment_id: int) -> Assignment:
    return Assignment.objects.select_related("user", "unit__principal").get(pk=assignment_id)


def lock_holder(user_id: int) -> None:
    """Everything about one person's rights is done one thing at a time."""
    User.objects.select_for_update().get(pk=user_id)


def give(
    assignment: Assignment, requirement: Requirement, kind: str, *, first: date, last: date, reason: str, by: str, at: datetime,
    stands_in_for: Assignment | None = None,
) -> RightGrant:  # fmt: skip
    return RightGrant.objects.create(
        principal=assignment.unit.principal, user_id=assignment.user_id, requirement=requirement, kind=kind, stands_in_for=stands_in_for,
        valid_from=first, valid_to=last, reason=reason, given_by=by, given_at=at,
    )  # fmt: skip


def lock_grant(viewer: Viewer, grant_id: int) -> RightGrant:
    rows = _of_principal(RightGrant.objects.all(), viewer).select_for_update(of=("self",))
    found: RightGrant | None = rows.filter(pk=grant_id).first()
    if found is None:
        raise NotFound("rights.no_grant", field="grant_id")
    return found


def end_grant(grant: RightGrant, *, by: str, at: datetime) -> None:
    grant.ended_by, grant.ended_at = by, at
    grant.save(update_fields=["ended_by", "ended_at"])


def waiting_request(assignment: Assignment, requirement: Requirement) -> RightRequest | None:
    return RightRequest.objects.filter(assignment=assignment, requirement=requirement, state="waiting").first()


def add_request(assignment: Assignment, requirement: Requirement, words: str, at: datetime) -> RightRequest:
    return RightRequest.objects.create(assignment=assignment, requirement=requirement, words=words, asked_at=at)


def lock_request(viewer: Viewer, request_id: int) -> RightRequest:
    """One that waits at the viewer's principal. Raises NotFound."""
    found = RightRequest.objects.select_related("assignment__unit__principal", "requirement").select_for_update(of=("self",))
    one = found.filter(pk=request_id, state="waiting", assignment__unit__principal_id=viewer.principal_id).first()
    if one is None:
        raise NotFound("rights.no_request", field="request_id")
    return one


def answer_request(request: RightRequest, state: str, *, answer: str, by: str, at: datetime, grant: RightGrant | None = None) -> None:
    request.state, request.answer, request.answered_by, request.answered_at, request.grant = state, answer, by, at, grant
    request.save(update_fields=["state", "answer", "answered_by", "answered_at", "grant"])


def withdrawal_in_force(principal: Principal, user_id: int, iso_prefix: str) -> RightWithdrawal | None:
    return RightWithdrawal.objects.filter(principal=principal, user_id=user_id, iso_prefix=iso_prefix, given_back_at=None).first()


def withdraw(assignment: Assignment, *, iso_prefix: str, reason: str, words: str, by: str, at: datetime) -> RightWithdrawal:
    return RightWithdrawal.objects.create(
        principal=assignment.unit.principal, user_id=assignment.user_id, iso_prefix=iso_prefix, reason=reason, words=words,
        withdrawn_by=by, withdrawn_at=at,
    )  # fmt: skip


def lock_withdrawal(viewer: Viewer, withdrawal_id: int) -> RightWithdrawal:
    """One in force at the viewer's principal. Raises NotFound."""
    found = _of_principal(RightWithdrawal.objects.all(), viewer).select_for_update(of=("self",))
    one: RightWithdrawal | None = found.filter(pk=withdrawal_id, given_back_at=None).first()
    if one is None:
        raise NotFound("rights.no_withdrawal", field="withdrawal_id")
    return one


def give_back(withdrawal: RightWithdrawal, *, words: str, by: str, at: datetime) -> None:
    withdrawal.given_back_by, withdrawal.given_back_at, withdrawal.given_back_words = by, at, words
    withdrawal.save(update_fields=["given_back_by", "given_back_at", "given_back_words"])


def supervise(student: Assignment, supervisor: Assignment, *, first: date, last: date, by: str, at: datetime) -> Supervision:
    return Supervision.objects.create(student=student, supervisor=supervisor, valid_from=first, valid_to=last, set_by=by, set_at=at)


def supervisors_of(assignment_id: int, on: date) -> list[int]:
    """The assignments that supervise a student on a day."""
    found = Supervision.objects.filter(student_id=assignment_id, valid_from__lte=on, valid_to__gte=on, ended_at=None)
    return list(found.values_list("supervisor_id", flat=True))


def lock_supervision(viewer: Viewer, supervision_id: int) -> Supervision:
    found = Supervision.objects.select_for_update(of=("self",)).filter(pk=supervision_id, ended_at=None)
    one = found.filter(student__unit__principal_id=viewer.principal_id).first()
    if one is None:
        raise NotFound("rights.no_supervision", field="supervision_id")
    return one


def end_supervision(supervision: Supervision, at: datetime) -> None:
    supervision.ended_at = at
    supervision.save(update_fields=["ended_at"])


def note_right(decision: PrescriptionDecision, assignment_id: int, profession: str, rule: str, bases: list[dict[str, object]]) -> RightUsed:
    return RightUsed.objects.create(decision=decision, assignment_id=assignment_id, profession=profession, rule=rule, bases=bases)


def _of_principal(found: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    return found if viewer.scope is Scope.ALL else found.filter(principal_id=viewer.principal_id)
