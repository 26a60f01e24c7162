"""Drawings, measures and photos that whoever ordered has sent with an order: kept with it, read only by who may read of its person."""

from django.db import models
from django.db.models import Q

from handtag.db.fields import EncryptedBinaryField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer


class Attachment(ScopedModel):
    """A picture or document of an order. Unlike an article's it may be about a person: so its bytes are encrypted, never shared between
    orders, and go when her record does. `removed_at` hides it: what was attached by mistake is not read again.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = EncryptedBinaryField()
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by="") | (Q(removed_at__isnull=False) & ~Q(removed_by="")),
                name="who_removed_an_attachment_is_known",
            )
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Those of the viewer's unit, or of the centre it works at; who only pays reads what was ordered and not what was sent with it."""
        match viewer.scope:
            case Scope.UNIT:
                return Q(order__unit_id=viewer.unit_id)
            case Scope.CENTRE:
                return Q(order__centre_id=viewer.centre_id)
            case _:
                return NOTHING
