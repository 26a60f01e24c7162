"""What this app holds about one person, for the extract that she has a right to: what the viewer's own care provider has prescribed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from handtag.apps.people.secrecy import hidden_from
from handtag.apps.prescriptions.follow_ups import QuestionLetter, Responsible
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision, Step
from handtag.apps.prescriptions.process import (
    ExceptionAnswer,
    ExceptionRequest,
    FormAnswer,
    Offering,
    PrescriptionFile,
    RememberedFact,
    Trial,
)
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, Where

MODELS = (
    Prescription, PrescriptionDecision, Step, FollowUp, RememberedFact, Offering, Trial, ExceptionRequest, ExceptionAnswer, FormAnswer,
    PrescriptionFile, Responsible, QuestionLetter,
)  # fmt: skip


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """Without those that a block hides from the viewer."""
    found = Prescription.objects.filter(person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    found = found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    yield _prescriptions(found)
    of_these: dict[str, Any] = {"prescription__in": found.values("pk")}
    steps = Step.objects.filter(**of_these).order_by("pk").values_list("kind", "state", "note", "taken_on")
    yield Section("steps", ("kind", "state", "text", "on"), tuple((Code(kind), Code(state), note, on) for kind, state, note, on in steps))
    yield _decisions(of_these)
    due = FollowUp.objects.filter(**of_these).order_by("pk").values_list("due_on", "done_on", "result", "note")
    yield Section("follow_ups", ("due_on", "on", "result", "text"), tuple((a, b, Code(result), note) for a, b, result, note in due))
    sent = QuestionLetter.objects.filter(**of_these).order_by("pk").values_list("sent_at", "answer_by")
    yield Section("question_letters", ("at", "due_on"), tuple(sent))
    others = Responsible.objects.filter(**of_these).order_by("pk").values_list("since", "assignment__user__name")
    yield Section("responsible", ("on", "prescriber"), tuple(others))
    yield _said(viewer, subject)
    yield from _process(of_these)


def _said(viewer: Viewer, subject: Subject) -> Section:
    found = RememberedFact.objects.filter(person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    found = found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id")).order_by("pk")
    rows = ((on, Code(fact), Code(value)) for on, fact, value in found.values_list("said_on", "fact", "value"))
    return Section("remembered_facts", ("on", "kind", "text"), tuple(rows))


def _process(of_these: dict[str, Any]) -> Iterator[Section]:
    """What was offered, tried, filled in and asked for, and which files there are."""
    offered = Offering.objects.filter(**of_these).order_by("pk").values_list("offered_on", "offered", "chosen", "reason")
    yield Section("offerings", ("on", "offered", "chosen", "reason"), tuple(offered))
    trials = Trial.objects.filter(**of_these).order_by("pk").values_list("until", "ended_on", "outcome", "note")
    yield Section("trials", ("to", "ended_at", "result", "text"), tuple((to, end, Code(how), note) for to, end, how, note in trials))
    forms = FormAnswer.objects.filter(**of_these).select_related("version").order_by("pk")
    filled = ((one.filled_on, one.version.content.get("title", one.version.form), one.answers, one.result) for one in forms)
    yield Section("form_answers", ("on", "form", "answers", "result"), tuple(filled))
    columns = ("asked_at", "article__name", "reason", "words", "answer__words", "answer__answered_at")
    asked = ExceptionRequest.objects.filter(**of_these).order_by("pk").values_list(*columns)
    rows = ((at, article, Code(why), words, said or "", on) for at, article, why, words, said, on in asked)
    yield Section("exceptions", ("at", "article", "reason", "text", "result", "ended_at"), tuple(rows))
    files = PrescriptionFile.objects.filter(**of_these).order_by("pk").values_list("added_at", "title")
    yield Section("prescription_files", ("at", "text"), tuple(files))


def _prescriptions(found: QuerySet[Prescription]) -> Section:
    columns = ("unit__name", "started_at", "state", "need", "goal", "goal_code", "priority", "article__name", "payer__name", "facts")
    rows = (
        (Where(unit), at, Code(state), need, f"{goal} {code}".strip(), priority, article, Where(payer or ""), _facts(facts))
        for unit, at, state, need, goal, code, priority, article, payer, facts in found.order_by("started_at", "pk").values_list(*columns)
    )
    heads = ("unit", "at", "state", "need", "goal", "priority", "article", "payer", "answers")
    return Section("prescriptions", heads, tuple(rows))


def _decisions(of_these: dict[str, Any]) -> Section:
    columns = ("decided_at", "article__name", "payer__name", "rule", "agreement_version__name", "agreement_version__version", "facts")
    found = PrescriptionDecision.objects.filter(**of_these).order_by("pk").values_list(*columns)
    rows = (
        (at, article, Where(payer), rule, f"{name} {version}", _facts(facts)) for at, article, payer, rule, name, version, facts in found
    )
    return Section("decisions", ("at", "article", "payer", "rule", "agreement", "answers"), tuple(rows))


def _facts(facts: dict[str, object]) -> tuple[tuple[object, ...], ...]:
    """Questions and answers; the municipality says where the person lives."""
    return tuple((Code(name), Where(value) if name == "municipality" else _coded(value)) for name, value in sorted(facts.items()))


def _coded(value: object) -> object:
    return Code(value) if isinstance(value, str) else value
