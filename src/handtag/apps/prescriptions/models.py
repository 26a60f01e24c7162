"""A prescription: need, goal, priority, the steps that were taken, the decision that carried it, and its follow-ups."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q, QuerySet

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.follow_ups import FollowUpRule, QuestionLetter, Responsible  # noqa: F401  (models of this app)
from handtag.apps.prescriptions.process import (  # noqa: F401  (models of this app)
    ExceptionAnswer,
    ExceptionRequest,
    FormAnswer,
    FormVersion,
    Offering,
    PrescriptionFile,
    RememberedFact,
    Trial,
)
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.following_up import GROUNDS
from handtag.domain.process import STEP_STATES

STATES = [(s, s) for s in ("started", "article_chosen", "ordered", "delivered", "followed_up", "ended")]


class Prescription(ScopedModel):
    """`facts` holds the answers to the agreement's questions so far (names of design facts; never identity data).

    `goal_code` is an ICF code of activity or participation, empty when the goal has only words.
    """

    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="prescriptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="prescriptions")
    prescriber = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="prescriptions")
    state = models.CharField(max_length=20, choices=STATES, default="started")
    need = models.TextField()
    goal = models.TextField()
    goal_code = models.CharField(max_length=8, blank=True)
    priority = models.PositiveSmallIntegerField()
    facts = models.JSONField(default=dict)
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="prescriptions")
    payer = models.ForeignKey(Principal, null=True, on_delete=models.PROTECT, related_name="prescriptions_paid")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(priority__in=[1, 2, 3]), name="priority_is_one_to_three"),
            models.CheckConstraint(condition=Q(state__in=[s for s, _ in STATES]), name="prescription_state_is_known"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING

    @classmethod
    def of_records(cls, ids: Iterable[int]) -> "QuerySet[Prescription]":
        """Of a person's records, whoever wrote them: only for what asks ground, consent and blocks about each."""
        return cls.objects.filter(person_id__in=ids)


class PrescriptionDecision(AppendOnlyModel):
    """The agreement's answer when an article was chosen: facts in, decision out, trace, under which version. Immutable."""

    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="decisions")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="decisions")
    agreement_version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="decisions")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="decisions")
    rule = models.CharField(max_length=80)
    facts = models.JSONField()
    decision = models.JSONField()
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()


class Step(AppendOnlyModel):
    """One step of the process, with how far it is, who and when and a short note; clinical documentation stays in the patient record.

    Of a planned step `taken_on` is the day it is planned for. The latest row of a kind tells how far it is.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=12, default="done")
    note = models.TextField(blank=True)
    taken_by = models.CharField(max_length=80)
    taken_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=sorted(STEP_STATES.keys() - {""})), name="step_state_is_known")]


class FollowUp(ScopedModel):
    """A follow-up that is due on a day, by rule or as agreed with the person; its result when done, and what it led to."""

    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="follow_ups")
    due_on = models.DateField()
    ground = models.CharField(max_length=10, default="rule")
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=30, blank=True)
    then = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ground__in=GROUNDS), name="follow_up_ground_is_known")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING
