"""Who answers for the following up of a prescription, when it is due by the county's rules, and letters with questions to the person."""

from django.db import models
from django.db.models import Q

from handtag.apps.organisations.models import Assignment, County
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer


class FollowUpRule(AppendOnlyModel):
    """From a day on, devices of an ISO prefix in a county are followed up so often; the latest that has begun counts. Immutable."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="follow_up_rules")
    iso_prefix = models.CharField(max_length=6)
    first_days = models.PositiveSmallIntegerField()
    interval_days = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["county", "valid_from"], name="follow_up_rules_in_force")]


class Responsible(ScopedModel):
    """Who answers for the following up; without a row it is the one who prescribed.

    `flagged_on`: since when that one no longer works in the role, so that the unit has to choose another.
    """

    prescription = models.OneToOneField("prescriptions.Prescription", on_delete=models.PROTECT, related_name="responsible")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="cases")
    since = models.DateField()
    flagged_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["flagged_on"], name="cases_that_are_flagged")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING


class QuestionLetter(AppendOnlyModel, ScopedModel):
    """Questions about how it goes, sent to the person on paper; what she answers is noted with the follow-up. Immutable."""

    key = models.UUIDField(unique=True)
    prescription = models.ForeignKey("prescriptions.Prescription", on_delete=models.PROTECT, related_name="letters")
    answer_by = models.DateField()
    sent_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING
