"""Rules that ask for approvals, requests with their events, what payers were told at once, and who may approve how much."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from handtag.apps.access.models import User
from handtag.apps.approvals.appeals import Appeal, AppealLevel  # noqa: F401  (models of this app)
from handtag.apps.approvals.meetings import AgendaItem, GroupMember, Meeting  # noqa: F401  (models of this app)
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import County, Principal, Unit
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain import approving
from handtag.domain.access import Permission, Viewer

KINDS = [(kind, kind) for kind in approving.RULE_KINDS]
DECIDERS = [(decider, decider) for decider in approving.DECIDERS]
STATES = [(state, state) for state in approving.STATES]
EVENTS = [(event, event) for event in approving.MOVES]
LONGEST = 1000


class ApprovalRule(models.Model):
    """The county's rule that something needs an approval, from a day to a day (inclusive), with the words it rests on."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="approval_rules")
    kind = models.CharField(max_length=30, choices=KINDS)
    decider = models.CharField(max_length=10, choices=DECIDERS)
    iso_prefix = models.CharField(max_length=8, blank=True)
    over_ore = OreField(null=True)
    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=approving.RULE_KINDS), name="approval_rule_kind_is_known"),
            models.CheckConstraint(condition=Q(decider__in=approving.DECIDERS), name="approval_rule_decider_is_known"),
            models.CheckConstraint(condition=~Q(source=""), name="an_approval_rule_has_a_source"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="approval_rule_days_in_order"),
        ]


class Approval(ScopedModel):
    """That a decision needs an approval, by its payer or by the special approval group; `state` is the fold of its events.

    It holds what the decider is to know and nobody's name: the payer takes no part in the care (Patientdatalagen 4 kap. 1 §).
    """

    key = models.UUIDField(unique=True)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="approvals")
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="approvals")
    decision = models.ForeignKey(PrescriptionDecision, on_delete=models.PROTECT, related_name="approvals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="approvals")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="approvals")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="approvals")
    decider = models.CharField(max_length=10, choices=DECIDERS)
    reasons = models.JSONField()
    state = models.CharField(max_length=10, choices=STATES, default="needed")
    days = models.PositiveSmallIntegerField()
    unit_ore = OreField(null=True)
    is_rent = models.BooleanField()
    pieces = models.PositiveIntegerField(default=1)
    months = models.PositiveSmallIntegerField()
    total_ore = OreField(null=True)
    motive = models.TextField(blank=True)
    asked_by = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "decider"], name="one_approval_per_decision_and_decider"),
            models.CheckConstraint(condition=Q(state__in=approving.STATES), name="approval_state_is_known"),
            models.CheckConstraint(condition=Q(months__gte=1, pieces__gte=1), name="a_forecast_is_of_something"),
            models.CheckConstraint(condition=Q(decided_by="") | ~Q(decided_by=F("asked_by")), name="nobody_approves_what_they_asked"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused", "appealed"]) | (~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="a_decided_approval_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["payer", "state"]), models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"G{self.pk}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """The unit that asks, the payer that is asked, whoever leads the county's group, and who tries appeals."""
        if viewer.may(Permission.PRESCRIBE):
            return Q(unit_id=viewer.unit_id)
        if viewer.may(Permission.APPROVE_COST):
            return Q(decider=approving.PAYER, payer_id=viewer.principal_id)
        if viewer.may(Permission.LEAD_APPROVAL_GROUP):
            return Q(decider=approving.GROUP, county_id=viewer.county_id)
        return NOTHING


class ApprovalEvent(AppendOnlyModel):
    """Something that happened to a request: asked, sent back with a question, answered, reminded, decided, appealed."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=EVENTS)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)


class CostNotice(AppendOnlyModel, ScopedModel):
    """What a payer was told the moment someone else prescribed at its cost: what, from where, and what it is thought to cost."""

    decision = models.OneToOneField(PrescriptionDecision, on_delete=models.PROTECT, related_name="cost_notice")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cost_notices")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="cost_notices")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="cost_notices")
    unit_ore = OreField(null=True)
    is_rent = models.BooleanField()
    months = models.PositiveSmallIntegerField()
    total_ore = OreField(null=True)
    told_at = models.DateTimeField()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(payer_id=viewer.principal_id) if viewer.may(Permission.APPROVE_COST) else NOTHING


class Delegation(ScopedModel):
    """Someone may approve what a principal pays, up to an amount (null: any), from a day to a day (inclusive; null: until ended).

    `stands_in_for` is whom a substitute replaces. Nobody gives it to themselves.
    """

    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="approval_delegations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="approval_delegations")
    stands_in_for = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    limit_ore = OreField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    given_by = models.CharField(max_length=80)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="delegation_days_in_order"),
            models.CheckConstraint(condition=Q(limit_ore=None) | Q(limit_ore__gte=0), name="a_delegated_amount_is_not_negative"),
            models.CheckConstraint(
                condition=~Q(given_by=Concat(Value("user:"), Cast("user_id", models.CharField()))), name="nobody_delegates_to_themselves"
            ),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        wants = viewer.may(Permission.DELEGATE_APPROVALS) or viewer.may(Permission.APPROVE_COST)
        return Q(principal_id=viewer.principal_id) if wants else NOTHING
