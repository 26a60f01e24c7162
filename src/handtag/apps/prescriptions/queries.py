"""Prescriptions as pages and interfaces read them: lists, one with its steps, follow-ups that are due. No writes, no rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from handtag.apps.agreements.queries import CompiledVersion, compiled_for
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Unit
from handtag.apps.organisations.queries import county_agreement
from handtag.apps.people.identity import records_of
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision, Step
from handtag.db import wall
from handtag.domain import prescribing
from handtag.domain.access import Permission, Viewer
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.redecide import Made
from handtag.domain.values.errors import NotAllowed, NotFound, Refused

SORTS = {"started": "started_at", "state": "state", "priority": "priority", "due": "due_on"}
PAGE = 2000
UNFINISHED = ("started", "article_chosen")


@dataclass(frozen=True)
class PrescriptionFilter:
    """What a list is narrowed to; an empty value narrows nothing. `unfinished` means that nothing has been ordered yet."""

    word: str = ""
    mine: bool = False
    unfinished: bool = False
    overdue: bool = False


@dataclass(frozen=True)
class Preview:
    """What the agreement would answer about an article; `refusal` is None when it carries a prescription."""

    article: Article
    decision: Decision
    refusal: Refused | None
    missing: tuple[str, ...]


def prescriptions_for_list(
    viewer: Viewer, on: date, chosen: PrescriptionFilter | None = None, sort: str = "-started"
) -> QuerySet[Prescription]:
    """The unit's prescriptions in a stable order, each with `due_on` (its next follow-up), `is_overdue` and `person_is_open`."""
    wanted = chosen or PrescriptionFilter()
    rows = _rows(viewer, on)
    if wanted.mine:
        rows = rows.filter(prescriber__user_id=viewer.user_id)
    if wanted.unfinished:
        rows = rows.filter(state__in=UNFINISHED)
    if wanted.overdue:
        rows = rows.filter(due_on__lt=on)
    if wanted.word:
        need = Q(need__icontains=wanted.word, person_is_open=True)  # what is not shown is not searched either
        rows = rows.filter(Q(article__name__icontains=wanted.word) | Q(article__number=wanted.word) | need)
    column = F(SORTS.get(sort.removeprefix("-"), "started_at"))
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(first, "-pk")


def prescriptions_of_person(viewer: Viewer, on: date, person_key: UUID) -> QuerySet[Prescription]:
    """The unit's prescriptions for one person, the latest first."""
    return (
        _rows(viewer, on).filter(person__in=Person.objects.visible_to(viewer).filter(records_of(person_key))).order_by("-started_at", "-pk")
    )


def prescription_for_page(viewer: Viewer, key: UUID) -> Prescription:
    """One prescription with person, article, payer, steps, follow-ups and decisions (the latest first). Raises NotFound."""
    rows: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    found = (
        rows.filter(key=key)
        .select_related("person__municipality", "article", "payer", "unit", "prescriber__user")
        .prefetch_related(
            Prefetch("steps", queryset=Step.objects.order_by("pk")),
            Prefetch("follow_ups", queryset=FollowUp.objects.visible_to(viewer).order_by("due_on", "pk")),
            Prefetch("decisions", queryset=PrescriptionDecision.objects.order_by("-pk")),
        )
        .first()
    )
    if found is None:
        raise NotFound("prescribing.no_prescription")
    return found


def follow_ups_due(
    viewer: Viewer, on: date, *, mine: bool = False, person_key: UUID | None = None, prescription_key: UUID | None = None
) -> QuerySet[FollowUp]:
    """Follow-ups that are not done, the most overdue first, with prescription, article and person."""
    rows: QuerySet[FollowUp] = FollowUp.objects.visible_to(viewer)
    rows = rows.filter(done_on=None).exclude(prescription__state="ended")
    if mine:
        prescribed = Q(prescription__responsible=None, prescription__prescriber__user_id=viewer.user_id)
        rows = rows.filter(prescribed | Q(prescription__responsible__assignment__user_id=viewer.user_id))
    if person_key:
        rows = rows.filter(prescription__person__in=Person.objects.visible_to(viewer).filter(records_of(person_key)))
    if prescription_key:
        rows = rows.filter(prescription__key=prescription_key)
    return (
        rows.annotate(is_overdue=_before(on), person_is_open=_open_person(viewer, "prescription__person_id"))
        .select_related("prescription__article")
        .prefetch_related("prescription__person")
        .order_by("due_on", "pk")
    )


def agreement_in_force(viewer: Viewer, on: date) -> CompiledVersion:
    """The version of the county's agreement on a day. Raises NotFound when none is in force."""
    return compiled_for(county_agreement(viewer), on)


def known_facts(viewer: Viewer, prescription: Prescription, on: date) -> dict[str, object]:
    """What the records say about the case, whatever the article: never asked for."""
    return prescribing.known_of(_person_facts(viewer, prescription), _prescriber_facts(viewer), on)


def facts_about(viewer: Viewer, prescription: Prescription, article: Article, on: date) -> dict[str, object]:
    """All that is known when the viewer would choose the article: records first, then the answers on the prescription."""
    wanted = prescribing.ArticleFacts(article.iso_code, article.kind, article.product_word or "")
    return prescribing.facts_for(_person_facts(viewer, prescription), _prescriber_facts(viewer), wanted, prescription.facts, on)


def previews(viewer: Viewer, prescription: Prescription, articles: Iterable[Article], on: date, version: CompiledVersion) -> list[Preview]:
    """What a version of the agreement answers if each article were chosen now, in the order given."""
    person, prescriber = _person_facts(viewer, prescription), _prescriber_facts(viewer)
    found = []
    for article in articles:
        wanted = prescribing.ArticleFacts(article.iso_code, article.kind, article.product_word or "")
        facts = prescribing.facts_for(person, prescriber, wanted, prescription.facts, on)
        decision = decide(version.compiled, facts)
        refusal = prescribing.refusal_of(version.compiled, facts, decision)
        found.append(Preview(article, decision, refusal, prescribing.missing_for(decision, "payer", "may_prescribe")))
    return found


def _person_facts(viewer: Viewer, prescription: Prescription) -> prescribing.PersonFacts:
    person = prescription.person
    return prescribing.PersonFacts(
        birth_date=person.birth_date,
        housing=person.housing,
        municipality=person.municipality.municipality_code,
        home_health_care_enrolled=person.home_health_care_enrolled,
        registered_in_county=person.municipality.county_id == viewer.county_id,
    )


def _prescriber_facts(viewer: Viewer) -> prescribing.PrescriberFacts:
    unit = Unit.objects.select_related("principal").get(pk=viewer.unit_id)
    return prescribing.PrescriberFacts(viewer.profession, unit.principal.kind, unit.kind)


def _rows(viewer: Viewer, on: date) -> QuerySet[Any]:
    rows: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    visible: QuerySet[FollowUp] = FollowUp.objects.visible_to(viewer)
    waiting = visible.filter(~Q(prescription__state="ended"), prescription=OuterRef("pk"), done_on=None).order_by("due_on")
    return (
        rows.annotate(due_on=Subquery(waiting.values("due_on")[:1]))
        .annotate(is_overdue=_before(on), person_is_open=_open_person(viewer, "person_id"))
        .select_related("article", "prescriber__user")
        .prefetch_related("person")  # a person behind the second wall must not take the prescription away
    )


def _before(on: date) -> Case:
    return Case(When(due_on__lt=on, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def _open_person(viewer: Viewer, column: str) -> Exists:
    return Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef(column)))


def decisions_since(viewer: Viewer, since: datetime, agreement_id: str) -> Iterator[Made]:
    """The county's decisions by an agreement since a moment, for whoever writes or approves the next version: facts and answers without
    a person. What is shown of them are numbers; keys are shown only through `keys_for`. Raises NotAllowed for others."""
    if not (viewer.may(Permission.DRAFT_AGREEMENT) or viewer.may(Permission.APPROVE_AGREEMENT)):
        raise NotAllowed("access.refused", permission=Permission.DRAFT_AGREEMENT.value, role=viewer.role.value)
    rows = PrescriptionDecision.objects.filter(
        decided_at__gte=since, agreement_version__agreement_id=agreement_id, prescription__unit__principal__county_id=viewer.county_id
    )
    return _page_by_page(rows)


def _page_by_page(rows: QuerySet[PrescriptionDecision]) -> Iterator[Made]:
    """A page at a time is read past the second wall, which is up again before any of it is used."""
    columns, after = ("pk", "prescription__key", "facts", "decision"), 0
    while True:
        with wall.asking_as(wall.EVERYTHING):  # facts and answers of the whole county; no person and no need is among them
            page = list(rows.filter(pk__gt=after).order_by("pk").values_list(*columns)[:PAGE])
        if not page:
            return
        yield from (Made(key, facts, decision) for _pk, key, facts, decision in page)
        after = page[-1][0]


def keys_for(viewer: Viewer, keys: Iterable[Any]) -> list[UUID]:
    """Those of the prescriptions that the viewer may see; most who write agreements may see none."""
    rows: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    return list(rows.filter(key__in=list(keys)).order_by("started_at").values_list("key", flat=True))
