"""Customer orders, orders of equipment and collection orders, line by line; and what their orderers are told of them."""

from django.db import models
from django.db.models import Q

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article
from handtag.apps.orders.attachments import Attachment  # noqa: F401  (a model of this app)
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, DeviceCentre, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Device
from handtag.db.fields import EncryptedTextField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.following_up import MAIL_TIMES
from handtag.domain.ordering import OPT_OUT_REASONS, RULES_WITHOUT_DECISION, SOURCES

ORDER_KINDS = [(k, k) for k in ("customer_order", "equipment_order", "collection_order", "takeover_order")]
LINE_STATES = [(s, s) for s in ("placed", "allocated", "picked", "sent", "delivered", "collected", "cancelled")]


class Order(ScopedModel):
    """`state` is the state of its least advanced living line, kept by the store function that changes lines.

    Equipment is ordered by a unit for what many use: it has no person and no decision, and names the agreement in force instead.
    What was decided in the system before this one is a takeover order: for a person, with the agreement in force and no decision.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=ORDER_KINDS)
    state = models.CharField(max_length=20, choices=LINE_STATES)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="orders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="orders")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="orders")
    delivery_point = models.ForeignKey(DeliveryPoint, on_delete=models.PROTECT, related_name="orders")
    prescription = models.ForeignKey(Prescription, null=True, on_delete=models.PROTECT, related_name="orders")
    decision = models.ForeignKey(PrescriptionDecision, null=True, on_delete=models.PROTECT, related_name="orders")
    agreement_version = models.ForeignKey(AgreementVersion, null=True, on_delete=models.PROTECT, related_name="orders")
    standing = models.ForeignKey("Standing", null=True, on_delete=models.PROTECT, related_name="withdrawals")
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_order_per_number"),
            models.CheckConstraint(
                condition=~Q(kind="customer_order") | Q(decision__isnull=False, person__isnull=False),
                name="a_customer_order_rests_on_a_decision",
            ),
            models.CheckConstraint(
                condition=~Q(kind="equipment_order") | Q(decision=None, prescription=None, person=None, agreement_version__isnull=False),
                name="equipment_is_ordered_for_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="takeover_order")
                | Q(decision=None, prescription=None, person__isnull=False, agreement_version__isnull=False),
                name="what_is_taken_over_was_decided_elsewhere",
            ),
        ]
        indexes = [models.Index(fields=["centre", "state"]), models.Index(fields=["unit", "state"])]

    def __str__(self) -> str:
        return self.number

    @property
    def rests_on(self) -> int:
        """The row of the agreement version under which it is paid: its decision's; without one, the one in force when it was ordered."""
        found = self.decision.agreement_version_id if self.decision is not None else self.agreement_version_id
        assert found is not None, "goods leave under an agreement"
        return found

    @property
    def rule(self) -> str:
        """Why its payer pays: the rule of its decision, or what stands in for one."""
        return RULES_WITHOUT_DECISION[self.kind] if self.decision is None else self.decision.rule

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


