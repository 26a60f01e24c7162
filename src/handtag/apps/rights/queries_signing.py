"""Who can sign what somebody has prepared, and what waits to be signed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rights import queries
from handtag.apps.rights.models import SignOff, Supervision
from handtag.domain import rights
from handtag.domain.access import Role, Viewer
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Signer:
    """A colleague who could prescribe the article today."""

    pk: int
    name: str
    profession: str


def signers(viewer: Viewer, prescription: Prescription, article: Article, on: date, at: datetime) -> list[Signer]:
    """Prescribers of the unit whom the agreement and what they have earned let prescribe it now; of a student, the supervisors."""
    return signers_of(viewer, prescription, [article], on, at)[article.number]


def signers_of(viewer: Viewer, prescription: Prescription, articles: Iterable[Article], on: date, at: datetime) -> dict[str, list[Signer]]:
    """The same for several articles, by article number."""
    wanted = list(articles)
    colleagues = _colleagues(viewer, on)
    required = queries.requirements_of(viewer.county_id)
    earned = queries.earned_by({(one.user_id, viewer.principal_id) for one in colleagues}, required)
    carried = _carried(viewer, prescription, wanted, {one.profession for one in colleagues}, on)
    found: dict[str, list[Signer]] = {article.number: [] for article in wanted}
    for one in colleagues:
        for article in wanted:
            if (one.profession, article.number) not in carried:
                continue
            goods = rights.Goods(article.number, article.iso_code)
            right = rights.right(required, earned[one.user_id, viewer.principal_id], goods, profession=one.profession, on=on, at=at)
            if right.holds:
                found[article.number].append(Signer(one.pk, one.user.name, one.profession))
    return found


def to_sign(viewer: Viewer) -> QuerySet[SignOff]:
    """What waits for the viewer's signature, the oldest first."""
    return _rows(viewer).filter(state="waiting", asked_of__user_id=viewer.user_id).order_by("asked_at", "pk")


def asked_by_me(viewer: Viewer) -> QuerySet[SignOff]:
    """What the viewer has asked colleagues to sign, the latest first."""
    return _rows(viewer).filter(asked_by__user_id=viewer.user_id).order_by("-asked_at", "-pk")


def sign_off_for_page(viewer: Viewer, key: UUID) -> SignOff:
    """One that the viewer asked for or is asked to sign. Raises NotFound."""
    found: SignOff | None = _rows(viewer).filter(key=key).first()
    if found is None or viewer.user_id not in (found.asked_by.user_id, found.asked_of.user_id):
        raise NotFound("rights.no_sign_off")
    return found


def sign_off_of(viewer: Viewer, prescription: Prescription) -> SignOff | None:
    """The latest about a prescription."""
    found: SignOff | None = _rows(viewer).filter(prescription_id=prescription.pk).order_by("-pk").first()
    return found


def own_supervisors(viewer: Viewer, on: date) -> list[Supervision]:
    """Who supervises the viewer on a day."""
    rows = Supervision.objects.filter(student_id=viewer.assignment_id, valid_from__lte=on, valid_to__gte=on, ended_at=None)
    return list(rows.select_related("supervisor__user").order_by("valid_to", "pk"))


def supervisions(viewer: Viewer, on: date) -> QuerySet[Supervision]:
    """Who supervises whom where the viewer answers for it, now or to come."""
    rows = Supervision.objects.filter(valid_to__gte=on, ended_at=None, student__unit__principal_id=viewer.principal_id)
    return rows.select_related("student__user", "student__unit", "supervisor__user").order_by("valid_to", "pk")


def _rows(viewer: Viewer) -> QuerySet[Any]:
    rows: QuerySet[SignOff] = SignOff.objects.visible_to(viewer)
    opened = Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef("prescription__person_id")))
    shown = rows.annotate(person_is_open=opened).select_related("article", "asked_by__user", "asked_of__user", "prescription")
    return shown.prefetch_related("prescription__person")


def _colleagues(viewer: Viewer, on: date) -> list[Assignment]:
    found = queries.working(on).filter(role=Role.PRESCRIBER, unit_id=viewer.unit_id).exclude(user_id=viewer.user_id)
    if viewer.role is Role.STUDENT:
        now = Supervision.objects.filter(student_id=viewer.assignment_id, valid_from__lte=on, valid_to__gte=on, ended_at=None)
        found = found.filter(pk__in=now.values("supervisor_id"))
    return list(found.order_by("user__name", "pk"))


def _carried(viewer: Viewer, prescription: Prescription, articles: list[Article], professions: set[str], on: date) -> set[tuple[str, str]]:
    """(profession, article number) where the agreement carries a prescription by that profession at the viewer's unit."""
    version = prescriptions.agreement_in_force(viewer, on)
    return {
        (profession, preview.article.number)
        for profession in professions
        for preview in prescriptions.previews(replace(viewer, profession=profession), prescription, articles, on, version)
        if preview.refusal is None
    }
