"""Extracts of the register that persons have asked for: that one was made, and that it was handed out. Append-only; what an extract says
is read from the register itself."""

from django.db import models
from django.db.models import Q

from handtag.apps.organisations.models import Principal
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer


class RegisterExtract(AppendOnlyModel, ScopedModel):
    """A person, or who speaks for her, asked what one care provider keeps about her (GDPR art. 15)."""

    key = models.UUIDField(unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="register_extracts")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="register_extracts")
    legal_ground = models.CharField(max_length=40)
    delivery = models.CharField(max_length=40)
    case_number = models.CharField(max_length=40, blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["principal", "made_at"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(principal_id=viewer.principal_id) if viewer.may(Permission.HAND_OUT_REGISTER) else NOTHING


class RegisterHandOut(AppendOnlyModel):
    """The extract was given to the person; `withheld` are the sections that were held back, and why."""

    extract = models.OneToOneField(RegisterExtract, on_delete=models.PROTECT, related_name="hand_out")
    identified_by = models.CharField(max_length=40)
    withheld = models.JSONField(default=list)
    withheld_reason = models.CharField(max_length=40, blank=True)
    handed_by = models.CharField(max_length=80)
    handed_at = models.DateTimeField()
