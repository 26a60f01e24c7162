"""What somebody without the right has prepared, and asks a colleague who has it to sign."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer

STATES = ("waiting", "signed", "declined", "taken_back")


class SignOff(ScopedModel):
    """Asked of one colleague about one article; signed, it has the decision that the colleague made.

    `followed`: the colleague followed the case from need to choice, so that it counts as supervised.
    """

    key = models.UUIDField(unique=True)
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="sign_offs")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="sign_offs")
    asked_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="sign_offs_asked")
    asked_of = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="sign_offs_to_answer")
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=[(state, state) for state in STATES], default="waiting")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    followed = models.BooleanField(default=False)
    decision = models.OneToOneField(PrescriptionDecision, null=True, on_delete=models.PROTECT, related_name="sign_off")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="sign_off_state_is_known"),
            models.CheckConstraint(condition=Q(state="signed") ^ Q(decision=None), name="a_signed_request_has_its_decision"),
            models.CheckConstraint(condition=~Q(asked_by=models.F("asked_of")), name="nobody_signs_for_themselves"),
            models.UniqueConstraint(fields=["prescription"], condition=Q(state="waiting"), name="one_waiting_sign_off_per_prescription"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING

    @classmethod
    def followed_by(cls, user_ids: Iterable[int]) -> "QuerySet[SignOff, Any]":
        """(user, article number, ISO code, day) of supervised cases: nothing of whom they were about."""
        signed = cls.objects.filter(state="signed", followed=True, asked_by__user_id__in=user_ids)
        found: QuerySet[SignOff, Any] = signed.order_by("answered_on", "pk").values_list(
            "asked_by__user_id", "article__number", "article__iso_code", "answered_on"
        )
        return found