class Standing(ScopedModel):
    """What a person uses up is prescribed for a time, and withdrawn as it is needed: so many pieces, so often, until a day (inclusive)."""

    key = models.UUIDField(unique=True)
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="standings")
    decision = models.ForeignKey(PrescriptionDecision, on_delete=models.PROTECT, related_name="standings")
    delivery_point = models.ForeignKey(DeliveryPoint, on_delete=models.PROTECT, related_name="standings")
    pieces = models.PositiveSmallIntegerField()
    interval_days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    started_by = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prescription"], condition=Q(ended_on=None), name="one_standing_order_per_prescription"),
            models.CheckConstraint(condition=Q(pieces__gte=1) & Q(interval_days__gte=1), name="a_standing_order_is_of_something"),
            models.CheckConstraint(condition=Q(valid_to__gte=models.F("valid_from")), name="a_standing_order_ends_after_it_begins"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING


class OrderLine(models.Model):
    """One article on an order. `article` is what was asked for, `device` what was allocated (perhaps an equivalent).

    `ready_on` is the day it could come by itself, while it waits to come together with the rest; `own_only` is why no equivalent
    may stand in for it; `first_promised_on` what was promised first, when that could not be kept or was bettered.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="order_lines")
    quantity = models.PositiveIntegerField()
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="order_lines")
    state = models.CharField(max_length=20, choices=LINE_STATES)
    is_accessory = models.BooleanField(default=False)
    promised_on = models.DateField()
    first_promised_on = models.DateField(null=True)
    ready_on = models.DateField(null=True)
    waits_for = models.CharField(max_length=20, choices=[(s, s) for s in SOURCES], default="stock")
    own_only = models.CharField(max_length=20, choices=[(r, r) for r in OPT_OUT_REASONS], blank=True)
    delivered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="at_least_one_piece"),
            models.CheckConstraint(
                condition=Q(ready_on=None) | Q(promised_on__gt=models.F("ready_on")), name="the_rest_is_waited_for_not_passed"
            ),
            models.CheckConstraint(condition=Q(device=None) | Q(quantity=1), name="a_marked_device_is_one_piece"),
            models.UniqueConstraint(
                fields=["device"],
                condition=Q(device__isnull=False, state__in=["placed", "allocated", "picked", "sent"]),
                name="one_open_line_per_device",
            ),
        ]
        indexes = [models.Index(fields=["state", "promised_on"])]


class Message(ScopedModel):
    """What someone is told about an order they placed or a prescription they answer for. `code` and `params` become words when it is
    read; they hold numbers, days and codes, never who it is for.
    """

    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="messages")
    prescription = models.ForeignKey(Prescription, null=True, on_delete=models.PROTECT, related_name="messages")
    to = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=80)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["to", "read_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(order=None, prescription__isnull=False) | Q(order__isnull=False, prescription=None),
                name="a_message_is_about_one_thing",
            )
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Each reads what was said to them, about orders and prescriptions of the unit they work at now."""
        return Q(to=viewer.code) & (Q(order__unit_id=viewer.unit_id) | Q(prescription__unit_id=viewer.unit_id))


class MailWish(models.Model):
    """Where and how often someone wants to be mailed that there are messages to read. Nobody is mailed who has not asked for it."""

    code = models.CharField(max_length=80, unique=True)
    address = EncryptedTextField()
    often = models.CharField(max_length=10, default="at_once")
    set_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(often__in=MAIL_TIMES), name="mail_comes_at_known_times")]


class OrderSheet(ScopedModel):
    """A unit's set of articles to order again: a template under a name; without one, an order of equipment that `saved_by` has begun."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="order_sheets")
    name = models.CharField(max_length=60, blank=True)
    saved_by = models.CharField(max_length=80)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], condition=~Q(name=""), name="one_template_per_name_and_unit"),
            models.UniqueConstraint(fields=["unit", "saved_by"], condition=Q(name=""), name="one_begun_order_per_person_and_unit"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Templates are the unit's; what someone has begun is theirs alone."""
        return Q(unit_id=viewer.unit_id) & (~Q(name="") | Q(saved_by=viewer.code)) if viewer.scope is Scope.UNIT else NOTHING


class SheetLine(models.Model):
    """An article on a sheet, and how many of it."""

    sheet = models.ForeignKey(OrderSheet, on_delete=models.CASCADE, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="sheet_lines")
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "article"], name="an_article_is_once_on_a_sheet"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="at_least_one_on_a_sheet"),
        ]


class Draft(ScopedModel):
    """An order for a person that has been begun and not placed; gone when it is placed. `wanted` is what the form held."""

    prescription = models.OneToOneField(Prescription, on_delete=models.CASCADE, related_name="order_draft")
    wanted = models.JSONField()
    saved_by = models.CharField(max_length=80)
    saved_at = models.DateTimeField()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(prescription__unit_id=viewer.unit_id) if viewer.scope is Scope.UNIT else NOTHING
