"""Published agreement versions, immutable: a decision made under one can be made again from it for ever."""

from django.db import models
from django.db.models import Q

from handtag.db.append_only import AppendOnlyModel


class AgreementVersion(AppendOnlyModel):
    """`document` is the canonical JSON whose SHA-256 is `document_hash`.

    Valid from and to are inclusive; `valid_to` null = until replaced.
    """

    agreement_id = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    document = models.TextField()
    document_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement_id", "version"], name="one_document_per_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="version_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.version}"
