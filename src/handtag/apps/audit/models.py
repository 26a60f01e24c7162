"""What was done and who read which person. Actors and targets are codes, not foreign keys: a log outlives what it speaks of."""

from django.db import models
from django.db.models import Q

from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer
from handtag.domain.log_review import Verdict


class LogEntry(AppendOnlyModel):
    """What both logs say of every row: when, who, in which assignment and role, for which care provider and unit, by which door.

    `reference` is the number of the request, as the page shows it. Added columns need a new layout in sealing.py.
    """

    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    assignment_id = models.BigIntegerField(default=0)
    role = models.CharField(max_length=40)
    unit_id = models.BigIntegerField()
    principal_id = models.BigIntegerField(default=0)
    action = models.CharField(max_length=80)
    door = models.CharField(max_length=20, default="")
    reference = models.CharField(max_length=40, default="")

    class Meta:
        abstract = True


class AuditEntry(LogEntry):
    """One thing that was done, or refused (`access.refused`). Never holds identity numbers or free text about health."""

    use_case = models.CharField(max_length=80)
    target = models.CharField(max_length=120, blank=True)
    details = models.JSONField(default=dict)
    command_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["target", "recorded_at"]), models.Index(fields=["actor", "recorded_at"])]


class AccessEntry(LogEntry):
    """One reading of one person's data (Patientdatalagen 4 kap. 3 §), with its ground and the kind of data shown: committed before the
    page is.
    """

    person_key = models.UUIDField(null=True)
    ground = models.CharField(max_length=80)
    data_kind = models.CharField(max_length=40, default="")

    class Meta:
        indexes = [
            models.Index(fields=["person_key", "recorded_at"]),
            models.Index(fields=["actor", "recorded_at"]),
            models.Index(fields=["principal_id", "recorded_at"]),
        ]


class Seal(AppendOnlyModel):
    """Closes a stretch of one log for one care provider: what its rows were, and the hash of the seal before it.

    `number` counts the care provider's seals over both logs. Everything in the log up to row `until_id`, whose ever it is, was
    sealed at that time. `rows` holds number and digest of each row, so that the first bad one can be named.
    """

    principal_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    log = models.CharField(max_length=10)
    layout = models.PositiveSmallIntegerField()
    until_id = models.BigIntegerField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    rows = models.BinaryField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal_id", "number"], name="a_chain_of_seals_has_no_fork")]
        indexes = [models.Index(fields=["log", "until_id"])]


class LogCut(AppendOnlyModel):
    """The rows of one seal, and of every seal before it on the same log of the care provider, have been removed as too old.

    The seals stay: `hash` is the seal's own, so that the chain still verifies and what is left begins after `until_id`.
    """

    principal_id = models.BigIntegerField()
    log = models.CharField(max_length=10)
    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="cut")
    number = models.PositiveIntegerField()
    until_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    proposal_key = models.UUIDField()
    cut_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["principal_id", "log", "number"])]


class CommandReceipt(AppendOnlyModel):
    """A client's command took effect once: its first answer, bound to actor, use case and content."""

    command_id = models.UUIDField(unique=True)
    actor = models.CharField(max_length=80)
    use_case = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    recorded_at = models.DateTimeField()


class LogReview(AppendOnlyModel, ScopedModel):
    """One check of a care provider's access log: which days, by which rules, and the seed of the rows drawn by chance. Days inclusive."""

    key = models.UUIDField(unique=True)
    principal_id = models.BigIntegerField()
    started_by = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    rules = models.JSONField()
    lookups_per_hour = models.PositiveIntegerField()
    days_until_act = models.PositiveIntegerField()
    sample_size = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    readings = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["principal_id", "started_at"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(principal_id=viewer.principal_id) if viewer.may(Permission.REVIEW_LOG) else NOTHING


class ReviewedEntry(AppendOnlyModel):
    """A row of the access log that a review looks at, and why: the rules it falls under, or none when it was drawn by chance."""

    review = models.ForeignKey(LogReview, on_delete=models.PROTECT, related_name="rows")
    entry = models.ForeignKey(AccessEntry, on_delete=models.PROTECT, related_name="reviewed")
    rules = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "entry"], name="a_review_looks_at_a_row_once")]


class ReviewFinding(AppendOnlyModel):
    """What a reviewer found about one row; a later finding corrects an earlier one, and both remain."""

    row = models.ForeignKey(ReviewedEntry, on_delete=models.PROTECT, related_name="findings")
    verdict = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True)
    found_by = models.CharField(max_length=80)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(verdict__in=[v.value for v in Verdict]), name="verdict_is_known")]


class ReviewSignature(AppendOnlyModel):
    """The protocol is signed: nothing is added to it any more."""

    review = models.OneToOneField(LogReview, on_delete=models.PROTECT, related_name="signature")
    summary = models.CharField(max_length=1000)
    signed_by = models.CharField(max_length=80)
    signed_at = models.DateTimeField()


class LogExtract(AppendOnlyModel, ScopedModel):
    """A person asked who has read about her, and was given an extract of one care provider's log (Patientdatalagen 8 kap. 5 §)."""

    key = models.UUIDField(unique=True)
    principal_id = models.BigIntegerField()
    person_key = models.UUIDField()
    first_day = models.DateField()
    last_day = models.DateField()
    until_id = models.BigIntegerField()
    case_number = models.CharField(max_length=40, blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(principal_id=viewer.principal_id) if viewer.may(Permission.REVIEW_LOG) else NOTHING
