"""What is required for prescribing what, what each prescriber has earned or been given, and what a decision's right rested on."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.access.models import User
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment, County, Principal
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.rights.courses import Certificate, CertificateAnnulment, Course, CourseDate, Seat
from handtag.apps.rights.sign_offs import SignOff
from handtag.db.append_only import AppendOnlyModel
from handtag.domain.rights import GRANT_KINDS, WITHDRAWAL_REASONS

__all__ = [
    "Certificate", "CertificateAnnulment", "Course", "CourseDate", "Requirement", "RightGrant", "RightRequest", "RightUsed",
    "RightWithdrawal", "Seat", "SignOff", "Supervision",
]  # fmt: skip
REQUEST_STATES = ("waiting", "granted", "refused", "taken_back")


class Requirement(models.Model):
    """As domain.rights.Requirement; `document`, `section` and `quote` say where it is written."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="requirements")
    title = models.CharField(max_length=120)
    iso_prefix = models.CharField(max_length=8, blank=True)
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="requirements")
    professions = models.JSONField(default=list)
    course = models.ForeignKey(Course, null=True, on_delete=models.PROTECT, related_name="requirements")
    cases = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=200)
    section = models.CharField(max_length=120, blank=True)
    quote = models.TextField(blank=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(course__isnull=False) | Q(cases__gt=0), name="a_requirement_requires_something"),
            models.CheckConstraint(condition=Q(iso_prefix="") | Q(article=None), name="a_requirement_is_for_a_prefix_or_an_article"),
        ]

    def __str__(self) -> str:
        return self.title


class RightGrant(models.Model):
    """A principal lets a user prescribe, for a time (both days inclusive), what a requirement is asked for; ended early at a moment."""

    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="right_grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="right_grants")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in GRANT_KINDS])
    stands_in_for = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="substitutes")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=300)
    given_by = models.CharField(max_length=80)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="a_granted_right_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind="substitute") ^ Q(stands_in_for=None), name="a_substitute_stands_in_for_somebody"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")), name="who_ended_a_right_is_known"
            ),
        ]


class RightRequest(models.Model):
    """A prescriber asks the principal for what a requirement is asked for; answered once."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="right_requests")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="requests")
    words = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=[(state, state) for state in REQUEST_STATES], default="waiting")
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    grant = models.OneToOneField(RightGrant, null=True, on_delete=models.PROTECT, related_name="request")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REQUEST_STATES), name="right_request_state_is_known"),
            models.CheckConstraint(condition=Q(state="granted") ^ Q(grant=None), name="a_granted_request_has_its_grant"),
            models.UniqueConstraint(
                fields=["assignment", "requirement"], condition=Q(state="waiting"), name="one_waiting_request_per_right"
            ),
        ]


class RightWithdrawal(models.Model):
    """A principal takes back a user's right to prescribe, all of it or what begins with `iso_prefix`, until it is given back."""

    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="right_withdrawals")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="right_withdrawals")
    iso_prefix = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=30, choices=[(reason, reason) for reason in WITHDRAWAL_REASONS])
    words = models.CharField(max_length=300)
    withdrawn_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField()
    given_back_by = models.CharField(max_length=80, blank=True)
    given_back_at = models.DateTimeField(null=True)
    given_back_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_back_at=None, given_back_by="") | (Q(given_back_at__isnull=False) & ~Q(given_back_by="")),
                name="who_gave_a_right_back_is_known",
            ),
            models.UniqueConstraint(
                fields=["principal", "user", "iso_prefix"], condition=Q(given_back_at=None), name="one_withdrawal_in_force"
            ),
        ]


class Supervision(models.Model):
    """A student prepares for a supervisor, from a day to a day (inclusive)."""

    student = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="supervised_by")
    supervisor = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="supervises")
    valid_from = models.DateField()
    valid_to = models.DateField()
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="a_supervision_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(student=F("supervisor")), name="nobody_supervises_themselves"),
        ]


class RightUsed(AppendOnlyModel):
    """The right that a decision rests on: who decided in which employment, the agreement's rule, and what was earned. Immutable.

    `bases` is a list of {requirement, title, kind, name, until}; empty when the county required nothing more for it that day.
    """

    decision = models.OneToOneField(PrescriptionDecision, on_delete=models.PROTECT, related_name="right")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="rights_used")
    profession = models.CharField(max_length=40)
    rule = models.CharField(max_length=80, blank=True)
    bases = models.JSONField(default=list)
