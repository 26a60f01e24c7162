"""Customer orders and collection orders, line by line."""

from django.db import models
from django.db.models import Q

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, DeviceCentre, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Device
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer

ORDER_KINDS = [(k, k) for k in ("customer_order", "collection_order")]
LINE_STATES = [(s, s) for s in ("placed", "allocated", "picked", "sent", "delivered", "collected", "cancelled")]


class Order(ScopedModel):
    """`state` is the state of its least advanced living line, kept by the store function that changes lines."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=ORDER_KINDS)
    state = models.CharField(max_length=20, choices=LINE_STATES)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="orders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="orders")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="orders")
    delivery_point = models.ForeignKey(DeliveryPoint, on_delete=models.PROTECT, related_name="orders")
    prescription = models.ForeignKey(Prescription, null=True, on_delete=models.PROTECT, related_name="orders")
    decision = models.ForeignKey(PrescriptionDecision, null=True, on_delete=models.PROTECT, related_name="orders")
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_order_per_number"),
            models.CheckConstraint(
                condition=Q(kind="collection_order") | Q(decision__isnull=False),
                name="a_customer_order_rests_on_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["centre", "state"]), models.Index(fields=["unit", "state"])]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        match viewer.scope:
            case Scope.CENTRE:
                return Q(centre_id=viewer.centre_id)
            case Scope.UNIT:
                return Q(unit_id=viewer.unit_id)
            case Scope.PRINCIPAL:
                return Q(payer_id=viewer.principal_id)
            case Scope.COST_CENTRE:
                return Q(payer_id=viewer.principal_id, cost_centre_id=viewer.cost_centre_id)
            case _:
                return NOTHING


class OrderLine(models.Model):
    """One article on an order. `article` is what was asked for, `device` what was allocated (perhaps an equivalent)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="order_lines")
    quantity = models.PositiveIntegerField()
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="order_lines")
    state = models.CharField(max_length=20, choices=LINE_STATES)
    is_accessory = models.BooleanField(default=False)
    promised_on = models.DateField()
    delivered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="at_least_one_piece"),
            models.CheckConstraint(condition=Q(device=None) | Q(quantity=1), name="a_marked_device_is_one_piece"),
            models.UniqueConstraint(
                fields=["device"],
                condition=Q(device__isnull=False, state__in=["placed", "allocated", "picked", "sent"]),
                name="one_open_line_per_device",
            ),
        ]
        indexes = [models.Index(fields=["state", "promised_on"])]
