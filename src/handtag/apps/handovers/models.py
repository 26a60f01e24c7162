"""Who offers whom the responsibility for a prescription and what became of it, devices that another county
bought, and cases that wait for somebody to act."""

from django.db import models
from django.db.models import Q

from handtag.apps.organisations.models import Assignment, Unit
from handtag.apps.people.models import CareRelation
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals.models import Rental
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.handing_over import CASE_ENDS, CASE_KINDS, OUTCOMES


class Handover(AppendOnlyModel, ScopedModel):
    """What the giver tells the receiver. The giver answers for the prescription until it is accepted.

    `to_prescriber` empty: any prescriber of the unit may accept. `relation`: the ground on which the receiver reads meanwhile, when it
    had none of its own.
    """

    key = models.UUIDField(unique=True)
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="handovers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handovers_given")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handovers_got")
    to_prescriber = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="handovers_got")
    reason = models.CharField(max_length=20)
    what = models.TextField()
    goal = models.TextField()
    next_follow_up_on = models.DateField()
    disclosure = models.CharField(max_length=20, blank=True)
    relation = models.ForeignKey(CareRelation, null=True, on_delete=models.PROTECT, related_name="handovers")
    offered_by = models.CharField(max_length=80)
    offered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["to_unit", "offered_at"]), models.Index(fields=["from_unit", "offered_at"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(from_unit_id=viewer.unit_id) | Q(to_unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING


class HandoverAnswer(AppendOnlyModel):
    """A handover is answered once. `successor`: the receiver's own prescription, when another unit took over."""

    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    successor = models.OneToOneField(Prescription, null=True, on_delete=models.PROTECT, related_name="came_by")
    answered_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="handover_outcome_is_known"),
            models.CheckConstraint(condition=Q(outcome="accepted") | Q(successor=None), name="only_who_accepts_takes_over"),
            models.CheckConstraint(condition=~Q(outcome="returned") | ~Q(reason=""), name="a_return_says_why"),
        ]


class BuyOut(AppendOnlyModel):
    """A device that its user took along to another county, which pays what is left of its value: the basis of an invoice."""

    rental = models.OneToOneField(Rental, on_delete=models.PROTECT, related_name="bought_out")
    county_code = models.CharField(max_length=2)
    amount_ore = OreField()
    sold_on = models.DateField()
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_ore__gte=0), name="a_device_is_worth_nothing_at_least")]


class Case(AppendOnlyModel, ScopedModel):
    """A change in a person's life that has come, or comes on a day, and what it means for one prescription is not settled.

    Found by the clock from what is known, or told by somebody; `payer` is what the agreement answers from then on (empty when told).
    """

    key = models.UUIDField(unique=True)
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=20)
    happens_on = models.DateField()
    payer = models.CharField(max_length=20, blank=True)
    found_by = models.CharField(max_length=80)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CASE_KINDS), name="case_kind_is_known"),
            models.UniqueConstraint(fields=["prescription", "kind", "happens_on"], name="one_case_per_change"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING


class CaseEnd(AppendOnlyModel):
    """What the case asked for is done, or is found to need nothing, and why."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="end")
    outcome = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    ended_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=CASE_ENDS), name="case_end_is_known")]
