"""Who has earned what, as pages and use cases ask: requirements of a county, what a prescriber has, and the right to one article."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment, County
from handtag.apps.rights import models as rows
from handtag.db import wall
from handtag.domain import rights
from handtag.domain.access import Permission, Role, Scope, Viewer
from handtag.domain.values.errors import NotFound

Who = tuple[int, int]  # user and principal
NOBODY = rights.Earned()


def requirements_of(county_id: int) -> list[rights.Requirement]:
    """All that the county ever required, the oldest first."""
    found = rows.Requirement.objects.filter(county_id=county_id).select_related("article", "course").order_by("pk")
    return [_requirement(row) for row in found]


def county_code(viewer: Viewer) -> str:
    return County.objects.values_list("code", flat=True).get(pk=viewer.county_id)


def requirements_for_list(viewer: Viewer) -> QuerySet[rows.Requirement]:
    """What the viewer's county requires, what is over last."""
    found = rows.Requirement.objects.filter(county_id=viewer.county_id).select_related("article", "course")
    return found.order_by("until", "iso_prefix", "pk")


def earned_by(who: Collection[Who], requirements: Sequence[rights.Requirement]) -> dict[Who, rights.Earned]:
    """What each user has at a principal: certificates and cases are the user's own, grants and withdrawals the principal's."""
    users = {user for user, _ in who}
    certificates = _gathered((row.user_id, _certificate(row)) for row in _certificates(users))
    cases = _gathered(case for row in _followed(users) for case in _cases(row, requirements))
    given = rows.RightGrant.objects.filter(user_id__in=users).order_by("pk")
    grants = _gathered(((row.user_id, row.principal_id), _grant(row)) for row in given)
    taken = rows.RightWithdrawal.objects.filter(user_id__in=users).order_by("pk")
    withdrawn = _gathered(((row.user_id, row.principal_id), _withdrawal(row)) for row in taken)
    return {
        (user, principal): rights.Earned(
            certificates.get(user, ()), cases.get(user, ()), grants.get((user, principal), ()), withdrawn.get((user, principal), ())
        )
        for user, principal in who
    }


def rights_to(viewer: Viewer, articles: Iterable[Article], on: date, at: datetime) -> dict[str, rights.Right]:
    """By article number: what the viewer's right to prescribe it rests on, or what is missing."""
    required = requirements_of(viewer.county_id)
    who = (viewer.user_id, viewer.principal_id)
    earned = earned_by([who], required)[who]
    found = {}
    for article in articles:
        goods = rights.Goods(article.number, article.iso_code)
        right = rights.right(required, earned, goods, profession=viewer.profession, on=on, at=at)
        found[article.number] = replace(right, supervised=viewer.role is Role.STUDENT)
    return found


def right_to(viewer: Viewer, article: Article, on: date, at: datetime) -> rights.Right:
    return rights_to(viewer, [article], on, at)[article.number]


def right_of(assignment: Assignment, article: Article, on: date, at: datetime) -> rights.Right:
    """The same for somebody else, by the employment in which they prescribe."""
    required = requirements_of(assignment.unit.principal.county_id)
    who = (assignment.user_id, assignment.unit.principal_id)
    goods = rights.Goods(article.number, article.iso_code)
    found = rights.right(required, earned_by([who], required)[who], goods, profession=assignment.profession, on=on, at=at)
    return replace(found, supervised=assignment.role == Role.STUDENT)


def whole_withdrawal(viewer: Viewer, at: datetime) -> rights.Withdrawal | None:
    """What stops the viewer from prescribing anything at all."""
    who = (viewer.user_id, viewer.principal_id)
    return rights.withdrawal_of(earned_by([who], [])[who], "", at)


def working(on: date) -> QuerySet[Assignment]:
    """Everybody who holds an approved role on a day."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    held = Assignment.objects.filter(inside, valid_from__lte=on, withdrawn_at=None, user__is_active=True).exclude(approved_by="")
    return held.select_related("user", "unit__principal")


@dataclass(frozen=True)
class Prescriber:
    """One prescriber at one unit and how they stand to everything that is required of their profession."""

    assignment: Assignment
    standings: tuple[rights.Standing, ...]
    withdrawals: tuple[rights.Withdrawal, ...]

    def worst(self, on: date) -> str:
        """withdrawn, missing, expiring or in_force."""
        if self.withdrawals:
            return "withdrawn"
        if any(not one.is_met for one in self.standings):
            return "missing"
        return "expiring" if any(one.expires_soon(on) for one in self.standings) else "in_force"


def prescribers(viewer: Viewer, on: date, at: datetime) -> list[Prescriber]:
    """Those whose rights the viewer answers for: the unit's, or every unit's of the principal; by unit and name."""
    held = _answered_for(viewer, on).filter(role=Role.PRESCRIBER).order_by("unit__name", "user__name", "pk")
    return _stood(list(held), viewer.county_id, on, at)


def prescriber_for_page(viewer: Viewer, assignment_id: int, on: date, at: datetime) -> Prescriber:
    """One of them. Raises NotFound."""
    found = _answered_for(viewer, on).filter(role=Role.PRESCRIBER, pk=assignment_id).first()
    if found is None:
        raise NotFound("rights.no_prescriber")
    return _stood([found], viewer.county_id, on, at)[0]


def own(viewer: Viewer, on: date, at: datetime) -> Prescriber:
    """The viewer's own."""
    return _stood([Assignment.objects.select_related("user", "unit__principal").get(pk=viewer.assignment_id)], viewer.county_id, on, at)[0]


