"""Legal holds, proposals to cull, what was removed under them, and the door through which culling passes append-only tables.

Rows name what is removed by opaque numbers; nothing here says who a person is.
"""

from django.db import models
from django.db.models import F, Q

from handtag.apps.organisations.models import Principal
from handtag.apps.people.models import Person
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedTextField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer
from handtag.domain.retention import KINDS, HoldReason

PSEUDONYM = "pseudonym"  # the kind of identity that is left of whoever has been forgotten


class LegalHold(AppendOnlyModel, ScopedModel):
    """Nothing about the person is removed, at any care provider, until whoever set the hold lifts it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_holds")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.CharField(max_length=20)
    case_number = models.CharField(max_length=40)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(reason__in=[r.value for r in HoldReason]), name="hold_reason_is_known")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(principal_id=viewer.principal_id) if viewer.may(Permission.CULL) else NOTHING


class LegalHoldLift(AppendOnlyModel):
    """The hold is gone from now on, and why."""

    hold = models.OneToOneField(LegalHold, on_delete=models.PROTECT, related_name="lift")
    words = EncryptedTextField()
    lifted_by = models.CharField(max_length=80)
    lifted_at = models.DateTimeField()


class Proposal(ScopedModel):
    """What one care provider would remove as of a day under a plan: its counts, and the hash of exactly what.

    Approved by someone else than who proposed it, until `expires_at`; finished when everything is removed. The database refuses to
    change what was proposed, and an approval by the proposer.
    """

    key = models.UUIDField(unique=True)
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="cullings")
    as_of = models.DateField()
    plan_digest = models.CharField(max_length=64)
    plan_decision = models.CharField(max_length=200)
    contents_hash = models.CharField(max_length=64)
    counts = models.JSONField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="two_persons_cull"),
            models.CheckConstraint(
                condition=Q(approved_by="", approved_at=None, finished_at=None) | (~Q(approved_by="") & Q(approved_at__isnull=False)),
                name="what_is_culled_is_approved",
            ),
        ]
        indexes = [models.Index(fields=["principal", "proposed_at"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        may = viewer.may(Permission.CULL) or viewer.may(Permission.APPROVE_CULLING)
        return Q(principal_id=viewer.principal_id) if may else NOTHING


class Withdrawal(AppendOnlyModel):
    """Nothing is removed under the proposal from now on. What was removed before stays removed, and written down."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField()


class Culled(AppendOnlyModel):
    """One thing that was removed under a proposal: its opaque number, and the digest under which it stands in the proposal's hash."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="culled")
    kind = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    on = models.DateField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    culled_at = models.DateTimeField()
    culled_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind", "row_id"], name="a_thing_is_culled_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="culled_kind_is_known"),
        ]
        indexes = [models.Index(fields=["kind", "row_id"])]


class Door(models.Model):
    """Rows `first_id` through `last_id` of one append-only table, which an approved proposal may empty or delete: opened and closed in
    one transaction. The triggers of db/culling_door.py look here.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="doors")
    ledger = models.CharField(max_length=60)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["ledger", "first_id", "last_id"])]
