"""Who rents which device from which day to which (both inclusive), and the events that made it so."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import CostCentre, DeviceCentre, Principal, Unit
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.stock.models import Device, Move
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer


class Rental(ScopedModel):
    """At most one open rental per device; start and end days both count. `article` is the delivered device's, whose price runs.

    Equipment that a unit rents rests on no decision about anybody: its unit ordered it.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="rentals")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="rentals")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="rentals")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="rentals")
    decision = models.ForeignKey(PrescriptionDecision, null=True, on_delete=models.PROTECT, related_name="rentals")
    agreement_version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="rentals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rentals")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="rentals")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="rentals")
    start_move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="rentals_started")
    end_move = models.ForeignKey(Move, null=True, on_delete=models.PROTECT, related_name="rentals_ended")
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(end_on=None), name="one_open_rental_per_device"),
            models.CheckConstraint(condition=Q(end_on=None) | Q(end_on__gte=models.F("start_on")), name="rental_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["centre", "start_on", "end_on"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        match viewer.scope:
            case Scope.CENTRE:
                return Q(centre_id=viewer.centre_id)
            case Scope.UNIT:
                return Q(unit_id=viewer.unit_id)
            case Scope.PRINCIPAL:  # as with charges: who keeps the centre's books sees every payer's
                return Q(centre_id=viewer.centre_id) if viewer.runs_centre else Q(payer_id=viewer.principal_id)
            case Scope.COST_CENTRE:
                return Q(payer_id=viewer.principal_id, cost_centre_id=viewer.cost_centre_id)
            case _:
                return NOTHING

    @classmethod
    def lent_on(cls, prescription: Any) -> "QuerySet[Rental]":
        """What is with the person on a prescription, whichever unit has it: only for what has asked who may see the prescription."""
        return cls.objects.filter(end_on=None, device__state="with_person", decision__prescription=prescription)


class RentalEvent(AppendOnlyModel):
    """A rental started or ended because of a move."""

    rental = models.ForeignKey(Rental, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="rental_events")
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