def standings_of(assignment: Assignment, on: date, at: datetime) -> tuple[rights.Standing, ...]:
    """How somebody stands to everything that is required of their profession."""
    return _stood([assignment], assignment.unit.principal.county_id, on, at)[0].standings


def colleagues_of(viewer: Viewer, on: date, role: Role = Role.PRESCRIBER) -> list[tuple[int, str]]:
    """Those with a role for whom the viewer answers, to choose among."""
    held = _answered_for(viewer, on).filter(role=role).order_by("user__name", "pk")
    return [(one.pk, f"{one.user.name}, {one.unit.name}") for one in held]


def requests_waiting(viewer: Viewer) -> QuerySet[rows.RightRequest]:
    """What prescribers have asked the viewer's principal for, the oldest first."""
    found = rows.RightRequest.objects.filter(state="waiting", assignment__unit__principal_id=viewer.principal_id)
    return found.select_related("assignment__user", "assignment__unit", "requirement__course").order_by("asked_at", "pk")


def own_requests(viewer: Viewer) -> QuerySet[rows.RightRequest]:
    found = rows.RightRequest.objects.filter(assignment__user_id=viewer.user_id, assignment__unit__principal_id=viewer.principal_id)
    return found.select_related("requirement").order_by("-asked_at", "-pk")


def history_of(assignment: Assignment) -> dict[str, Any]:
    """What has been given to, taken from and earned by a prescriber, the latest first."""
    of: dict[str, Any] = {"user_id": assignment.user_id}
    here = {**of, "principal_id": assignment.unit.principal_id}
    return {
        "certificates": rows.Certificate.objects.filter(**of).select_related("course", "annulment").order_by("-held_on", "-pk"),
        "grants": rows.RightGrant.objects.filter(**here).select_related("requirement", "stands_in_for__user").order_by("-pk"),
        "withdrawals": rows.RightWithdrawal.objects.filter(**here).order_by("-pk"),
    }


def right_used(decision_id: int) -> rows.RightUsed | None:
    """What the right behind a decision rested on."""
    return rows.RightUsed.objects.select_related("assignment__user").filter(decision_id=decision_id).first()


def _answered_for(viewer: Viewer, on: date) -> QuerySet[Assignment]:
    everyone = working(on)
    if not viewer.may(Permission.READ_RIGHTS):
        return everyone.none()
    if viewer.scope is Scope.UNIT:
        return everyone.filter(unit_id=viewer.unit_id)
    return everyone.filter(unit__principal_id=viewer.principal_id)


def _stood(held: list[Assignment], county_id: int, on: date, at: datetime) -> list[Prescriber]:
    required = requirements_of(county_id)
    earned = earned_by({(one.user_id, one.unit.principal_id) for one in held}, required)
    return [_prescriber(one, required, earned[one.user_id, one.unit.principal_id], on, at) for one in held]


def _prescriber(one: Assignment, required: Sequence[rights.Requirement], earned: rights.Earned, on: date, at: datetime) -> Prescriber:
    asked = [requirement for requirement in required if requirement.is_asked_of(one.profession, on)]
    withdrawn = tuple(withdrawal for withdrawal in earned.withdrawals if withdrawal.is_in_force(at))
    return Prescriber(one, tuple(rights.standing(requirement, earned, on, at) for requirement in asked), withdrawn)


def _requirement(row: rows.Requirement) -> rights.Requirement:
    return rights.Requirement(
        pk=row.pk, title=row.title, since=row.since, until=row.until, iso_prefix=row.iso_prefix,
        article_number=row.article.number if row.article else "", professions=frozenset(row.professions),
        course=row.course.code if row.course else "", cases=row.cases, months=row.months,
    )  # fmt: skip


def _certificates(users: Collection[int]) -> QuerySet[rows.Certificate]:
    return rows.Certificate.objects.filter(user_id__in=users).select_related("course", "annulment").order_by("held_on", "pk")


def _followed(users: Collection[int]) -> list[Any]:
    """Signed cases that count, whoever reads: a number of days, not a person, comes of them."""
    with wall.asking_as(wall.EVERYTHING):
        return list(rows.SignOff.followed_by(users))


def _certificate(row: rows.Certificate) -> rights.Certificate:
    annulment = getattr(row, "annulment", None)
    return rights.Certificate(row.number, row.course.code, row.held_on, annulment.annulled_at if annulment else None)


def _cases(row: tuple[int, str, str, date], required: Sequence[rights.Requirement]) -> Iterable[tuple[int, rights.Case]]:
    user_id, number, iso_code, on = row
    goods = rights.Goods(number, iso_code)
    return [(user_id, rights.Case(one.pk, on)) for one in required if one.cases and one.covers(goods)]


def _grant(row: rows.RightGrant) -> rights.Grant:
    return rights.Grant(row.pk, row.requirement_id, row.kind, row.valid_from, row.valid_to, row.ended_at)


def _withdrawal(row: rows.RightWithdrawal) -> rights.Withdrawal:
    return rights.Withdrawal(row.iso_prefix, row.reason, row.words, row.withdrawn_at, row.given_back_at)


def _gathered(pairs: Iterable[tuple[Any, Any]]) -> Mapping[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
