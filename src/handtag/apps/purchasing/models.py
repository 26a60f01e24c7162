"""What is bought: the rule for each article, purchase orders with their lines, and a ledger of everything that happened to a line."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.procurement.models import FrameworkAgreement
from handtag.apps.stock.models import Device, Location
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.purchasing.orders import EVENT_KINDS, LINE_STATES, LONGEST_NOTE, OUTSIDE_REASONS, REJECT_REASONS

STATES = [(state, state) for state in LINE_STATES]


class ReorderRule(models.Model):
    """What the buyer has decided for an article; an empty number is computed from how the article is used."""

    article = models.OneToOneField(Article, on_delete=models.PROTECT, primary_key=True, related_name="reorder_rule")
    reorder_point = models.PositiveIntegerField(null=True)
    safety_stock = models.PositiveIntegerField(null=True)
    pack_size = models.PositiveIntegerField(default=1)
    smallest_order = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pack_size__gte=1, smallest_order__gte=1), name="packs_hold_something")]


class PurchaseOrder(ScopedModel):
    """An order to one supplier. `state` follows from its lines, kept by the store function that adds to their ledger."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="purchase_orders")
    number = models.CharField(max_length=20)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="purchase_orders")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="purchase_orders")
    state = models.CharField(max_length=20, choices=STATES)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=80)
    ordered_on = models.DateField(null=True)
    ordered_by = models.CharField(max_length=80, blank=True)
    supplier_reference = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_purchase_order_per_number"),
            models.CheckConstraint(condition=Q(state__in=LINE_STATES), name="purchase_order_state_is_known"),
        ]
        indexes = [models.Index(fields=["centre", "state"])]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Who works at the centre, and who keeps its books."""
        return Q(centre_id=viewer.centre_id) if viewer.scope is Scope.CENTRE or viewer.runs_centre else NOTHING


class PurchaseLine(models.Model):
    """One article on a purchase order. `price_ore` is per piece without VAT; `agreement` is the framework agreement it is called off from.

    `stop` says why the agreements do not let it be bought so (a code of domain.procurement, empty: they do): then it is bought only for
    an `outside_reason`, when another than who asked has approved it.
    The numbers of pieces and the promised day are the fold of the line's events.
    """

    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="purchase_lines")
    quantity = models.PositiveIntegerField()
    price_ore = OreField()
    agreement = models.ForeignKey(FrameworkAgreement, null=True, on_delete=models.PROTECT, related_name="call_offs")
    stop = models.CharField(max_length=20, blank=True)
    outside_reason = models.CharField(max_length=30, blank=True, choices=[(reason, reason) for reason in OUTSIDE_REASONS])
    outside_note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    asked_by = models.CharField(max_length=80, blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, choices=STATES)
    promised_on = models.DateField(null=True)
    is_confirmed = models.BooleanField(default=False)
    counted = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "article"], name="an_article_is_once_on_a_purchase_order"),
            models.CheckConstraint(condition=Q(state__in=LINE_STATES), name="purchase_line_state_is_known"),
            models.CheckConstraint(condition=Q(quantity__gte=1, price_ore__gte=0), name="something_is_bought_at_a_price"),
            models.CheckConstraint(condition=Q(counted__gte=F("accepted") + F("rejected")), name="controlled_is_counted_first"),
            models.CheckConstraint(condition=Q(quantity__gte=F("accepted") + F("cancelled")), name="no_more_is_taken_in_than_ordered"),
            models.CheckConstraint(
                condition=Q(approved_by="") | (~Q(asked_by="") & ~Q(approved_by=F("asked_by"))),
                name="an_exception_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(stop="", agreement__isnull=False) | ~Q(approved_by=""),
                name="nothing_is_bought_outside_agreements_unapproved",
            ),
        ]
        indexes = [models.Index(fields=["state", "promised_on"]), models.Index(fields=["article", "state"])]


class PurchaseEvent(AppendOnlyModel):
    """Something that happened to a line: ordered, confirmed for a day, counted at the gate, taken in or sent back after control, cancelled.

    `day` is the promised day of what is ordered or confirmed, else the day it happened. `counting` is the counted row that a control is
    about; `place` where its goods stand until then.
    """

    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in EVENT_KINDS])
    quantity = models.PositiveIntegerField()
    day = models.DateField()
    counting = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="controls")
    delivery_note = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=20, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    lot = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True)
    reason = models.CharField(max_length=30, blank=True, choices=[(reason, reason) for reason in REJECT_REASONS])
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EVENT_KINDS), name="purchase_event_kind_is_known"),
            models.CheckConstraint(condition=Q(kind="confirmed") | Q(quantity__gte=1), name="a_purchase_event_is_about_something"),
            models.CheckConstraint(
                condition=Q(kind__in=["accepted", "rejected"], counting__isnull=False)
                | (~Q(kind__in=["accepted", "rejected"]) & Q(counting=None)),
                name="a_control_is_about_a_count",
            ),
            models.CheckConstraint(condition=~Q(kind="rejected") | ~Q(reason=""), name="what_is_sent_back_has_a_reason"),
        ]


class BoughtDevice(AppendOnlyModel):
    """By which control a device came in: from it to its order, price and supplier."""

    device = models.OneToOneField(Device, on_delete=models.PROTECT, primary_key=True, related_name="bought")
    event = models.ForeignKey(PurchaseEvent, on_delete=models.PROTECT, related_name="devices")
