"""Rows of prescriptions: the prescription, its decisions (never changed), its steps and its follow-ups."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Principal
from handtag.apps.people.identity import subject_of
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.follow_ups import FollowUpRule, QuestionLetter, Responsible
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision, Step
from handtag.apps.prescriptions.process import (
    ExceptionAnswer,
    ExceptionRequest,
    FormAnswer,
    FormVersion,
    Offering,
    PrescriptionFile,
    RememberedFact,
    Trial,
)
from handtag.domain.access import Viewer
from handtag.domain.following_up import Rule
from handtag.domain.values.errors import NotFound


def lock_prescription(viewer: Viewer, key: UUID) -> Prescription:
    """The prescription, locked, with person, municipality and unit loaded. Raises NotFound, also when another unit's."""
    return _one(_loaded(viewer).select_for_update(of=("self",)), key)


def prescription_by_key(viewer: Viewer, key: UUID) -> Prescription:
    """As lock_prescription, not locked: for who has to lock something else first."""
    return _one(_loaded(viewer), key)


def lock_rows(ids: Iterable[int]) -> None:
    """Prescriptions by row, whoever's, locked in order."""
    list(Prescription.objects.filter(pk__in=list(ids)).select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _loaded(viewer: Viewer) -> "QuerySet[Prescription]":
    rows: QuerySet[Prescription] = Prescription.objects.visible_to(viewer)
    return rows.select_related("person__municipality", "unit__principal", "article", "payer")


def _one(rows: "QuerySet[Prescription]", key: UUID) -> Prescription:
    found = rows.filter(key=key).first()
    if found is None:
        raise NotFound("prescribing.no_prescription")
    return found


def lock_again(prescription: Prescription) -> Prescription:
    """The row as it is now, locked: for who came to it through its order, with that order's scope."""
    locked: Prescription = Prescription.objects.select_for_update().get(pk=prescription.pk)
    return locked


def add_prescription(viewer: Viewer, person: Person, *, key: UUID, at: datetime, **columns: Any) -> Prescription:
    prescription: Prescription = Prescription.objects.create(
        key=key, person=person, unit_id=viewer.unit_id, prescriber_id=viewer.assignment_id, started_at=at, **columns
    )
    return prescription


def set_state(prescription: Prescription, state: str, **columns: Any) -> None:
    """Move the prescription on, with other columns if given."""
    for name, value in {"state": state, **columns}.items():
        setattr(prescription, name, value)
    prescription.save(update_fields=["state", *columns])


def set_answers(prescription: Prescription, answers: dict[str, object]) -> None:
    prescription.facts = answers
    prescription.save(update_fields=["facts"])


def add_decision(
    prescription: Prescription,
    *,
    article: Article,
    version_id: int,
    payer: Principal,
    rule: str,
    facts: dict[str, object],
    decision: dict[str, object],
    decided_by: str,
    at: datetime,
) -> PrescriptionDecision:
    return PrescriptionDecision.objects.create(
        prescription=prescription, article=article, agreement_version_id=version_id, payer=payer, rule=rule,
        facts=facts, decision=decision, decided_by=decided_by, decided_at=at,
    )  # fmt: skip


def latest_decision(prescription: Prescription) -> PrescriptionDecision | None:
    """The decision in force: the last one for the article that is chosen now."""
    decisions = PrescriptionDecision.objects.select_related("payer", "agreement_version")
    return decisions.filter(prescription=prescription, article=prescription.article).order_by("-pk").first()


def add_step(prescription: Prescription, *, kind: str, note: str, taken_by: str, on: date, at: datetime, state: str = "done") -> Step:
    return Step.objects.create(prescription=prescription, kind=kind, state=state, note=note, taken_by=taken_by, taken_on=on, recorded_at=at)


def step_state(prescription: Prescription, kind: str) -> str:
    """How far a step of a kind is; empty when nothing was noted about it."""
    last = Step.objects.filter(prescription=prescription, kind=kind).order_by("-pk").values_list("state", flat=True).first()
    return last or ""


def waiting_follow_up(prescription: Prescription) -> FollowUp | None:
    """The follow-up that is due next and not done."""
    waiting = FollowUp.objects.select_for_update().filter(prescription=prescription, done_on=None)
    found: FollowUp | None = waiting.order_by("due_on", "pk").first()
    return found


def add_follow_up(prescription: Prescription, due_on: date, ground: str = "rule") -> FollowUp:
    follow_up: FollowUp = FollowUp.objects.create(prescription=prescription, due_on=due_on, ground=ground)
    return follow_up


def set_due(follow_up: FollowUp, due_on: date, ground: str) -> None:
    follow_up.due_on, follow_up.ground = due_on, ground
    follow_up.save(update_fields=["due_on", "ground"])


def finish_follow_up(follow_up: FollowUp, *, done_on: date, result: str, then: str, note: str) -> None:
    follow_up.done_on, follow_up.result, follow_up.then, follow_up.note = done_on, result, then, note
    follow_up.save(update_fields=["done_on", "result", "then", "note"])


def add_follow_up_rule(county_id: int, rule: Rule, *, valid_from: date, by: str, at: datetime) -> None:
    FollowUpRule.objects.create(
        county_id=county_id, iso_prefix=rule.iso_prefix, first_days=rule.first_days, interval_days=rule.interval_days,
        source=rule.source, valid_from=valid_from, set_by=by, set_at=at,
    )  # fmt: skip


def lock_prescriptions(viewer: Viewer, keys: Iterable[UUID]) -> list[Prescription]:
    """Those of the viewer's unit that have not ended, locked in order. Raises NotFound when one is not among them."""
    wanted = set(keys)
    rows = Prescription.objects.visible_to(viewer).select_for_update(of=("self",)).filter(key__in=wanted).exclude(state="ended")
    found = list(rows.order_by("pk"))
    if {one.key for one in found} != wanted or not found:
        raise NotFound("prescribing.no_prescription", field="prescription_keys")
    return found


def lock_owned_by(assignment_ids: Iterable[int]) -> list[Prescription]:
    """What has not ended and somebody in these assignments answers for, not flagged yet; locked in order."""
    ids = list(assignment_ids)
    theirs = Q(responsible__assignment_id__in=ids) | Q(responsible=None, prescriber_id__in=ids)
    rows = Prescription.objects.filter(theirs).exclude(state="ended").exclude(responsible__flagged_on__isnull=False)
    return list(Prescription.objects.select_for_update().filter(pk__in=rows.values("pk")).select_related("unit").order_by("pk"))


def owners(prescriptions: Iterable[Prescription]) -> dict[int, int]:
    """Prescription → the assignment of whoever answers for it."""
    some = list(prescriptions)
    chosen = dict(Responsible.objects.filter(prescription__in=some).values_list("prescription_id", "assignment_id"))
    return {one.pk: chosen.get(one.pk, one.prescriber_id) for one in some}


def make_responsible(prescriptions: Iterable[Prescription], assignment_id: int, on: date) -> None:
    """From now on this one answers for them, and nothing is flagged."""
    for one in prescriptions:
        Responsible.objects.update_or_create(prescription=one, defaults={"assignment_id": assignment_id, "since": on, "flagged_on": None})


def flag(prescription: Prescription, on: date) -> None:
    """Nobody who works answers for it; the unit has to choose."""
    first = {"assignment_id": prescription.prescriber_id, "since": on, "flagged_on": on}
    Responsible.objects.update_or_create(prescription=prescription, defaults={"flagged_on": on}, create_defaults=first)


def due_follow_ups(on: date) -> list[FollowUp]:
    """Every follow-up whose day has come and that is not done, with its prescription; the oldest first."""
    rows = FollowUp.objects.filter(done_on=None, due_on__lte=on).exclude(prescription__state="ended")
    return list(rows.select_related("prescription").order_by("due_on", "pk"))


def add_letter(prescription: Prescription, key: UUID, *, answer_by: date, by: str, at: datetime) -> QuestionLetter:
    letter: QuestionLetter = QuestionLetter.objects.create(prescription=prescription, key=key, answer_by=answer_by, sent_by=by, sent_at=at)
    return letter


def payer_named(payer: str, viewer: Viewer, person: Person) -> Principal | None:
    """Who pays when the agreement says region (the county's) or municipality (the person's)."""
    if payer == "municipality":
        return person.municipality
    return Principal.objects.filter(county_id=viewer.county_id, kind="region").order_by("pk").first()


def remember(viewer: Viewer, person: Person, said: Mapping[str, str], *, at: datetime) -> None:
    """What was said of the person on the viewer's day; an empty value takes back what was said before."""
    RememberedFact.objects.bulk_create(
        RememberedFact(
            person=person, unit_id=viewer.unit_id, fact=name, value=value, said_on=viewer.on, recorded_by=viewer.code, recorded_at=at
        )
        for name, value in said.items()
    )


def forget(person: Person, *, by: str, on: date, at: datetime) -> None:
    """Takes back all that any care provider was told of the person: each is to ask again."""
    latest: dict[tuple[int, str], RememberedFact] = {}
    for row in RememberedFact.objects.filter(person_id__in=subject_of(person).ids).select_related("unit").order_by("pk"):
        latest[row.unit.principal_id, row.fact] = row
    RememberedFact.objects.bulk_create(
        RememberedFact(person=person, unit_id=row.unit_id, fact=row.fact, value="", said_on=on, recorded_by=by, recorded_at=at)
        for row in latest.values()
        if row.value
    )


def add_offering(prescription: Prescription, offered: Iterable[str], *, on: date, by: str, at: datetime, **columns: Any) -> Offering:
    return Offering.objects.create(
        prescription=prescription, offered="\n".join(offered), offered_on=on, recorded_by=by, recorded_at=at, **columns
    )


def open_trial(prescription: Prescription) -> Trial | None:
    """The trial that is not over, locked."""
    found: Trial | None = Trial.objects.select_for_update().filter(prescription=prescription, ended_on=None).first()
    return found


def add_trial(prescription: Prescription, until: date, *, by: str, at: datetime) -> Trial:
    trial: Trial = Trial.objects.create(prescription=prescription, until=until, started_by=by, started_at=at)
    return trial


def prolong_trial(trial: Trial, until: date) -> None:
    trial.until = until
    trial.save(update_fields=["until"])


def end_trial(trial: Trial, *, outcome: str, note: str, by: str, on: date) -> None:
    trial.outcome, trial.note, trial.ended_by, trial.ended_on = outcome, note, by, on
    trial.save(update_fields=["outcome", "note", "ended_by", "ended_on"])


def add_exception_request(prescription: Prescription, article: Article, *, key: UUID, by: str, at: datetime, **columns: str) -> None:
    ExceptionRequest.objects.create(
        key=key, prescription=prescription, unit_id=prescription.unit_id, article=article, asked_by=by, asked_at=at, **columns
    )


def open_request(prescription: Prescription) -> ExceptionRequest | None:
    """A request that nobody has answered."""
    found: ExceptionRequest | None = ExceptionRequest.objects.filter(prescription=prescription, answer=None).first()
    return found


def request_to_answer(viewer: Viewer, key: UUID) -> ExceptionRequest:
    """A request of the viewer's unit, with article and unit. Raises NotFound."""
    rows = ExceptionRequest.objects.visible_to(viewer).select_related("article", "unit__principal", "prescription")
    found: ExceptionRequest | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("process.no_request")
    return found


def is_answered(request: ExceptionRequest) -> bool:
    return ExceptionAnswer.objects.filter(request=request).exists()


def answer_request(request: ExceptionRequest, decision: PrescriptionDecision | None, *, words: str, by: str, at: datetime) -> None:
    ExceptionAnswer.objects.create(request=request, decision=decision, words=words, answered_by=by, answered_at=at)


def is_excepted(decision: PrescriptionDecision) -> bool:
    """Whether the decision rests on a manager's exception and not on the agreement's answer."""
    return ExceptionAnswer.objects.filter(decision=decision).exists()


def form_version(form: str, version: int, content: Mapping[str, Any], *, at: datetime) -> FormVersion:
    """The form as it reads under a version; stored the first time."""
    found, _made = FormVersion.objects.get_or_create(form=form, version=version, defaults={"content": dict(content), "first_used_at": at})
    return found


def add_form_answer(
    prescription: Prescription, version: FormVersion, answers: Mapping[str, Any], *, result: str, on: date, by: str, at: datetime
) -> FormAnswer:
    said = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True)
    filled: FormAnswer = FormAnswer.objects.create(
        prescription=prescription, version=version, answers=said, result=result, filled_on=on, filled_by=by, recorded_at=at
    )
    return filled


