"""What belongs to a prescription besides need and decision: what was offered, trials, forms, exceptions, files, and what is remembered."""

from django.db import models
from django.db.models import Q

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Unit
from handtag.apps.people.models import Person
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedBinaryField, EncryptedTextField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.process import EXCEPTION_REASONS, TRIAL_OUTCOMES


def of_unit(viewer: Viewer) -> Q:
    """Rows of prescriptions of the viewer's unit."""
    return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING


class RememberedFact(AppendOnlyModel, ScopedModel):
    """What was said of a person in answer to an agreement's question, and when: asked for again when it may have changed. The latest row
    of a fact counts; an empty value takes it back. Stays within the care provider that was told.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="remembered_facts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="remembered_facts")
    fact = models.CharField(max_length=40)
    value = models.CharField(max_length=40, blank=True)
    said_on = models.DateField()
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "fact"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(unit__principal_id=viewer.principal_id) if viewer.scope is Scope.UNIT else NOTHING


class Offering(AppendOnlyModel, ScopedModel):
    """The alternatives a person was told of, one a line, and which she chose (Patientlagen 7 kap. 2 §)."""

    prescription = models.ForeignKey("prescriptions.Prescription", on_delete=models.PROTECT, related_name="offerings")
    offered = models.TextField(blank=True)
    chosen = models.CharField(max_length=120, blank=True)
    is_followed = models.BooleanField()
    reason = models.TextField(blank=True)
    offered_on = models.DateField()
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return of_unit(viewer)


class Trial(ScopedModel):
    """The person has or is to have the device on trial to a day (inclusive); then it is kept or comes back."""

    prescription = models.ForeignKey("prescriptions.Prescription", on_delete=models.PROTECT, related_name="trials")
    until = models.DateField()
    started_by = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prescription"], condition=Q(ended_on=None), name="one_trial_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="", ended_by="")
                | (Q(ended_on__isnull=False, outcome__in=TRIAL_OUTCOMES) & ~Q(ended_by="")),
                name="a_trial_has_an_outcome_when_it_is_over",
            ),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return of_unit(viewer)


class ExceptionRequest(AppendOnlyModel, ScopedModel):
    """A prescriber asks that the agreement's answer on who pays be set aside: for which article, what it answered, and why."""

    key = models.UUIDField(unique=True)
    prescription = models.ForeignKey("prescriptions.Prescription", on_delete=models.PROTECT, related_name="exception_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="exception_requests")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="exception_requests")
    refusal = models.CharField(max_length=60)
    reason = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(reason__in=EXCEPTION_REASONS), name="exception_reason_is_known")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Of the unit for its manager and prescribers; of the county, without words and persons, for who looks after the agreement."""
        match viewer.scope:
            case Scope.UNIT:
                return Q(unit_id=viewer.unit_id)
            case Scope.COUNTY:
                return Q(unit__principal__county_id=viewer.county_id)
            case _:
                return NOTHING


class ExceptionAnswer(AppendOnlyModel):
    """The manager's answer; when granted, the decision that was stored with the manager's own principal as payer."""

    request = models.OneToOneField(ExceptionRequest, on_delete=models.PROTECT, related_name="answer")
    decision = models.OneToOneField("prescriptions.PrescriptionDecision", null=True, on_delete=models.PROTECT, related_name="exception")
    words = models.TextField(blank=True)
    answered_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField()


class FormVersion(AppendOnlyModel):
    """A form as it read when someone first filled it in: what was answered is always shown with the questions that were asked."""

    form = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    first_used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "version"], name="a_form_has_each_version_once")]


class FormAnswer(AppendOnlyModel, ScopedModel):
    """A form filled in for a prescription. `answers` is JSON by question, encrypted: it speaks of health. A new filling-in is a new row."""

    prescription = models.ForeignKey("prescriptions.Prescription", on_delete=models.PROTECT, related_name="form_answers")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="answers")
    answers = EncryptedTextField(blank=True)
    result = models.CharField(max_length=40, blank=True)
    filled_by = models.CharField(max_length=80)
    filled_on = models.DateField()
    recorded_at = models.DateTimeField()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return of_unit(viewer)


class PrescriptionFile(ScopedModel):
    """A photo or a paper of a prescription: measures, how she sits. Encrypted, read only by who may read of the person, and logged each
    time; `removed_at` hides it: what was attached by mistake is not read again.
    """

    prescription = models.ForeignKey("prescriptions.Prescription", on_delete=models.PROTECT, related_name="files")
    title = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = EncryptedBinaryField()
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by="") | (Q(removed_at__isnull=False) & ~Q(removed_by="")),
                name="who_removed_a_file_is_known",
            )
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return of_unit(viewer)
