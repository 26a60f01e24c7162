"""What belongs to a prescription besides need and decision, as pages and use cases read it. No writes, no rules."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from handtag.apps.people.identity import subject_of
from handtag.apps.people.models import Person
from handtag.apps.people.secrecy import hidden_from
from handtag.apps.prescriptions.models import Prescription, Step
from handtag.apps.prescriptions.process import ExceptionRequest, FormAnswer, Offering, PrescriptionFile, RememberedFact, Trial
from handtag.domain.access import Viewer
from handtag.domain.agreement.facts import parse_facts
from handtag.domain.forms import Form, read_form
from handtag.domain.process import still_holds


@dataclass(frozen=True)
class Said:
    """What was said of a person, as a typed fact, and the day."""

    value: object
    on: date


def remembered(viewer: Viewer, person: Person, on: date) -> dict[str, Said]:
    """What the viewer's care provider was told of the person, that no block hides from the viewer and that is taken to hold on the day."""
    rows: QuerySet[RememberedFact] = RememberedFact.objects.visible_to(viewer)
    rows = rows.filter(person_id__in=subject_of(person).ids)
    rows = rows.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    latest = {row.fact: row for row in rows.order_by("said_on", "pk")}
    holds = {name: row for name, row in latest.items() if row.value and still_holds(name, row.said_on, person.birth_date, on)}
    typed = parse_facts({name: row.value for name, row in holds.items()})
    return {name: Said(typed[name], row.said_on) for name, row in holds.items()}


@dataclass(frozen=True)
class Process:
    """What belongs to a prescription, the latest first; `planned` are the steps that are planned, by kind the last word."""

    planned: list[Step]
    offerings: list[Offering]
    trial: Trial | None
    trials: list[Trial]
    exceptions: list[ExceptionRequest]


def process_of(viewer: Viewer, prescription: Prescription) -> Process:
    """Of a prescription that was loaded for a page, with its steps."""
    last = {step.kind: step for step in prescription.steps.all()}
    planned = sorted((step for step in last.values() if step.state == "planned"), key=lambda step: (step.taken_on, step.pk))
    offerings: QuerySet[Offering] = Offering.objects.visible_to(viewer)
    trials: QuerySet[Trial] = Trial.objects.visible_to(viewer)
    tried = list(trials.filter(prescription=prescription).order_by("-pk"))
    return Process(
        planned,
        list(offerings.filter(prescription=prescription).order_by("-pk")),
        next((one for one in tried if one.ended_on is None), None),
        tried,
        list(_exceptions(viewer).filter(prescription=prescription)),
    )


def exceptions_for_list(viewer: Viewer, *, waiting: bool) -> QuerySet[ExceptionRequest]:
    """Those of the unit that wait for its manager's answer, or those that have been answered; the latest first."""
    return _exceptions(viewer).filter(answer__isnull=waiting)


def exceptions_made(viewer: Viewer, first: date, last: date) -> list[dict[str, Any]]:
    """What was granted in days (both inclusive, by UTC), counted by unit, article, what the agreement had answered, and reason; most first.
    Persons and words are not in it.
    """
    rows: QuerySet[ExceptionRequest] = ExceptionRequest.objects.visible_to(viewer)
    rows = rows.filter(answer__decision__isnull=False, answer__answered_at__date__gte=first, answer__answered_at__date__lte=last)
    columns = ("unit__name", "article__iso_code", "article__name", "refusal", "reason")
    return list(rows.values(*columns).annotate(count=Count("pk")).order_by("-count", *columns))


def _exceptions(viewer: Viewer) -> QuerySet[ExceptionRequest]:
    rows: QuerySet[ExceptionRequest] = ExceptionRequest.objects.visible_to(viewer)
    return rows.select_related("article", "unit", "answer__decision").order_by("-asked_at", "-pk")


@dataclass(frozen=True)
class Filled:
    """A form as it was filled in, with the form as it read then."""

    form: Form
    answers: Mapping[str, object]
    result: str
    filled_on: date


def filled_in(viewer: Viewer, prescription: Prescription) -> list[Filled]:
    """The forms of a prescription that was loaded for a page, the latest first; of a culled one the answers are gone."""
    rows: QuerySet[FormAnswer] = FormAnswer.objects.visible_to(viewer)
    rows = rows.filter(prescription=prescription).select_related("version").order_by("-pk")
    return [Filled(read_form(row.version.content), json.loads(row.answers or "{}"), row.result, row.filled_on) for row in rows]


def files_of(viewer: Viewer, prescription: Prescription) -> list[PrescriptionFile]:
    """What is kept with a prescription that was loaded for a page, the first first, without the files themselves."""
    rows: QuerySet[PrescriptionFile] = PrescriptionFile.objects.visible_to(viewer)
    return list(rows.filter(prescription=prescription, removed_at=None).defer("content").order_by("pk"))


def file_of(viewer: Viewer, prescription: Prescription, file_id: int) -> PrescriptionFile | None:
    """One of them, with its content."""
    rows: QuerySet[PrescriptionFile] = PrescriptionFile.objects.visible_to(viewer)
    return rows.filter(prescription=prescription, removed_at=None, pk=file_id).first()