def files_kept(prescription: Prescription) -> int:
    return int(PrescriptionFile.objects.filter(prescription=prescription, removed_at=None).count())


def add_file(prescription: Prescription, title: str, media_type: str, content: bytes, *, by: str, at: datetime) -> PrescriptionFile:
    kept: PrescriptionFile = PrescriptionFile.objects.create(
        prescription=prescription, title=title, media_type=media_type, size=len(content), content=content, added_by=by, added_at=at
    )
    return kept


def file_of(prescription: Prescription, file_id: int) -> PrescriptionFile:
    """A file that has not been taken away, without its content. Raises NotFound."""
    rows = PrescriptionFile.objects.filter(prescription=prescription, removed_at=None, pk=file_id)
    found: PrescriptionFile | None = rows.defer("content").first()
    if found is None:
        raise NotFound("process.no_file", field="file_id")
    return found


def remove_file(file: PrescriptionFile, *, by: str, at: datetime) -> None:
    file.removed_at, file.removed_by = at, by
    file.save(update_fields=["removed_at", "removed_by"])


def answering() -> set[int]:
    """The assignments that answer for something that has not ended and is not flagged; for the timer."""
    rows = Prescription.objects.exclude(state="ended").exclude(responsible__flagged_on__isnull=False)
    return set(rows.annotate(owner=Coalesce("responsible__assignment_id", "prescriber_id")).values_list("owner", flat=True).distinct())
