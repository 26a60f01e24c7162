"""What persons find wrong in what is kept about them, and what became of it. Append-only: what stood before remains readable."""

from django.db import models
from django.db.models import Q

from handtag.apps.organisations.models import Unit
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedTextField

OUTCOMES = ("corrected", "refused")


class CorrectionRequest(AppendOnlyModel):
    """A person finds a field wrong or misleading (Patientdatalagen 3 kap. 8 §). `before` is what stood there, `wanted` what she says it
    should be, empty when it is only noted. `prescription_key` tells which prescription, for its fields.
    """

    key = models.UUIDField(unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="correction_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="correction_requests")
    field = models.CharField(max_length=40)
    prescription_key = models.UUIDField(null=True)
    before = EncryptedTextField()
    wanted = EncryptedTextField(blank=True)
    words = EncryptedTextField()
    asked_by = models.CharField(max_length=20)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "field"])]


class CorrectionDecision(AppendOnlyModel):
    """What was corrected, or why it was not; when and by whom (Patientdatalagen 3 kap. 14 §)."""

    request = models.OneToOneField(CorrectionRequest, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20)
    reason = EncryptedTextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="correction_decisions")
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="correction_outcome_is_known")]
