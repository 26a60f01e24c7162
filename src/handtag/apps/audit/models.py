"""What was done and who read which person. Actors and targets are codes, not foreign keys: a log outlives what it speaks of."""

from django.db import models

from handtag.db.append_only import AppendOnlyModel


class AuditEntry(AppendOnlyModel):
    """One thing that was done, or refused (`access.refused`). Never holds identity numbers or free text about health."""

    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    unit_id = models.BigIntegerField()
    use_case = models.CharField(max_length=80)
    action = models.CharField(max_length=80)
    target = models.CharField(max_length=120, blank=True)
    details = models.JSONField(default=dict)
    command_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["target", "recorded_at"]), models.Index(fields=["actor", "recorded_at"])]


class AccessEntry(AppendOnlyModel):
    """One reading of one person's data (Patientdatalagen 4 kap. 3 §): committed before the page is shown."""

    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    unit_id = models.BigIntegerField()
    principal_id = models.BigIntegerField()
    person_key = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    ground = models.CharField(max_length=80)
    door = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["person_key", "recorded_at"]), models.Index(fields=["actor", "recorded_at"])]


class CommandReceipt(AppendOnlyModel):
    """A client's command took effect once: its first answer, bound to actor, use case and content."""

    command_id = models.UUIDField(unique=True)
    actor = models.CharField(max_length=80)
    use_case = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    recorded_at = models.DateTimeField()
