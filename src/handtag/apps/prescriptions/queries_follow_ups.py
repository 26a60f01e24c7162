"""Following up as pages and use cases read it: the rules in force, the cases of a unit with who answers for each. No writes."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from handtag.apps.organisations.models import Assignment
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.follow_ups import FollowUpRule, QuestionLetter
from handtag.apps.prescriptions.models import FollowUp, Prescription
from handtag.domain.access import Viewer
from handtag.domain.following_up import Rule, rule_for
from handtag.domain.values.errors import NotFound

OPEN = ("ordered", "delivered", "followed_up")
VIEWS = ("mine", "unit", "overdue", "flagged")
OWNER = Coalesce("responsible__assignment_id", "prescriber_id")


@dataclass(frozen=True)
class CaseFilter:
    """`view` is one of VIEWS; `owner` is an assignment, whose cases alone are shown."""

    view: str = "mine"
    owner: int | None = None


def rules_in_force(county_id: int, on: date) -> list[Rule]:
    """The county's rules on a day, one for each prefix, by prefix."""
    rows = FollowUpRule.objects.filter(county_id=county_id, valid_from__lte=on).order_by("valid_from", "pk")
    latest = {row.iso_prefix: Rule(row.iso_prefix, row.first_days, row.interval_days, row.source) for row in rows}
    return [latest[prefix] for prefix in sorted(latest)]


def rule_for_prescription(prescription: Prescription, on: date) -> Rule:
    """The rule of the county whose unit prescribed, for what was chosen."""
    iso = prescription.article.iso_code if prescription.article else ""
    return rule_for(rules_in_force(prescription.unit.principal.county_id, on), iso)


def cases_for_list(viewer: Viewer, on: date, chosen: CaseFilter) -> QuerySet[Any]:
    """The unit's prescriptions under way, the most overdue first: each with `due_on`, `ground`, `is_overdue`, `owner`, `owner_name`,
    `flagged` and `person_is_open`.
    """
    rows = _cases(viewer, on)
    narrowed = {
        "mine": Q(owner_user=viewer.user_id, state__in=OPEN[1:]),
        "unit": Q(state__in=OPEN[1:]),
        "overdue": Q(due_on__lt=on),
        "flagged": Q(flagged=True),
    }[chosen.view]
    rows = rows.filter(narrowed)
    if chosen.owner is not None:
        rows = rows.filter(owner=chosen.owner)
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def counts(viewer: Viewer, on: date) -> dict[str, int]:
    """How many cases each view of the list has."""
    return {view: cases_for_list(viewer, on, CaseFilter(view)).count() for view in VIEWS}


def case_for_page(viewer: Viewer, on: date, key: UUID) -> Any:
    """One case of the unit with what has been followed up before, and its letters. Raises NotFound."""
    done: QuerySet[FollowUp] = FollowUp.objects.visible_to(viewer).order_by("-due_on", "-pk")
    letters: QuerySet[QuestionLetter] = QuestionLetter.objects.visible_to(viewer).order_by("-pk")
    rows = (
        _cases(viewer, on)
        .select_related("unit__principal", "payer")
        .prefetch_related(
            Prefetch("follow_ups", queryset=done),
            Prefetch("letters", queryset=letters),
        )
    )
    found = rows.filter(key=key).first()
    if found is None:
        raise NotFound("prescribing.no_prescription")
    return found


def prescribers_of_unit(viewer: Viewer, on: date) -> list[tuple[int, str]]:
    """Who may take over at the viewer's unit today, as (assignment, name), by name."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = Assignment.objects.filter(inside, unit_id=viewer.unit_id, role="prescriber", valid_from__lte=on, withdrawn_at=None)
    rows = rows.exclude(approved_by="").filter(user__is_active=True).select_related("user").order_by("user__name", "pk")
    return [(row.pk, row.user.name) for row in rows]


def owners_of_unit(viewer: Viewer, on: date) -> list[tuple[int, str]]:
    """Who answers for anything of the unit, as (assignment, name), by name."""
    rows = _cases(viewer, on).values_list("owner", "owner_name").distinct()
    return sorted(rows, key=lambda one: one[1])


def letter_for_page(viewer: Viewer, key: UUID) -> QuestionLetter:
    """A letter with its prescription. Raises NotFound."""
    rows = QuestionLetter.objects.visible_to(viewer).select_related("prescription__article", "prescription__unit")
    found: QuestionLetter | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("following.no_letter")
    return found


def _cases(viewer: Viewer, on: date) -> QuerySet[Any]:
    rows: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    waiting = FollowUp.objects.visible_to(viewer).filter(prescription=OuterRef("pk"), done_on=None).order_by("due_on", "pk")
    owner = Assignment.objects.filter(pk=OuterRef("owner"))
    late = Case(When(due_on__lt=on, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
    flagged = Case(
        When(responsible__flagged_on__isnull=False, then=Value(value=True)), default=Value(value=False), output_field=BooleanField()
    )
    return (
        rows.exclude(state="ended")
        .annotate(owner=OWNER, due_on=Subquery(waiting.values("due_on")[:1]), ground=Subquery(waiting.values("ground")[:1]))
        .annotate(owner_name=Subquery(owner.values("user__name")[:1]), owner_user=Subquery(owner.values("user_id")[:1]))
        .annotate(
            is_overdue=late, flagged=flagged, person_is_open=Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef("person_id")))
        )
        .select_related("article")
        .prefetch_related("person")  # a person behind the second wall must not take the case away
    )
