"""An effect to perform after commit, written in the same transaction as what caused it."""

from django.db import models


class Effect(models.Model):
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    recorded_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["finished_at", "claimed_at", "id"])]
