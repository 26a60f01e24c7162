"""What was done and who read which person. Actors and targets are codes, not foreign keys: a log outlives what it speaks of."""

from django.db import models

from handtag.db.append_only import AppendOnlyModel


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


class CommandReceipt(AppendOnlyModel):
    """A client's command took effect once: its first answer, bound to actor, use case and content."""

    command_id = models.UUIDField(unique=True)
    actor = models.CharField(max_length=80)
    use_case = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    recorded_at = models.DateTimeField()
